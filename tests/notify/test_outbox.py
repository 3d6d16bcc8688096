"""The outbox: a mail is queued with what causes it, sent by a real server, tried again, never lost, never doubled."""

import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction

from tillsammans.access.actor import system
from tillsammans.notify import commands, registry, rules
from tillsammans.notify.models import OutboxMessage

pytestmark = pytest.mark.django_db


class Postbox:
    """A real SMTP server's handler. `refuse` answers that it cannot take mail now."""

    def __init__(self):
        self.letters = []
        self.refuse = False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        if self.refuse:
            return "451 try again later"
        self.letters.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 taken"


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def postbox(settings):
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=_free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield box
    server.stop()


@pytest.fixture
def queue(at):
    registry.register(
        "accounts/account_changed", lambda context: {"link": f"http://x.example/{context['n']}"}
    )
    yield lambda n=1: commands.queue(
        by=system(at), to="rektor@ekvik.example", template="accounts/account_changed", context={"n": n}
    )
    from tillsammans.accounts import letters

    letters.register()


def test_a_queued_mail_reaches_the_server_in_plain_swedish(queue, postbox, at):
    queue()
    assert commands.send_due(at=at) == 1
    (to, text), message = postbox.letters[0], OutboxMessage.objects.get()
    assert to == ["rektor@ekvik.example"]
    assert message.message_id in text
    assert "http://x.example/1" in text
    assert message.sent_at == at


def test_a_sent_mail_is_not_sent_again(queue, postbox, at):
    queue()
    commands.send_due(at=at)
    assert commands.send_due(at=at + timedelta(days=1)) == 0
    assert len(postbox.letters) == 1


def test_a_mail_that_was_not_taken_is_tried_later_under_the_same_message_id(queue, postbox, at):
    message = queue()
    postbox.refuse = True
    commands.send_due(at=at)
    assert commands.send_due(at=at) == 0, "not at once again"
    postbox.refuse = False
    assert commands.send_due(at=at + timedelta(minutes=1)) == 1
    assert message.message_id in postbox.letters[0][1]
    assert OutboxMessage.objects.get().attempts == 2


def test_a_mail_is_given_up_after_the_last_pause(queue, postbox, at):
    queue()
    postbox.refuse = True
    for pause in [timedelta(0), *rules.PAUSES]:
        at += pause
        commands.send_due(at=at)
    message = OutboxMessage.objects.get()
    assert message.given_up_at == at
    assert message.last_problem == "SMTPDataError"


def test_a_mail_is_undone_with_what_caused_it(queue):
    with pytest.raises(RuntimeError), transaction.atomic():
        queue()
        raise RuntimeError
    assert not OutboxMessage.objects.exists()


def test_a_mail_about_something_removed_is_given_up_in_time(postbox, at):
    commands.queue(by=system(at), to="a@x.example", template="accounts/invitation", context={"grant": 4711})
    commands.send_due(at=at)
    assert OutboxMessage.objects.get().last_problem == "LookupError"
    assert not postbox.letters


def test_many_are_queued_with_few_statements(at, django_assert_max_num_queries):
    letters = [(f"a{n}@x.example", "sv", {"user": n}) for n in range(300)]
    with django_assert_max_num_queries(8):
        commands.queue_many(by=system(at), template="accounts/account_changed", letters=letters)


def test_mail_is_removed_a_year_after_it_was_sent_and_not_a_day_before(queue, postbox, at):
    queue()
    commands.send_due(at=at)
    assert commands.forget_old_mail(by=system(at + timedelta(days=365))) == 0
    assert commands.forget_old_mail(by=system(at + timedelta(days=366))) == 1
