"""What each role meets on the pages of status reports, and that they work by forms alone."""

import io
from html import unescape

import docx
import pytest
from django.test import Client

from tests.governance.decision_scenes import answered, browser, sent
from tests.planning.plan_scenes import decided
from tests.reports.scenes import full_county, make, published, section_of, written
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.reports.models import ReportSection, StatusReport

pytestmark = pytest.mark.django_db
LIST = "/arbetsyta/statusrapporter/"
HOSTILE = "<script>alert(1)</script>"


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def test_one_click_gives_a_draft_since_the_last_published(world: World):
    decided(world, world.a.one.place)
    client = browser(world, Role.PROCESS_LEADER)
    assert 'value="2026-10-01"' in _text(client, LIST) and 'value="2026-10-14"' in _text(client, LIST)
    answer = client.post(LIST, {"first": "2026-07-01", "last": "2026-10-10"})
    report = StatusReport.objects.get()
    assert answer.status_code == 302 and answer["Location"].endswith(f"{LIST}{report.pk}/")
    page = _text(client, f"{LIST}{report.pk}/")
    assert "Statusrapport 1 jul–10 okt 2026" in page and "Ett utkast, som bara processledarna ser." in page
    published(world, report)
    assert 'value="2026-10-11"' in _text(client, LIST)


def test_a_draft_is_its_writers_alone_and_what_is_published_is_read_by_all(world: World):
    sent(world)
    report = make(world)
    for role in (Role.STEERING_MEMBER, Role.HEAD, Role.UNIT_MANAGER):
        client = browser(world, role)
        assert client.get(f"{LIST}{report.pk}/").status_code == 404
        page = _text(client, LIST)
        assert "Gör utkastet" not in page and "Ingen statusrapport än" in page
    published(world, report)
    for role in (Role.STEERING_MEMBER, Role.HEAD, Role.UNIT_MANAGER):
        page = _text(browser(world, role), f"{LIST}{report.pk}/")
        assert "publicerad 14 oktober 2026" in page and "Ändra texten" not in page and "Rätta" not in page
    abroad = browser(world, Role.PROCESS_LEADER, world.b.place)
    assert abroad.get(f"{LIST}{report.pk}/").status_code == 404


def test_a_published_report_is_open_to_everybody_only_when_chosen(world: World):
    sent(world)
    first, second = make(world), make(world)
    client = browser(world, Role.PROCESS_LEADER)
    for report, choice in ((first, "signed_in"), (second, "everybody")):
        report.refresh_from_db()
        answer = client.post(f"{LIST}{report.pk}/publicera/", {"opened": choice, "seen": report.revision})
        assert answer.status_code == 302
    stranger = Client()
    assert stranger.get(f"/statusrapporter/{first.pk}/").status_code == 404
    assert stranger.get(f"/statusrapporter/{first.pk}/fil/docx/").status_code == 404
    page = _text(stranger, f"/statusrapporter/{second.pk}/")
    assert "Testlän, publicerad 14 oktober 2026." in page and "1 beslut" in page
    assert (
        'href="/arbetsyta/styrning' not in page
    )  # sources are named, and lead nowhere for who is not signed in
    assert stranger.get(f"/statusrapporter/{second.pk}/fil/docx/").status_code == 200
    assert stranger.get(f"{LIST}{second.pk}/").status_code == 302


def test_a_text_is_changed_by_a_form_and_its_figures_follow(world: World):
    decision = sent(world)
    report = make(world)
    client, address = browser(world, Role.PROCESS_LEADER), f"{LIST}{report.pk}/avsnitt/decisions/"
    form = _text(client, address)
    assert "{skickade}" in form and "1 beslut" in form
    assert client.post(address, {"text": "Av allt: {skickade}.\n\nOch mer.", "seen": "1"}).status_code == 302
    page = client.get(f"{LIST}{report.pk}/").content.decode()
    assert '<p>Av allt: <b class="rep-fig">1 beslut</b>.</p><p>Och mer.</p>' in page
    assert "Svar på beslut som gäller</dt><dd>0 av 2 svar" in page  # what the text no longer says is not lost
    answered(world, decision, world.a.one.place, "done")
    assert client.post(f"{LIST}{report.pk}/siffror/").status_code == 302
    page = _text(client, f"{LIST}{report.pk}/")
    assert "Svar på beslut som gäller: 0 av 2 svar → <strong>1 av 2 svar</strong>" in page


def test_who_comes_second_sees_both_texts_and_loses_none(world: World):
    sent(world)
    report = make(world)
    written(world, section_of(report, "decisions"), "Den andras ord.")
    client, address = browser(world, Role.PROCESS_LEADER), f"{LIST}{report.pk}/avsnitt/decisions/"
    answer = client.post(address, {"text": "Mina ord.", "seen": "1"})
    page = unescape(answer.content.decode())
    assert (
        answer.status_code == 409
        and "Den andras ord." in page
        and "Mina ord." in page
        and 'value="2"' in page
    )
    assert client.post(address, {"text": "Mina ord.", "seen": "2"}).status_code == 302
    assert section_of(report, "decisions").text == "Mina ord."


def test_a_section_that_is_left_out_is_in_no_version(world: World):
    sent(world)
    decided(world, world.a.one.place)
    report = make(world)
    written(world, section_of(report, "plans"), "Hemligt än så länge.", left_out=True)
    client = browser(world, Role.PROCESS_LEADER)
    assert "tas inte med" in _text(client, f"{LIST}{report.pk}/")
    published(world, report)
    assert "Hemligt" not in _text(client, f"{LIST}{report.pk}/")
    word = client.get(f"{LIST}{report.pk}/fil/docx/").content
    assert "Hemligt" not in "\n".join(one.text for one in docx.Document(io.BytesIO(word)).paragraphs)


def test_a_published_report_answers_409_to_orders(world: World):
    sent(world)
    report = published(world, make(world))
    client = browser(world, Role.PROCESS_LEADER)
    told = {"text": "Nytt", "seen": "9"}
    assert client.post(f"{LIST}{report.pk}/avsnitt/decisions/", told).status_code == 409
    assert (
        client.post(f"{LIST}{report.pk}/publicera/", {"opened": "everybody", "seen": "9"}).status_code == 409
    )
    report.refresh_from_db()
    assert not report.opened


def test_a_principal_s_short_version_tells_of_no_other(world: World):
    full_county(world)
    report = published(world, make(world))
    one = world.a.one.place
    for role, client in ((role, browser(world, role)) for role in (Role.CONTACT_PERSON, Role.PROCESS_LEADER)):
        page = _text(client, f"{LIST}{report.pk}/huvudman/{one.pk}/")
        assert "Elevrådet har valt två av målen." in page and "Nämnden" in page, role
        assert "Alvsund" not in page and "Björkhaga" not in page and "visas inte" in page
    assert client.get(f"{LIST}{report.pk}/huvudman/{world.b.one.place.pk}/").status_code == 404
    word = docx.Document(io.BytesIO(client.get(f"{LIST}{report.pk}/huvudman/{one.pk}/fil/docx/").content))
    said = "\n".join(one.text for one in word.paragraphs)
    assert said.startswith("Statusrapport oktober–december 2026: Ekvik") and "Alvsund" not in said


def test_the_word_file_has_headings_and_tables_with_the_same_figures(world: World):
    full_county(world)
    report = make(world)
    client = browser(world, Role.PROCESS_LEADER)
    word = docx.Document(io.BytesIO(client.get(f"{LIST}{report.pk}/fil/docx/").content))
    heads = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert heads == [one.figures["heading"] for one in report.sections.all()]
    tables = [table for one in report.sections.all() for table in one.figures["tables"]]
    assert [len(one.rows) - 1 for one in word.tables] == [len(one["rows"]) for one in tables]
    assert client.get(f"{LIST}{report.pk}/fil/exe/").status_code == 404


def test_a_page_says_only_what_is_frozen(world: World):
    full_county(world)
    report = published(world, make(world))
    client = browser(world, Role.STEERING_MEMBER)
    before = client.get(f"{LIST}{report.pk}/").content.decode().split("<article")[1].split("</article>")[0]
    sent(world, title="Efter publiceringen")
    after = client.get(f"{LIST}{report.pk}/").content.decode().split("<article")[1].split("</article>")[0]
    assert before == after and "Björkhaga" in before


def test_a_later_version_is_pointed_at(world: World):
    sent(world)
    report = published(world, make(world))
    client = browser(world, Role.PROCESS_LEADER)
    answer = client.post(f"{LIST}{report.pk}/ratta/")
    again = StatusReport.objects.get(corrects=report)
    assert answer["Location"].endswith(f"{LIST}{again.pk}/")
    published(world, again)
    page = _text(browser(world, Role.HEAD), f"{LIST}{report.pk}/")
    assert "En senare version gäller nu." in page and f'href="{LIST}{again.pk}/"' in page
    assert "version 2" in _text(browser(world, Role.HEAD), LIST)


def test_what_is_typed_is_never_markup(world: World):
    decided(world, world.a.one.place, title=f"P {HOSTILE}")
    sent(world, title=HOSTILE, number="<b>")
    report = make(world)
    written(world, section_of(report, "decisions"), f"{HOSTILE} {{skickade}} <img src=x>")
    ReportSection.objects.filter(key="plans").update(text=HOSTILE)
    published(world, report, opened=True)
    client = browser(world, Role.PROCESS_LEADER)
    for address in (
        f"{LIST}{report.pk}/", f"/statusrapporter/{report.pk}/", f"{LIST}{report.pk}/huvudman/{world.a.one.place.pk}/",
    ):  # fmt: skip
        page = client.get(address).content.decode()
        assert HOSTILE not in page and "<img src=x>" not in page and "&lt;script&gt;" in page, address
