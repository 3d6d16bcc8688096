"""The program as gunicorn serves it, warmed before it forks: a killed worker's follower answers at once."""

from config.wsgi import application

__all__ = ["application"]


def _warm() -> None:
    """One page through everything: addresses, templates and words are loaded. No connection is left to be shared by forks."""
    from django.db import connections
    from django.test import Client

    Client().get("/svar/finns-inte/", headers={"host": "127.0.0.1"})
    Client().get("/", headers={"host": "127.0.0.1"})
    connections.close_all()


_warm()
