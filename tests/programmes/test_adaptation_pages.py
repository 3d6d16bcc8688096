"""The pages of adaptations: told and answered in the browser, side by side as ideas; bad input is said and nothing is lost."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.core.errors import DomainError
from tillsammans.programmes import commands, queries
from tillsammans.programmes.models import Adaptation, Programme, TheoryVersion

HOSTILE = "<script>alert('x')</script>"
SPEAKERS = (Role.HEAD, Role.CONTACT_PERSON)


@pytest.fixture
def programme(world):
    return commands.load_programmes(by=system(world.at), county=world.a.place)[0]


@pytest.fixture
def as_role(world, client):
    def signed_in(role, place=None):
        client.force_login(world.user(role, place))
        return client

    return signed_in


def page(client, name, *args, status=200, data=None, query=None):
    address = reverse(f"programmes:{name}", args=args)
    answer = client.get(address, query or {}) if data is None else client.post(address, data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def posted(programme, **more):
    return {
        "part": f"{programme.pk}:wheel-use", "what": "Hjulet på golvet.", "why": "Skrivaren var trasig.", "planned": "ja",
        "since": "2026-09-01", "ingredients": [f"{programme.pk}:common-view"], "weakens": "nej",
    } | more  # fmt: skip


def test_told_and_answered_in_the_browser(world, as_role, programme):
    contact = as_role(Role.CONTACT_PERSON)
    page(contact, "adaptation_add", data=posted(programme, weakens="ja"), status=302)
    assert "rör kärnan, väntar på modellförvaltaren" in page(contact, "adaptations")
    row = Adaptation.objects.get()
    manager = as_role(Role.MODEL_MANAGER)
    assert "Väntar på ditt svar" in page(manager, "adaptations")
    assert "Barnets bästa-hjulet som gemensam utgångspunkt" in page(manager, "adaptation_review", row.pk)
    page(manager, "adaptation_review", row.pk, data={"review": "Pröva vidare.", "seen": "1"}, status=302)
    assert "Pröva vidare." in page(as_role(Role.CONTACT_PERSON), "adaptation", row.pk)
    assert "Pröva vidare." not in page(as_role(Role.STAFF), "adaptation", row.pk)


def test_ideas_stand_side_by_side_by_what_is_adapted(world, as_role, said, told):
    other = world.actor(Role.CONTACT_PERSON, world.a.two.place)
    commands.register_adaptation(
        by=other, principal=world.a.two.place, said=replace(said, what="Hjulet i fickan.")
    )
    commands.register_adaptation(
        by=other, principal=world.a.two.place, said=replace(said, component="", what="Helt annat.")
    )
    shown = page(as_role(Role.STAFF), "adaptations")
    assert "Hjulet på golvet." in shown and "Hjulet i fickan." in shown and "Helt annat." not in shown
    assert "Hur Barnets bästa-hjulet används (2)" in shown and "Något annat (1)" in shown
    assert "Helt annat." in page(as_role(Role.STAFF), "adaptations", query={"del": "annat"})
    assert "Berätta om en anpassning" not in shown and "Våra egna" not in shown


@pytest.mark.parametrize(
    "query", [{"del": "no-such"}, {"del": HOSTILE}, {"fore": "abc"}, {"fore": "1"}, {"fore": "9" * 30}]
)
def test_strange_addresses_show_the_page(as_role, told, query):
    assert "Idéer att pröva" in page(as_role(Role.STAFF), "adaptations", query=query)


def test_older_ones_are_on_the_next_page(world, as_role, contact, said, monkeypatch):
    monkeypatch.setattr(queries.adaptations, "PAGE", 2)
    for n in range(5):
        commands.register_adaptation(
            by=contact, principal=world.a.one.place, said=replace(said, what=f"Nummer {n}.")
        )
    client, seen = as_role(Role.STAFF), []
    address = reverse("programmes:adaptations") + "?del=wheel-use"
    while address:
        shown = client.get(address).content.decode()
        seen += re.findall(r"Nummer (\d)", shown)
        onwards = re.search(r'href="(\?del=wheel-use&amp;fore=\d+)"', shown)
        address = reverse("programmes:adaptations") + onwards[1].replace("&amp;", "&") if onwards else ""
    assert seen == ["4", "3", "2", "1", "0"]


def test_the_list_costs_the_same_however_many(world, contact, said, told, django_assert_num_queries):
    reader = world.actor(Role.STAFF)
    with django_assert_num_queries(3):
        queries.adaptations_page(reader, "sv")
    for n in range(8):
        commands.register_adaptation(by=contact, principal=world.a.one.place, said=replace(said, what=f"{n}"))
    with django_assert_num_queries(3):
        queries.adaptations_page(reader, "sv")


@pytest.mark.parametrize(
    "wrong",
    [{"part": ""}, {"part": "1:no-such"}, {"part": "99999:wheel-use"}, {"planned": ""}, {"weakens": ""}, {"since": "2026-13-40"},
     {"ingredients": ["1:no-such"]}, {"weakens": "ja", "ingredients": []}, {"what": ""}],
)  # fmt: skip
def test_what_is_missing_or_unknown_is_said_and_what_was_typed_is_kept(as_role, programme, wrong):
    shown = page(as_role(Role.CONTACT_PERSON), "adaptation_add", data=posted(programme, **wrong), status=400)
    assert "behöver rättas" in shown and "Skrivaren var trasig." in shown
    assert not Adaptation.objects.exists()


def test_a_stale_tab_keeps_what_was_typed_with_every_choice(as_role, programme, told):
    client = as_role(Role.CONTACT_PERSON)
    page(client, "adaptation_edit", told.pk, data=posted(programme, what="Den andras.", seen="1"), status=302)
    both = [f"{programme.pk}:common-view", f"{programme.pk}:relations"]
    shown = page(
        client,
        "adaptation_edit",
        told.pk,
        data=posted(programme, what="Mitt.", seen="1", ingredients=both),
        status=409,
    )
    assert (
        "Mitt.</textarea>" in shown and "<dd>Den andras.</dd>" in shown and 'name="seen" value="2"' in shown
    )
    assert shown.count(" checked") == 5, "both boxes and the three choices"


def test_an_end_before_the_beginning_is_said(as_role, told):
    client = as_role(Role.CONTACT_PERSON)
    shown = page(client, "adaptation_end", told.pk, data={"on": "2026-08-01", "seen": "1"}, status=400)
    assert "kan inte upphöra före" in shown
    page(client, "adaptation_end", told.pk, data={"on": "2026-10-01", "seen": "1"}, status=302)
    assert "upphörde oktober 2026" in page(client, "adaptations")


def test_what_is_typed_never_becomes_markup(as_role, programme):
    client = as_role(Role.CONTACT_PERSON)
    page(client, "adaptation_add", data=posted(programme, what=HOSTILE, why=HOSTILE), status=302)
    for name, args in (("adaptations", ()), ("adaptation", (Adaptation.objects.get().pk,))):
        assert HOSTILE not in page(client, name, *args)


def test_without_a_theory_nothing_is_asked_of_the_core(as_role, programme):
    TheoryVersion.objects.all().delete()
    client = as_role(Role.CONTACT_PERSON)
    assert "aktiva ingredienser" not in page(client, "adaptation_add")
    given = {key: value for key, value in posted(programme).items() if key not in ("ingredients", "weakens")}
    page(client, "adaptation_add", data=given, status=302)
    assert Adaptation.objects.get().state == "registered"


def test_without_a_model_there_is_nothing_to_adapt(as_role, world):
    assert not Programme.objects.exists()
    assert "Det finns ingen modell att anpassa än" in page(as_role(Role.CONTACT_PERSON), "adaptation_add")


@pytest.mark.parametrize("role", [Role.STAFF, Role.PROCESS_LEADER, Role.UNIT_MANAGER, Role.MODEL_MANAGER])
def test_nobody_types_in_vain(as_role, told, role):
    client = as_role(role)
    page(client, "adaptation_add", status=403)
    page(client, "adaptation_edit", told.pk, status=403)
    page(client, "adaptation_end", told.pk, status=403)
    page(client, "adaptation_review", told.pk, status=409 if role == Role.MODEL_MANAGER else 403)


def test_refusals_are_sentences(world, told):
    with pytest.raises(DomainError) as refused:
        commands.end_adaptation(by=world.actor(Role.STAFF), adaptation=told, ended_on=None)
    assert refused.value.message.endswith(".")
