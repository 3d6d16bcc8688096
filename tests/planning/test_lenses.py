"""Lenses: the same plan with nothing written twice, for process leaders alone, and one's own checklist for nobody else."""

import pytest

from tests.planning.lens_scenes import barrier, county_activity, strategy
from tests.planning.support_scenes import SCRIPT, browser, text
from tests.worlds import STARTED
from tillsammans.access.check import allows
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed, NotVisible
from tillsammans.organisations.models import RoleHolding
from tillsammans.planning import lens_checks, lens_policies
from tillsammans.planning.commands import lenses as commands
from tillsammans.planning.commands.lenses import PlacingContent
from tillsammans.planning.models import AdopterPlacing, LensNote, LensTag
from tillsammans.planning.models.lenses import Lens
from tillsammans.planning.rules import lenses as rules
from tillsammans.planning.rules.seen import mark_of
from tillsammans.strategies.rules.reading import ReferenceFault, read

pytestmark = pytest.mark.django_db
ADDRESS = "/arbetsyta/linser/"


# --- the files --------------------------------------------------------------------------------------------------------


def test_the_files_are_whole():
    sizes = {lens: len(rules.load(lens).parts) for lens in rules.PARSERS}
    assert sizes == {"kotter": 8, "npt": 16, "rogers": 5, "readiness": 6, "frl": 9}
    assert set(rules.PARSERS) == set(Lens.values) and not lens_checks.faults(lens_checks.READERS)
    links = rules.kotter_links()
    assert set(links.strategies) == {"kotter-1", "kotter-2", "kotter-7", "kotter-8"}
    assert links.determinants["kotter-1"] == ("outer-b-3",) and "kotter-3" not in links.determinants


@pytest.mark.parametrize(
    ("lens", "list_name", "lacking", "says"),
    [
        ("kotter", "steps", "code", 'kotter.yaml: a row of "steps" lacks "code"'),
        ("kotter", "steps", "name_sv", '"kotter-1" lacks "name_sv"'),
        ("npt", "constructs", "description_sv", '"coherence" lacks "description_sv"'),
        ("rogers", "categories", "code", 'rogers.yaml: a row of "categories" lacks "code"'),
        ("readiness", "facets", "statements_sv", '"change-commitment" lacks "statements_sv"'),
        ("frl", "process_leader_behaviours", "style", '"frl-b1" lacks "style"'),
    ],
)
def test_a_file_that_lacks_something_stops_with_a_sentence(lens, list_name, lacking, says):
    given = dict(read(f"{lens}.yaml", rules.FOLDER))
    first, *rest = given[list_name]
    with pytest.raises(ReferenceFault, match=says):
        rules.PARSERS[lens]({**given, list_name: [{**first, lacking: ""}, *rest]})


def test_a_link_to_a_step_that_is_not_there_is_a_fault():
    given = {
        "determinants": [{"code": "a"}],
        "strategies": [{"code": "s", "kotter_steps": [9]}],
        "kotter_links": [{}],
    }
    with pytest.raises(ReferenceFault, match='points to the step "kotter-9", which is unknown'):
        rules.parse_links(given, rules.load("kotter"))


# --- tags -------------------------------------------------------------------------------------------------------------


def test_process_leaders_alone_use_the_lenses(world):
    row = strategy(world, world.a.place)
    for role in Role:
        by = world.actor(role)
        assert allows(by, lens_policies.may_use_lenses, world.a.place) is (role == Role.PROCESS_LEADER)
        if role != Role.PROCESS_LEADER:
            with pytest.raises(NotAllowed):
                commands.tag(by=by, county=world.a.place, lens="kotter", code="kotter-1", thing=row)
    with pytest.raises(NotAllowed):
        elsewhere = world.actor(Role.PROCESS_LEADER, world.b.place)
        commands.tag(by=elsewhere, county=world.a.place, lens="kotter", code="kotter-1", thing=row)
    assert not LensTag.objects.exists()


def test_what_is_tied_is_tied_once_and_leaves_an_event(world):
    by, county = world.actor(Role.PROCESS_LEADER), world.a.place
    row = strategy(world, county)
    first = commands.tag(by=by, county=county, lens="kotter", code="kotter-3", thing=row)
    assert commands.tag(by=by, county=county, lens="kotter", code="kotter-3", thing=row) == first
    commands.tag(
        by=by, county=county, lens="npt", code="coherence.internalization", thing=county_activity(world)
    )
    commands.untag(by=by, tag=first)
    told = [
        one for one in AuditEvent.objects.order_by("number").values_list("action", flat=True) if "lens" in one
    ]
    assert told == ["planning.lens_tagged", "planning.lens_tagged", "planning.lens_untagged"]


def test_what_is_not_the_county_s_own_is_not_tied(world):
    by, county = world.actor(Role.PROCESS_LEADER), world.a.place
    for place in (world.b.place, world.a.one.place):
        with pytest.raises(NotVisible):
            commands.tag(by=by, county=county, lens="kotter", code="kotter-3", thing=strategy(world, place))
    for lens, code in (("kotter", "kotter-9"), ("rogers", "innovators"), ("npt", "kotter-1")):
        with pytest.raises(Invalid):
            commands.tag(by=by, county=county, lens=lens, code=code, thing=strategy(world, county, code))
    assert not LensTag.objects.exists()


def test_kotter_says_what_is_missing_and_one_tap_ties_it(world):
    strategy(world, world.a.place, "Gemensam uppföljning", "county-followup-structure")
    barrier(world, world.a.place, "outer-b-3", "En gemensam tidsplan saknas.")
    own = county_activity(world, f"Länsträff {SCRIPT}")
    client = browser(world, Role.PROCESS_LEADER)
    page = text(client.get(f"{ADDRESS}kotter/"))
    assert "2 av 8 delar har något i planen bakom sig." in page and "ur en länsplan" in page
    assert page.count("En gemensam tidsplan saknas.") == 2 and page.count("Inget i planen än") == 6
    chosen = text(client.get(f"{ADDRESS}kotter/?koppla=kotter-4"))
    assert f'name="activity" value="{own.pk}"' in chosen and SCRIPT not in chosen
    assert client.post(f"{ADDRESS}kotter/", {"code": "kotter-4", "activity": own.pk}).url.endswith(
        "#del-kotter-4"
    )
    page = text(client.get(f"{ADDRESS}kotter/"))
    assert "3 av 8 delar" in page and page.count("/ta-bort/") == 1
    assert client.post(f"{ADDRESS}kopplingar/{LensTag.objects.get().pk}/ta-bort/").status_code == 302
    assert not LensTag.objects.exists()


def test_a_barrier_is_tied_by_hand_and_covers_nothing(world):
    own = barrier(world, world.a.place, "", f"Ingen leder arbetet {SCRIPT}")
    local, foreign = (barrier(world, place, "", "Inte vår") for place in (world.a.one.place, world.b.place))
    client = browser(world, Role.PROCESS_LEADER)
    chosen = text(client.get(f"{ADDRESS}npt/?koppla=coherence.internalization"))
    assert (
        f'name="determinant" value="{own.pk}"' in chosen and "Inte vår" not in chosen and SCRIPT not in chosen
    )
    for row in (local, foreign):
        tried = client.post(f"{ADDRESS}npt/", {"code": "coherence.internalization", "determinant": row.pk})
        assert tried.status_code == 404
    before = text(client.get(f"{ADDRESS}npt/")).count("Inget i planen än")
    client.post(f"{ADDRESS}npt/", {"code": "coherence.internalization", "determinant": own.pk})
    page = text(client.get(f"{ADDRESS}npt/"))
    assert page.count("Inget i planen än") == before and f"/hinder/{own.pk}/" in page
    assert f'name="determinant" value="{own.pk}"' not in text(
        client.get(f"{ADDRESS}npt/?koppla=coherence.internalization")
    )
    client.post(f"{ADDRESS}kopplingar/{LensTag.objects.get().pk}/ta-bort/")
    assert not LensTag.objects.exists()


def test_another_county_s_strategy_is_not_there_to_tie(world):
    foreign = strategy(world, world.b.place)
    client = browser(world, Role.PROCESS_LEADER)
    assert client.post(f"{ADDRESS}kotter/", {"code": "kotter-4", "strategy": foreign.pk}).status_code == 404
    assert client.post(f"{ADDRESS}kotter/", {"code": "kotter-4"}).status_code == 404
    own = strategy(world, world.a.place)
    assert client.post(f"{ADDRESS}kotter/", {"code": "kotter-99", "strategy": own.pk}).status_code == 302
    assert not LensTag.objects.exists()


def test_nobody_else_finds_the_lenses(world):
    for role in (Role.STEERING_MEMBER, Role.CONTACT_PERSON, Role.HEAD, Role.MODEL_MANAGER):
        client = browser(world, role)
        for address in (
            "",
            "kotter/",
            "npt/",
            "grupper/",
            "anteckningar/readiness/",
            "anteckningar/frl/",
            "grupper/ny/",
        ):
            assert client.get(f"{ADDRESS}{address}").status_code == 404, (role, address)
    leader = browser(world, Role.PROCESS_LEADER)
    for address in ("okand/", "readiness/", "anteckningar/kotter/", "anteckningar/okand/"):
        assert leader.get(f"{ADDRESS}{address}").status_code == 404


# --- notes ------------------------------------------------------------------------------------------------------------


def another_leader(world):
    """A second process leader of the same county, signed in."""
    from django.test import Client

    user = User(email="andra@a.example", joined_at=world.at)
    user.set_unusable_password()
    user.save()
    RoleHolding.objects.create(
        role=Role.PROCESS_LEADER, place=world.a.place, user=user, email=user.email, starts_on=STARTED
    )
    client = Client()
    client.force_login(user)
    return client


def test_readiness_is_shared_and_the_own_checklist_is_not(world):
    client, other = browser(world, Role.PROCESS_LEADER), another_leader(world)
    client.post(f"{ADDRESS}anteckningar/frl/", {"tick_frl-b1": "on", "text_frl-b1": "Prövar korta möten"})
    client.post(f"{ADDRESS}anteckningar/readiness/", {"text_change-commitment-1": "Viljan är stor"})
    assert "Prövar korta möten" in text(
        client.get(f"{ADDRESS}anteckningar/frl/")
    ) and "Du har kryssat 1 av 9." in text(client.get(f"{ADDRESS}anteckningar/frl/"))
    theirs = text(other.get(f"{ADDRESS}anteckningar/frl/"))
    assert "Prövar korta möten" not in theirs and "Du har kryssat 0 av 9." in theirs
    assert "Viljan är stor" in text(other.get(f"{ADDRESS}anteckningar/readiness/"))
    assert (
        LensNote.objects.get(lens="frl").owner_id and LensNote.objects.get(lens="readiness").owner_id is None
    )


def test_a_stale_note_shows_both_and_loses_nothing(world):
    client, other = browser(world, Role.PROCESS_LEADER), another_leader(world)
    address, name = f"{ADDRESS}anteckningar/readiness/", "text_change-commitment-1"
    seen = client.get(address).context["form"].initial["seen"]
    assert other.post(address, {name: "Den första", "seen": seen}).status_code == 302
    answer = client.post(address, {name: "Den andra", "seen": seen})
    assert answer.status_code == 409 and "Den första" in text(answer) and "Den andra" in text(answer)
    assert LensNote.objects.get().text == "Den första"
    assert (
        client.post(address, {name: "Den andra", "seen": answer.context["form"].data["seen"]}).status_code
        == 302
    )
    assert LensNote.objects.get().text == "Den andra"


def test_a_note_of_a_part_that_is_not_there_is_refused(world):
    by = world.actor(Role.PROCESS_LEADER)
    with pytest.raises(Invalid):
        commands.write_notes(by=by, county=world.a.place, lens="frl", notes={"frl-b99": (True, "")})
    with pytest.raises(NotAllowed):
        head = world.actor(Role.HEAD)
        commands.write_notes(by=head, county=world.a.place, lens="frl", notes={"frl-b1": (True, "")})
    assert not LensNote.objects.exists()


# --- Rogers -----------------------------------------------------------------------------------------------------------


def test_a_group_is_placed_changed_and_taken_away(world):
    by, county = world.actor(Role.PROCESS_LEADER), world.a.place
    content = PlacingContent("Kuratorer", "early-majority", "Tid")
    row = commands.place_group(by=by, county=county, place=world.a.one.place, content=content)
    with pytest.raises(Conflict):
        commands.place_group(by=by, county=county, place=world.a.one.place, content=content)
    for place, category in (
        (world.b.one.place, "innovators"),
        (world.a.one.units[0], "innovators"),
        (county, "sena"),
    ):
        with pytest.raises(Invalid):
            commands.place_group(
                by=by, county=county, place=place, content=PlacingContent("Lärare", category)
            )
    seen = mark_of(commands.placing_said(row))
    commands.change_placing(
        by=by, placing=row, content=PlacingContent("Kuratorer", "early-adopters"), seen=seen
    )
    with pytest.raises(DraftConflict):
        commands.change_placing(by=by, placing=row, content=content, seen=seen)
    commands.remove_placing(by=by, placing=row)
    assert not AdopterPlacing.objects.exists()


def test_the_last_group_is_never_a_verdict(world):
    by = world.actor(Role.PROCESS_LEADER)
    for group, category in (("Kuratorer", "laggards"), (f"Lärare {SCRIPT}", "early-majority")):
        content = PlacingContent(group, category, "Se det fungera hos andra")
        commands.place_group(by=by, county=world.a.place, place=world.a.one.place, content=content)
    client = browser(world, Role.PROCESS_LEADER)
    page = text(client.get(f"{ADDRESS}grupper/"))
    assert "1 av 2 grupper finns i gruppen tidig majoritet" in page and "Praktiskt stöd" in page
    assert "De som väntar längst" in page and "Eftersläntrare" not in page and SCRIPT not in page
    assert "Eftersläntrare" not in text(client.get(f"{ADDRESS}grupper/ny/"))
    assert client.post(f"{ADDRESS}grupper/", {}).status_code == 405


def test_the_list_says_what_each_is_for_and_how_it_stands(world):
    strategy(world, world.a.place, "Gemensam uppföljning", "county-followup-structure")
    page = text(browser(world, Role.PROCESS_LEADER).get(ADDRESS))
    assert "2 av 8 delar har något bakom sig" in page and "0 grupper placerade" in page
    assert "Din egen checklista för hur du leder. Ingen annan läser den." in page
