"""A request as our views meet it: the middleware has said who acts."""

from django.http import HttpRequest

from tillsammans.access.actor import Actor


class Request(HttpRequest):
    """For annotations alone; requests are made by the server. reference: the number to quote when something breaks."""

    actor: Actor
    reference: str
