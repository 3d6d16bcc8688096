"""The pages of strategies: proposals beside the form, everyday words, two people at once, and nothing typed becomes markup."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.strategies.register_scenes import keeper, make_determinant
from tests.strategies.strategy_scenes import make_strategy
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.strategies.commands import register
from tillsammans.strategies.commands.example_determinants import load_example_determinants
from tillsammans.strategies.commands.example_strategies import load_example_strategies
from tillsammans.strategies.models import Determinant, Strategy
from tillsammans.strategies.queries.strategy_content import content_of

HOSTILE = "<script>alert('x')</script>"
SignIn = Callable[..., Client]


@pytest.fixture
def as_role(world: World, client: Client) -> SignIn:
    def signed_in(role: Role, place: Place | None = None) -> Client:
        client.force_login(world.user(role, place))
        return client

    return signed_in


def shown(client: Client, name: str, *args: int, query: str = "", status: int = 200) -> str:
    answer = client.get(reverse(f"strategies:{name}", args=args) + query)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def sorted_barrier(world: World, construct: str = "process-planning") -> Determinant:
    """A barrier of the county, sorted under a construct by its process leader."""
    row = make_determinant(world, world.a.place, domain="implementation-process")
    by = keeper(world, world.a.place)
    return register.set_construct(by=by, determinant=row, seen=row.revision, construct=construct)


def form(barrier: Determinant, **given: Any) -> dict[str, Any]:
    return {"title": "Korta möten", "direction": "Tio minuter", "barriers": barrier.pk, "seen": 0} | given


def test_a_process_leader_sees_shares_with_numbers_and_source(world: World, as_role: SignIn) -> None:
    markup = shown(as_role(Role.PROCESS_LEADER), "strategy_new", sorted_barrier(world).pk)
    text = words(markup)
    assert "Utveckla en formell implementeringsplan" in text and "73&nbsp;% av experterna" in text
    assert "ERIC 23 Develop a formal implementation blueprint" in text
    assert "https://doi.org/10.1186/s13012-019-0892-4" in markup
    assert "inte bevis för att metoden hjälper" in text


def test_others_see_everyday_words_and_unfold_the_source(world: World, as_role: SignIn) -> None:
    place = world.a.one.place
    row = make_determinant(world, place, domain="implementation-process")
    client = as_role(Role.CONTACT_PERSON)
    before = shown(client, "strategy_new", row.pk)
    assert "Vad handlar hindret mest om?" in before and 'value="process-planning"' in before
    markup = shown(client, "strategy_new", row.pk, query="?om=process-planning")
    open_part = re.sub(r'<details class="fold-out source">.*?</details>', "", markup)
    assert "Utveckla en formell implementeringsplan" in open_part and "73&nbsp;%" in open_part
    assert "ERIC 23" not in open_part and "blueprint" not in open_part and "CFIR" not in words(open_part)
    assert "ERIC 23" in markup


def test_where_nothing_is_published_it_is_said_and_all_73_can_be_picked(
    world: World, as_role: SignIn
) -> None:
    markup = shown(as_role(Role.PROCESS_LEADER), "strategy_new", sorted_barrier(world, "process-teaming").pk)
    assert "finns ingen siffra publicerad" in words(markup) and "Vi gissar inte" in words(markup)
    assert len(re.findall(r'name="methods" value="\d+"', markup)) == 73
    assert "&nbsp;%" not in markup


@pytest.mark.parametrize("construct", ["process-planning", "inner-relative-priority", "inner-culture"])
def test_every_method_can_be_picked_once(world: World, as_role: SignIn, construct: str) -> None:
    markup = shown(as_role(Role.PROCESS_LEADER), "strategy_new", sorted_barrier(world, construct).pk)
    numbers = [int(one) for one in re.findall(r'name="methods" value="(\d+)"', markup)]
    assert sorted(numbers) == list(range(1, 74))


def test_a_least_share_is_said_without_an_exact_figure(world: World, as_role: SignIn) -> None:
    markup = shown(
        as_role(Role.PROCESS_LEADER), "strategy_new", sorted_barrier(world, "inner-relative-priority").pk
    )
    assert "minst 20 %, ingen exakt siffra publicerad" in words(markup)


def test_from_barrier_to_strategy(world: World, as_role: SignIn) -> None:
    barrier = sorted_barrier(world)
    client = as_role(Role.PROCESS_LEADER)
    address = reverse("strategies:strategy_new", args=[barrier.pk])
    answer = client.post(
        address, form(barrier, methods=["23", "4"], strengthens=["kunna"], review_on="2027-03-01")
    )
    row = Strategy.objects.get()
    assert answer.status_code == 302 and answer["Location"] == reverse("strategies:strategy", args=[row.pk])
    assert (row.methods, row.strengthens, row.review_on) == ([4, 23], ["kunna"], date(2027, 3, 1))
    page = words(shown(client, "strategy", row.pk))
    assert "Strategin är planerad. Följs upp 1 mars 2027. Ingen aktivitet än." in page
    assert f"/arbetsyta/aktiviteter/ny/?plats={world.a.place.pk}&amp;strategi={row.pk}" in shown(
        client, "strategy", row.pk
    )


BAD = [
    ({"methods": ["23", "74"]}, "En av metoderna finns inte."),
    ({"methods": ["blueprint"]}, "En av metoderna finns inte."),
    ({"methods": ["9" * 40]}, "En av metoderna finns inte."),
    ({"barriers": ""}, ""),
    ({"barriers": "999999"}, "Ett av valen finns inte längre."),
    ({"review_on": "2026-10-13"}, "Dagen har redan varit."),
    ({"measure": "criterion:nothing"}, ""),
    ({"title": ""}, ""),
]


@pytest.mark.parametrize(("given", "says"), BAD)
def test_what_cannot_be_used_is_told_and_the_rest_is_kept(
    world: World, as_role: SignIn, given: dict[str, Any], says: str
) -> None:
    barrier = sorted_barrier(world)
    address = reverse("strategies:strategy_new", args=[barrier.pk])
    answer = as_role(Role.PROCESS_LEADER).post(
        address, form(barrier, direction="Det här ska inte försvinna", methods=["6"]) | given
    )
    text = answer.content.decode()
    assert answer.status_code == 400 and not Strategy.objects.exists()
    assert says in text and "Det här ska inte försvinna" in text
    if "methods" not in given:
        assert 'name="methods" value="6" checked' in text


def test_a_barrier_of_another_level_is_refused(world: World, as_role: SignIn) -> None:
    barrier = sorted_barrier(world)
    for place in (world.a.one.place, world.b.place):
        other = make_determinant(world, place, "Inte här")
        address = reverse("strategies:strategy_new", args=[barrier.pk])
        answer = as_role(Role.PROCESS_LEADER).post(address, form(barrier, barriers=[barrier.pk, other.pk]))
        assert answer.status_code == 400 and "Inte här" not in answer.content.decode()
        assert (
            as_role(Role.PROCESS_LEADER).get(reverse("strategies:strategy_new", args=[other.pk])).status_code
            == 404
        )
    assert not Strategy.objects.exists()


def test_a_stale_tab_loses_nothing_and_sees_the_other(world: World, as_role: SignIn) -> None:
    row = make_strategy(world, world.a.place, sorted_barrier(world))
    address = reverse("strategies:strategy_change", args=[row.pk])
    client = as_role(Role.PROCESS_LEADER)
    barrier = row.aims.get().determinant
    first = client.post(address, form(barrier, dose="Varje vecka", seen=1, methods=["6"]))
    assert first.status_code == 302
    second = client.post(address, form(barrier, dose="Varje dag", seen=1, methods=["23", "26"]))
    text = second.content.decode()
    assert second.status_code == 409
    assert "Så här skrev den andra" in text and "Varje vecka" in text and 'value="Varje dag"' in text
    assert 'value="23" checked' in text and 'value="26" checked' in text and 'name="seen" value="2"' in text
    third = client.post(address, form(barrier, dose="Varje dag", seen=2, methods=["23", "26"]))
    row.refresh_from_db()
    assert third.status_code == 302 and (row.dose, row.methods) == ("Varje dag", [23, 26])


def test_the_form_of_a_change_holds_what_stands(world: World, as_role: SignIn) -> None:
    row = make_strategy(
        world,
        world.a.place,
        sorted_barrier(world),
        methods=(23, 71),
        dose="Varje vecka",
        strengthens=("veta",),
    )
    markup = shown(as_role(Role.PROCESS_LEADER), "strategy_change", row.pk)
    ticked = re.findall(r'name="(\w+)" value="(\w+)"[^>]* checked', markup)
    assert {("methods", "23"), ("methods", "71"), ("strengthens", "veta")} <= set(ticked)
    assert 'value="Varje vecka"' in markup and 'name="seen" value="1"' in markup


def test_what_is_typed_is_text_and_never_markup(world: World, as_role: SignIn) -> None:
    barrier = make_determinant(world, world.a.place, HOSTILE)
    client = as_role(Role.PROCESS_LEADER)
    address = reverse("strategies:strategy_new", args=[barrier.pk])
    given = form(
        barrier,
        title=HOSTILE,
        direction=HOSTILE,
        dose=HOSTILE,
        responsible_text=HOSTILE,
        measure_text=HOSTILE,
    )
    assert client.post(address, given).status_code == 302
    row = Strategy.objects.get()
    client.post(
        reverse("strategies:strategy_effect", args=[row.pk]), {"effect": HOSTILE, "seen": row.revision}
    )
    row.refresh_from_db()
    assert row.effect == HOSTILE
    own = [(name, (row.pk,)) for name in ("strategy", "strategy_change", "strategy_remove")]
    pages: list[tuple[str, tuple[int, ...]]] = [("strategies", ()), ("chain", ()), *own]
    for name, args in pages:
        assert "<script>alert" not in shown(client, name, *args)


def test_a_list_says_what_is_missing_and_which_barriers_wait(world: World, as_role: SignIn) -> None:
    make_strategy(world, world.a.place)
    make_determinant(world, world.a.place, "Ingen vet vem som gör vad")
    text = words(shown(as_role(Role.PROCESS_LEADER), "strategies"))
    assert "Testlän har en strategi som pågår eller är planerad." in text
    assert "En saknar aktivitet. En saknar dag för uppföljning." in text
    assert "Ett hinder utan strategi" in text and "Ingen vet vem som gör vad" in text


def test_an_empty_list_says_how_to_begin(world: World, as_role: SignIn) -> None:
    for name in ("strategies", "chain"):
        assert "hinder" in words(shown(as_role(Role.PROCESS_LEADER), name)).lower()
    assert "Inga strategier än" in shown(as_role(Role.PROCESS_LEADER), "strategies")
    assert "Kedjan är tom än" in shown(as_role(Role.PROCESS_LEADER), "chain")


def test_readers_without_the_right_see_no_buttons(world: World, as_role: SignIn) -> None:
    row = make_strategy(world, world.a.place)
    markup = shown(as_role(Role.STAFF), "strategy", row.pk)
    assert "<button" in markup and "Avbryt strategin" not in markup and "/andra/" not in markup
    assert "Varje nivå har sina egna strategier" in words(markup)


@pytest.mark.parametrize("query", ["?plats=abc", "?plats=" + "9" * 40, "?efter=x", "?plats=-1"])
def test_an_address_that_is_no_number_is_a_page_that_is_not_there(
    world: World, as_role: SignIn, query: str
) -> None:
    for name in ("strategies", "chain"):
        shown(as_role(Role.PROCESS_LEADER), name, query=query, status=404)


def test_the_examples_are_tied_as_the_published_plan_ties_them(world: World, as_role: SignIn) -> None:
    by = keeper(world, world.a.place)
    load_example_determinants(by=by, county=world.a.place)
    assert load_example_strategies(by=by, county=world.a.place) == 4
    assert load_example_strategies(by=by, county=world.a.place) == 0
    row = Strategy.objects.get(code="county-followup-structure")
    assert row.is_example and row.review_on is None
    kept = content_of(row)
    codes = dict(Determinant.objects.values_list("pk", "code"))
    assert (kept.methods, kept.strengthens) == ((5, 48), ("veta", "kunna"))
    assert [codes[one] for one in kept.barriers] == ["process-b-3"]
    assert sorted(codes[one] for one in kept.facilitators) == ["process-f-1", "process-f-3"]
    assert "Exempel ur en länsplan" in shown(as_role(Role.STAFF), "strategy", row.pk)
