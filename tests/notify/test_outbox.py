"""The outbox: a mail is queued with what causes it, sent by a real server, tried again, never lost, never doubled."""

import base64
import email
import socket
from datetime import timedelta
from email import policy

import dkim
import pytest
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tillsammans.access.actor import system
from tillsammans.notify import commands, registry, rules
from tillsammans.notify.models import OutboxMessage

pytestmark = pytest.mark.django_db


class Postbox:
    """A real SMTP server's handler. `refuse` answers that it cannot take mail now."""

    def __init__(self):
        self.letters = []
        self.raw = []
        self.connections = set()
        self.refuse = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the library's name
        self.connections.add(id(session))
        if address.startswith("borta"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        if self.refuse:
            return "451 try again later"
        self.raw.append(envelope.original_content)
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


def test_many_mails_go_by_one_connection(queue, postbox, at):
    for number in range(5):
        queue(number)
    assert commands.send_due(at=at) == 5
    assert len(postbox.letters) == 5 and len(postbox.connections) == 1


def test_a_refusal_for_good_is_not_tried_again_and_is_told_and_does_not_stop_the_next(postbox, at):
    told = []
    registry.register(
        "test/told",
        lambda context: {"link": "x"},
        refused=lambda context, when, status: told.append((context, when, status)),
    )
    OutboxMessage.objects.all().delete()
    for number, to in enumerate(("borta@ekvik.example", "kvar@ekvik.example")):
        commands.queue(by=system(at), to=to, template="test/told", context={"n": number})
    with_words = {"test/told.subject.txt": "Ämne", "test/told.txt": "Text"}
    with override_templates(with_words):
        commands.send_due(at=at)
    gone, kept = OutboxMessage.objects.order_by("pk")
    assert (gone.given_up_at, gone.last_problem, gone.attempts) == (at, "SMTPRecipientsRefused", 1)
    assert told == [({"n": 0}, at, "5.0.0")] and kept.sent_at == at


def override_templates(words):
    made = [{**settings.TEMPLATES[0], "APP_DIRS": False, "DIRS": []}]
    options = {k: v for k, v in made[0].get("OPTIONS", {}).items() if k != "loaders"}
    made[0]["OPTIONS"] = {**options, "loaders": [("django.template.loaders.locmem.Loader", words)]}
    return override_settings(TEMPLATES=made)


@pytest.mark.parametrize(
    "subject",
    [
        "Möte på förskolan: åtgärder för barn i Hällsjö och Åmark, inför sommaren och hösten",
        "ما هي عجلة مصلحة الطفل الفضلى؟",
        "A\r\nBcc: x@x.example",
    ],
)
def test_a_subject_comes_out_as_it_went_in_and_writes_no_lines_of_its_own(queue, postbox, at, subject):
    queue()
    with override_templates(
        {"accounts/account_changed.subject.txt": subject, "accounts/account_changed.txt": "Räksmörgås ✓"}
    ):
        commands.send_due(at=at)
    letter = email.message_from_bytes(postbox.raw[0], policy=policy.default)
    assert str(letter["Subject"]).strip() == " ".join(subject.split()) and letter["Bcc"] is None
    assert letter.get_content().strip() == "Räksmörgås ✓"
    assert postbox.raw[0].partition(b"\r\n\r\n")[0].isascii()


@pytest.fixture(scope="module")
def dkim_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def test_mail_is_signed_where_there_is_a_key_and_the_signature_holds_at_the_receiver(
    queue, postbox, at, settings, dkim_key
):
    pem = (
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    settings.DKIM_KEY, settings.DKIM_SELECTOR, settings.DKIM_DOMAIN = (
        dkim_key.private_bytes(*pem),
        "nyckel1",
        "lan.example",
    )
    queue()
    words = {
        "accounts/account_changed.subject.txt": "Ämne åäö " * 12,
        "accounts/account_changed.txt": "Rad ett\n\nÅäö ✓  \n",
    }
    with override_templates(words):
        commands.send_due(at=at)
    raw, asked = postbox.raw[0], []
    public = dkim_key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )

    def dns(name, timeout=5):
        asked.append(name)
        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    assert dkim.verify(raw, dnsfunc=dns) and asked == [b"nyckel1._domainkey.lan.example."]
    assert not dkim.verify(raw.replace(b"Rad ett", b"Rad tio"), dnsfunc=dns)
    assert not dkim.verify(raw.replace(b"rektor@", b"bortom@"), dnsfunc=dns)
    signed = email.message_from_bytes(raw, policy=policy.default)["DKIM-Signature"]
    assert "c=relaxed/relaxed" in signed and "a=rsa-sha256" in signed


def test_without_a_key_nothing_is_signed(queue, postbox, at):
    queue()
    commands.send_due(at=at)
    assert b"DKIM-Signature" not in postbox.raw[0]
