"""The pages of plans: what they say, the shortest way to a decided plan, and what is typed is never lost."""

import io
from datetime import date

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.planning.plan_scenes import (
    ABOUT,
    BODY,
    GOAL,
    decide,
    decided,
    draft,
    empty_plan,
    two_versions,
    version_of,
)
from tests.planning.timeline_scenes import activity, keeper
from tillsammans.access.roles import Role
from tillsammans.notify import commands as notify
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations import commands as organisations
from tillsammans.planning.commands import plans as commands
from tillsammans.planning.forms.plans import key_of, path_of
from tillsammans.planning.models import ActivityState, ImplementationPlan, PlanState
from tillsammans.planning.queries.recommendations import prompts
from tillsammans.planning.rules import plan_content
from tillsammans.ui import documents, pdf


def browser(world, role, place=None) -> Client:
    client = Client()
    client.force_login(world.user(role, place))
    return client


def page(client, name, *args, status=200, **query):
    answer = client.get(reverse(f"planning:{name}", args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


def post(client, name, *args, **typed):
    return client.post(reverse(f"planning:{name}", args=args), typed)


def test_a_local_plan_is_written_and_decided_in_six_presses(world):
    client = browser(world, Role.HEAD)
    form = client.get(reverse("planning:plan_start"))
    shown = form.context["form"]
    typed = {
        name: shown[name].value()
        for name in ("title", "period_from", "period_to", "review_on", "place", "way")
    }
    assert typed["title"] == "Lokal plan 2026–2027" and typed["period_to"] == "2027-10-13"
    presses = [client.post(form.request["PATH_INFO"], {**typed, "place": world.a.one.place.pk})]
    presses.append(client.post(presses[-1].url, {"revision": 1, "text": "Elevrådet har läst."}))
    presses.append(client.post(presses[-1].url, {"revision": 1, **GOAL, "go": "more"}))
    presses.append(client.post(presses[-1].url, {"revision": 1, "want": "Ett mål till"}))
    plan = ImplementationPlan.objects.get()
    assert presses[-1].url == reverse("planning:plan_draft", args=[plan.pk])
    assert (
        'href="' + reverse("planning:plan_decide", args=[plan.pk])
        in client.get(presses[-1].url).content.decode()
    )
    decision = {"revision": version_of(plan).revision, "decided_by": BODY, "decided_on": "2026-10-14"}
    presses.append(post(client, "plan_decide", plan.pk, **decision))
    assert [one.status_code for one in presses] == [302] * 5
    assert version_of(plan).state == PlanState.DECIDED
    said = plan_content.read(version_of(plan).content)
    assert (said.participation, [goal.want for goal in said.goals]) == (
        "Elevrådet har läst.",
        [GOAL["want"], "Ett mål till"],
    )


def test_a_plan_that_points_leads_to_the_pointer(world):
    client = browser(world, Role.CONTACT_PERSON)
    answer = post(client, "plan_start", place=world.a.one.place.pk, way="pointer", **ABOUT)
    answer = client.post(answer.url, {"revision": 1, "text": ""})
    assert "/utkast/hanvisning-ny/" in answer.url
    client.post(
        answer.url,
        {
            "revision": 1,
            "document": "Verksamhetsplan 2026",
            "kind_field": "verksamhetsplan",
            "since": "2026-01-01",
        },
    )
    (pointer,) = plan_content.read(version_of(ImplementationPlan.objects.get()).content).pointers
    assert (pointer.document, pointer.since) == ("Verksamhetsplan 2026", date(2026, 1, 1))


def test_without_a_chosen_place_the_plan_is_the_nearest_ones_and_anothers_is_refused(world):
    client = browser(world, Role.CONTACT_PERSON)
    assert post(client, "plan_start", **ABOUT).status_code == 302
    assert ImplementationPlan.objects.get().place_id == world.a.one.place.pk
    strange = {**ABOUT, "title": "En till", "place": world.a.two.place.pk}
    assert post(client, "plan_start", **strange).status_code == 400


@pytest.mark.parametrize("key", ["goal:3", "pointer:1", "section:2", "prompt:d4-1", "about", "participation"])
def test_a_part_has_its_own_address(key):
    assert key_of(path_of(key)) == key


@pytest.mark.parametrize(
    "path", ["mal", "mal-", "mal-0", "mal-x", "om-1", "om-ny", "fraga-ny", "beslut", "goal-1", "../x"]
)
def test_other_addresses_are_no_parts(path):
    assert key_of(path) is None


# --- nothing is lost ---


def test_what_is_too_long_is_kept_in_the_form_and_said(world):
    plan = draft(world, world.a.one.place)
    long = "ö" * 10_000
    answer = post(browser(world, Role.HEAD), "plan_part", plan.pk, "delaktighet", revision=2, text=long)
    text = answer.content.decode()
    assert answer.status_code == 400 and long in text and "8000 tecken för lång" in text


def test_script_is_shown_as_text(world):
    plan = decided(world, world.a.one.place, "<script>alert(1)</script>")
    for name in ("plan", "plan_version", "plans"):
        args = {"plan": [plan.pk], "plan_version": [plan.pk, 1], "plans": []}[name]
        assert "<script>alert" not in page(browser(world, Role.HEAD), name, *args)


def test_two_people_in_one_draft_see_each_others_text_and_choose(world):
    plan = draft(world, world.a.one.place)
    one, other = browser(world, Role.CONTACT_PERSON), browser(world, Role.HEAD)
    assert 'name="revision" value="2"' in page(other, "plan_part", plan.pk, "mal-1")
    assert post(one, "plan_part", plan.pk, "mal-1", revision=2, **{**GOAL, "do": "Först"}).status_code == 302
    answer = post(other, "plan_part", plan.pk, "mal-1", revision=2, **{**GOAL, "do": "Sedan"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Två har skrivit" in text and "Först" in text and "Sedan" in text and 'value="3"' in text
    assert (
        post(other, "plan_part", plan.pk, "mal-1", revision=3, **{**GOAL, "do": "Sedan"}).status_code == 302
    )
    assert plan_content.read(version_of(plan).content).goals[0].do == "Sedan"


def test_a_stale_tab_of_a_decided_plan_keeps_its_text_and_says_what_to_do(world):
    plan = draft(world, world.a.one.place)
    client = browser(world, Role.HEAD)
    decide(world, plan)
    answer = post(client, "plan_part", plan.pk, "mal-1", revision=2, **{**GOAL, "do": "Från en gammal flik"})
    text = answer.content.decode()
    assert answer.status_code == 400 and "Version 1 är redan beslutad och ändras inte" in text
    assert "Från en gammal flik" in text


def test_a_revision_that_is_no_number_has_seen_nothing(world):
    plan = draft(world, world.a.one.place)
    commands.save_part(
        by=keeper(world, plan.place), plan=plan, key="participation", typed={"text": "Mitt"}, seen=2
    )
    for given in ("", "x", "-1", "9" * 30, "²"):
        answer = post(
            browser(world, Role.HEAD), "plan_part", plan.pk, "delaktighet", revision=given, text="Ditt"
        )
        assert answer.status_code == 409


# --- reading ---


def test_participation_comes_first_and_says_when_it_is_empty(world):
    plan = decided(world, world.a.one.place)
    text = page(browser(world, Role.STAFF), "plan", plan.pk)
    assert text.index("Det står inte än hur barn") < text.index(GOAL["want"])


def test_the_situation_counts_what_is_done_and_late(world):
    plan = draft(world, world.a.one.place)
    client = browser(world, Role.HEAD)
    assert "Ekvik har ett mål." in page(client, "plan", plan.pk)
    assert "Inga aktiviteter finns i tidslinjen än." in page(client, "plan", plan.pk)
    goal = {"plan_id": plan.pk, "goal_key": "g1"}
    activity(world, plan.place, "Sen", ends_on=date(2026, 10, 1), starts_on=None, **goal)
    done = activity(world, plan.place, "Klar", **goal)
    type(done).objects.filter(pk=done.pk).update(state=ActivityState.DONE, done_on=date(2026, 10, 1))
    text = page(client, "plan", plan.pk)
    assert "En av två aktiviteter är klar. En är sen." in text and "En aktivitet är sen" in text


def test_a_local_goal_leads_to_the_countys(world):
    county = decided(world, world.a.place, "Gemensam uppföljning", title="Länets plan")
    plan = draft(world, world.a.one.place)
    client = browser(world, Role.HEAD)
    assert "Gemensam uppföljning" in page(client, "plan_part", plan.pk, "mal-1")
    post(client, "plan_part", plan.pk, "mal-1", revision=2, **{**GOAL, "county_goal": "g1"})
    text = page(client, "plan", plan.pk)
    assert "Bidrar till länets mål" in text and reverse("planning:plan", args=[county.pk]) in text


def test_the_list_puts_ones_own_first_and_says_calmly_who_has_none(world):
    decided(world, world.a.place, title="Länets plan")
    text = page(browser(world, Role.CONTACT_PERSON), "plans")
    assert "Ni har ingen plan än" in text and "Ingen beslutad plan än" in text
    assert "0 av 2 huvudmän har en beslutad plan." in text
    draft(world, world.a.one.place)
    decided(world, world.a.two.place)
    text = page(browser(world, Role.CONTACT_PERSON), "plans")
    assert text.index("Våra planer") < text.index("Länets plan</h2>") < text.index("Planer hos huvudmännen")
    assert "Utkast, inte beslutat" in text and "1 av 2 huvudmän" in text
    others = page(browser(world, Role.STEERING_MEMBER), "plans")
    assert "Utkast" not in others and "Ingen beslutad plan än" in others


def test_others_drafts_are_not_there(world):
    plan = draft(world, world.a.one.place)
    for role, place in (
        (Role.CONTACT_PERSON, world.a.two.place),
        (Role.PROCESS_LEADER, None),
        (Role.STAFF, None),
    ):
        client = browser(world, role, place)
        page(client, "plan", plan.pk, status=404)
        page(client, "plan_draft", plan.pk, status=404)
    decide(world, plan)
    stranger = browser(world, Role.CONTACT_PERSON, world.a.two.place)
    page(stranger, "plan", plan.pk)
    page(stranger, "plan_draft", plan.pk, status=403)


def test_a_plan_for_a_closed_unit_can_be_read_and_its_draft_says_why_it_cannot_be_written(world, at):
    unit = world.a.one.units[0]
    plan = draft(world, unit)
    organisations.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=unit, on=at.date())
    client = browser(world, Role.CONTACT_PERSON)
    assert "Enheten är stängd" in page(client, "plan_draft", plan.pk)
    answer = post(client, "plan_part", plan.pk, "delaktighet", revision=2, text="Mitt")
    assert answer.status_code == 400 and "Mitt" in answer.content.decode()
    assert str(unit.pk) not in dict(
        client.get(reverse("planning:plan_start")).context["form"].fields["place"].choices
    )


def test_a_plan_of_the_same_time_is_told_of(world):
    decided(world, world.a.one.place, title="Den gamla")
    plan = draft(world, world.a.one.place, title="Den nya")
    assert "Den gamla gäller under samma tid" in page(browser(world, Role.HEAD), "plan_draft", plan.pk)


# --- versions, files ---


def test_versions_stand_side_by_side_with_what_went_and_what_came(world):
    plan = two_versions(world, world.a.one.place, "Alla barn får stöd", "Varje barn får stöd")
    text = page(browser(world, Role.STAFF), "plan_compare", plan.pk)
    assert "1 del av planen är ändrad." in text
    assert (
        '<del><span class="vh">Borttaget: </span>Alla ' in text
        and '<ins><span class="vh">Nytt: </span>Varje ' in text
    )
    page(browser(world, Role.STAFF), "plan_compare", decided(world, world.a.two.place).pk, status=404)


def test_a_draft_is_not_compared_by_others(world):
    plan = decided(world, world.a.one.place)
    commands.begin_next_version(by=keeper(world, plan.place), plan=plan)
    page(browser(world, Role.HEAD), "plan_compare", plan.pk)
    page(browser(world, Role.STEERING_MEMBER), "plan_compare", plan.pk, status=404)
    page(browser(world, Role.STEERING_MEMBER), "plan_version", plan.pk, 2, status=404)


def test_the_word_file_has_the_plans_headings(world):
    plan = draft(world, world.a.one.place)
    activity(world, plan.place, "Samtalsmall", plan_id=plan.pk, goal_key="g1")
    decide(world, plan)
    answer = browser(world, Role.STAFF).get(reverse("planning:plan_file", args=[plan.pk, 1, "docx"]))
    assert answer["Content-Type"] == documents.WORD_TYPE
    assert "lokal-plan-20262027-ekvik-version-1.docx" in answer["Content-Disposition"]
    word = docx.Document(io.BytesIO(answer.content))
    headings = [one.text for one in word.paragraphs if one.style.name.startswith("Heading")]
    assert headings == [
        "Så har barn, unga och vårdnadshavare varit med",
        "Mål",
        "1. Hjulet i frånvarorutinen",
    ]
    assert word.tables[0].rows[1].cells[0].text == "Samtalsmall"


def test_without_pango_the_page_says_so_and_the_file_is_refused(world, monkeypatch):
    plan = decided(world, world.a.one.place)
    monkeypatch.setattr(pdf, "pdf_works", lambda: False)
    monkeypatch.setattr("tillsammans.planning.views.plans.pdf_works", lambda: False)
    client = browser(world, Role.STAFF)
    assert "kan inte göra PDF-filer" in page(client, "plan", plan.pk)
    page(client, "plan_file", plan.pk, 1, "pdf", status=503)
    page(client, "plan_file", plan.pk, 1, "odt", status=404)


def test_a_word_plan_is_read_into_the_draft(world):
    plan = empty_plan(world, world.a.one.place)
    client = browser(world, Role.CONTACT_PERSON)
    kept = io.BytesIO(
        documents.document_docx(
            documents.Document("Vår plan", "sv", [documents.Heading("Mål"), documents.Paragraph("Text")])
        )
    )
    kept.name = "plan.docx"
    assert post(client, "plan_import", plan.pk, file=kept).status_code == 302
    assert [one.heading for one in plan_content.read(version_of(plan).content).sections] == [
        "Vår plan",
        "Mål",
    ]
    broken = io.BytesIO(b"PK\x03\x04 inget")
    broken.name = "plan.docx"
    answer = post(client, "plan_import", plan.pk, file=broken)
    assert answer.status_code == 400 and "går inte att läsa som ett Word-dokument" in answer.content.decode()


def test_the_eight_prompts_have_their_questions(world):
    assert [one.code for one in prompts()] == [f"d4-{n}" for n in range(1, 9)] and all(
        one.questions for one in prompts()
    )
    plan = draft(world, world.a.one.place)
    client = browser(world, Role.HEAD)
    assert prompts()[0].questions[0] in page(client, "plan_part", plan.pk, "fraga-d4-1")
    post(client, "plan_part", plan.pk, "fraga-d4-1", revision=2, text="Ja, i våras.")
    assert "Det här har vi tänkt på" in page(client, "plan", plan.pk)
    page(client, "plan_part", plan.pk, "fraga-d4-9", status=404)


# --- cost ---


def queries_of(client, name, *args):
    with CaptureQueriesContext(connection) as asked:
        page(client, name, *args)
    return len(asked)


def test_pages_ask_the_same_few_queries_however_much_there_is(world):
    plan = draft(world, world.a.one.place)
    activity(world, plan.place, plan_id=plan.pk, goal_key="g1")
    decided(world, world.a.two.place)
    client = browser(world, Role.HEAD)
    names = (
        ("plans",), ("plans_of", world.a.two.place.pk), ("plan", plan.pk), ("plan_draft", plan.pk),
        ("plan_part", plan.pk, "mal-1"), ("plan_start",),
    )  # fmt: skip
    client.get(reverse("planning:plans"))
    few = [queries_of(client, *name) for name in names]
    for number in range(12):
        decided(world, world.a.two.place, title=f"Plan {number}")
        decided(world, world.a.one.units[0], title=f"Plan {number}")
        key = commands.save_part(
            by=keeper(world, plan.place), plan=plan, key="goal", typed={"want": f"M {number}"}, seen=99
        ).key
        activity(world, plan.place, f"A {number}", plan_id=plan.pk, goal_key=f"g{key.partition(':')[2]}")
    assert [queries_of(client, *name) for name in names] == few
    assert max(few) <= 22


# --- asking ---


def test_the_mail_leads_to_the_draft_and_holds_no_word_of_it(world, at, mailoutbox):
    plan = draft(world, world.a.one.place)
    world.user(Role.HEAD)
    assert post(browser(world, Role.CONTACT_PERSON), "plan_ask", plan.pk).status_code == 302
    notify.send_due(at=at)
    (mail,) = mailoutbox
    assert reverse("planning:plan_draft", args=[plan.pk]) in mail.body and GOAL["want"] not in mail.body
    assert mail.subject == "Ekvik: planen väntar på beslut"
    assert OutboxMessage.objects.get().sent_at == at


def test_who_may_not_decide_asks(world):
    plan = draft(world, world.a.one.place)
    assert "Be om beslut" in page(browser(world, Role.CONTACT_PERSON), "plan_draft", plan.pk)
    page(browser(world, Role.CONTACT_PERSON), "plan_decide", plan.pk, status=403)
    assert "Skriv ner beslutet" in page(browser(world, Role.HEAD), "plan_draft", plan.pk)


def test_a_plan_is_ended_after_a_question(world):
    plan = decided(world, world.a.one.place)
    client = browser(world, Role.HEAD)
    assert "Avsluta planen?" in page(client, "plan_close", plan.pk)
    assert post(client, "plan_close", plan.pk).status_code == 302
    assert "Planen är avslutad." in page(client, "plan", plan.pk)
    assert post(client, "plan_next", plan.pk).status_code == 302
    assert [one.number for one in plan.versions.all()] == [1]
