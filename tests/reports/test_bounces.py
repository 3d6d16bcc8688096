"""What does not arrive: refused at the door, or come back later. A missing address ends the letters, the rest in time."""

import pytest
from django.conf import settings as configured

from tests.reports.mailing_scenes import HEADS, SUBSCRIBERS, parsed, published, send, subscribers
from tests.worlds import World
from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.notify import bounces, commands
from tillsammans.notify.models import OutboxMessage
from tillsammans.reports.models import Copy, CopyState, Mailing, Reader, ReaderState
from tillsammans.reports.queries import mailings as queries
from tillsammans.reports.rules.mailings import Audience

pytestmark = pytest.mark.django_db
LETTER = "reports/newsletter_letter"


class _Full:
    """What the door says to the next ones, in order of their addresses."""

    def __init__(self, answer: str) -> None:
        self.answer = answer

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the library's name
        return self.answer


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("550 5.1.1 no such person", ReaderState.ENDED), ("550 5.1.10 null MX", ReaderState.ENDED),
        ("550 5.2.1 closed", ReaderState.ENDED), ("552 5.2.2 full", ReaderState.READING),
        ("554 5.7.1 we think it is spam", ReaderState.READING), ("550 no", ReaderState.READING),
    ],
)  # fmt: skip
def test_at_the_door_a_missing_address_ends_at_once_and_the_rest_is_counted(
    world: World, postbox, monkeypatch, answer, state
):
    (reader,) = subscribers(world, 1)
    mailing = send(world, published(world), SUBSCRIBERS)
    monkeypatch.setattr(type(postbox), "handle_RCPT", _Full(answer).handle_RCPT)
    postbox.answer = answer
    commands.send_due(at=world.at)
    reader.refresh_from_db()
    assert reader.state == state and mailing.copies.get().state == CopyState.MISSED
    assert (reader.email is None) == (state == ReaderState.ENDED)


def _came_back(
    message: OutboxMessage, status: str, *, by: str = "headers", action: str = "failed", to: str = ""
) -> bytes:
    """As a mail server writes it (RFC 3464). by: what of the letter is sent back."""
    back = {
        "headers": f"Content-Type: text/rfc822-headers\n\nMessage-ID: {message.message_id}\nSubject: x\n",
        "whole": f"Content-Type: message/rfc822\n\nMessage-ID: {message.message_id}\nSubject: x\n\nHej\n",
    }.get(by, "Content-Type: text/plain\n\nNothing of it.\n")
    return f"""From: MAILER-DAEMON@mx.example
To: {to or "svara-ej@lan.example"}
Subject: Undelivered
Message-ID: <report@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your mail did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {message.to}
Action: {action}
Status: {status}

--b
{back}
--b--
""".encode()


def _sent(world: World, number: int = 1) -> list[OutboxMessage]:
    send(world, published(world), SUBSCRIBERS)
    while commands.send_due(at=world.at, limit=50):
        pass
    return list(OutboxMessage.objects.filter(template=LETTER).order_by("-pk")[:number])


@pytest.mark.parametrize("by", ["headers", "whole", "address"])
def test_a_letter_that_comes_back_later_ends_that_reader_alone_and_twice_is_as_once(
    world: World, postbox, settings, by
):
    settings.BOUNCE_ADDRESS = "studs@lan.example" if by == "address" else ""
    subscribers(world, 3)
    message = _sent(world)[0]
    to = bounces.return_address("studs@lan.example", message.message_id) if by == "address" else ""
    raw = _came_back(message, "5.1.1", by=by, to=to)
    assert commands.take_bounce(by=system(world.at), raw=raw)
    assert not commands.take_bounce(by=system(world.at), raw=raw), "the address is gone, and the mail with it"
    assert Reader.objects.get(state=ReaderState.ENDED).email is None
    assert Reader.objects.filter(state=ReaderState.READING).exclude(email=message.to).count() == 2
    page = queries.send_page(world.actor(Role.PROCESS_LEADER), Mailing.objects.get().newsletter)
    assert (page.mailings[0].sent, page.mailings[0].waiting, page.mailings[0].missed) == (2, 0, 1)
    assert not OutboxMessage.objects.filter(to=message.to).exists()


def test_soft_ones_end_after_three_letters_in_a_row_and_one_that_arrived_begins_anew(world: World, postbox):
    (reader,) = subscribers(world, 1)
    for comes_back in (True, True, False, True, True, True):
        reader.refresh_from_db()
        assert reader.state == ReaderState.READING
        message = _sent(world)[0]
        if comes_back:
            assert commands.take_bounce(by=system(world.at), raw=_came_back(message, "4.2.2"))
    reader.refresh_from_db()
    assert reader.state == ReaderState.ENDED


def test_of_staff_it_is_kept_that_it_came_back_and_the_same_report_twice_counts_once(world: World, postbox):
    email = world.user(Role.HEAD).email
    send(world, published(world), Audience(HEADS))
    commands.send_due(at=world.at, limit=50)
    message = OutboxMessage.objects.get(to=email)
    raw = _came_back(message, "4.2.2")
    assert all(commands.take_bounce(by=system(world.at), raw=raw) for _time in range(5))
    message.refresh_from_db()
    assert (message.returned_at, message.last_problem) == (world.at, "returned 4.2.2")
    assert Reader.objects.get(email=email).state == ReaderState.STAFF


def test_what_is_guessed_delayed_or_no_report_at_all_ends_nobody(world: World, postbox):
    subscribers(world, 1)
    message = _sent(world)[0]
    forged = OutboxMessage(to=message.to, message_id=f"<{'0' * 32}@{configured.MESSAGE_ID_DOMAIN}>")
    for raw in (
        _came_back(forged, "5.1.1"), _came_back(message, "4.4.1", action="delayed"), _came_back(message, "5.1.1", by="none"),
        b"Subject: Jag har semester\r\n\r\n" + message.message_id.encode(), b"", b"\xff\x00" * 500,
        b"Content-Type: multipart/report",
    ):  # fmt: skip
        assert not commands.take_bounce(by=system(world.at), raw=raw)
    assert Reader.objects.get().state == ReaderState.READING and Copy.objects.get().state == CopyState.SENT


def test_the_return_address_is_the_letters_own_and_the_sender_stays(
    world: World, postbox, settings, monkeypatch
):
    settings.BOUNCE_ADDRESS = "studs@lan.example"
    senders: list[str] = []

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - the library's name
        senders.append(address)
        envelope.mail_from = address
        return "250 ok"

    monkeypatch.setattr(type(postbox), "handle_MAIL", handle_MAIL, raising=False)
    subscribers(world, 1)
    message = _sent(world)[0]
    assert senders == [bounces.return_address("studs@lan.example", message.message_id)]
    assert parsed(postbox.raw[0])["From"].addresses[0].addr_spec == "svara-ej@tillsammans.example"


def test_the_operators_command_takes_a_maildir_and_leaves_what_is_not_ours(
    world: World, postbox, tmp_path, capsys
):
    from config.console import take_bounces

    for folder in ("new", "cur", "tmp"):
        (tmp_path / "box" / folder).mkdir(parents=True)
    subscribers(world, 1)
    (tmp_path / "box" / "new" / "1.a").write_bytes(_came_back(_sent(world)[0], "5.1.1"))
    (tmp_path / "box" / "new" / "2.b").write_bytes(b"Subject: Hej\n\nFint brev!\n")
    assert take_bounces.main(["--maildir", str(tmp_path / "box")]) == 0
    assert "1 taken and removed, 1 left as seen" in capsys.readouterr().out
    assert Reader.objects.get().state == ReaderState.ENDED
    assert [one.name for one in (tmp_path / "box" / "cur").iterdir()] == ["2.b:2,S"]
    assert take_bounces.main(["--maildir", str(tmp_path / "box")]) == 0
    assert "0 taken and removed, 0 left" in capsys.readouterr().out
    assert take_bounces.main(["--maildir", str(tmp_path)]) == 1
