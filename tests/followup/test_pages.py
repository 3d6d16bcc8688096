"""The pages without script, from the link in the mail to the receipt; what a link does not open; what is shown to whom."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from tests.followup.scenes import Scene, make_programme, make_round, make_scene
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.queries import actor_for_token, link_token
from tillsammans.access.roles import Role
from tillsammans.core import clock
from tillsammans.core.errors import NotVisible
from tillsammans.followup import commands
from tillsammans.followup.models import (
    PrincipalReport,
    ReportDraft,
    ReportRequest,
    RequestState,
    SelfReport,
)
from tillsammans.followup.queries import asking
from tillsammans.organisations.models import Place
from tillsammans.portal import navigation


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(navigation, "WORK_MENU", ())  # the menus are portal's to try


@pytest.fixture
def link(scene: Scene) -> str:
    return link_of(scene, scene.unit)


def link_of(scene: Scene, unit: Place) -> str:
    grant = scene.request(unit).grant
    assert grant is not None
    return f"/svar/{link_token(grant)}/"


def signed_in(world: World, role: Role, place: Place | None = None) -> Client:
    client = Client()
    client.force_login(world.user(role, place))
    return client


def scene_actor(scene: Scene, link: str) -> Actor:
    return actor_for_token(link.split("/")[2], "self_report", scene.world.at)


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def answer(client: Client, address: str, **fields: object) -> object:
    """Fill in the screen as a browser without script does."""
    html = client.get(address).content.decode()
    return client.post(
        address, {"seen": field(html, "seen"), "page": field(html, "page"), "go": "next", **fields}
    )


def test_from_the_mail_to_the_receipt_without_script(scene: Scene, link: str) -> None:
    client = Client()
    start = client.get(link)
    assert start.status_code == 200
    assert "Var står" in start.content.decode()
    first = client.get(f"{link}fraga/1/").content.decode()
    assert first.count("<h1>") == 1
    assert first.count('type="radio"') == 4
    assert "checked" not in first
    moved = answer(
        client, f"{link}fraga/1/", step="2", ticked=["s2-approach-1"], note="Vi prövar <i>hjulet</i>"
    )
    assert moved["Location"] == f"{link}fraga/2/"
    assert answer(client, f"{link}fraga/2/", step="0")["Location"] == f"{link}sist/"
    closing = {"helped": "Tid", "hindered": "Byten", "hindered_domain": "inner-setting"}
    assert answer(client, f"{link}sist/", **closing)["Location"] == f"{link}granska/"
    review = client.get(f"{link}granska/").content.decode()
    assert "Vi prövar &lt;i&gt;hjulet&lt;/i&gt;" in review
    sent = client.post(f"{link}granska/", {"seen": field(review, "seen"), "key": field(review, "key")})
    assert sent["Location"] == f"{link}mottaget/"
    receipt = client.get(f"{link}mottaget/").content.decode()
    assert "För att nå steg 3, Använda" in receipt
    report = SelfReport.objects.get()
    stored = {(one.component_code, one.step, tuple(one.ticked)) for one in report.answers.all()}
    assert stored == {("approach", 2, ("s2-approach-1",)), ("leadership", 0, ())}
    assert (report.helped, report.hindered_domain) == ("Tid", "inner-setting")
    again = client.post(f"{link}granska/", {"seen": field(review, "seen"), "key": field(review, "key")})
    assert again["Location"] == f"{link}mottaget/"
    assert SelfReport.objects.count() == 1


def test_opening_the_pages_changes_nothing(scene: Scene, link: str) -> None:
    for page in ("", "fraga/1/", "sist/", "granska/", "lamna-over/"):
        assert Client().get(link + page).status_code == 200
    assert not ReportDraft.objects.exists()
    assert scene.request(scene.unit).state == RequestState.SILENT
    assert Client().get(link).status_code == 200


def test_the_link_opens_nothing_else(scene: Scene, link: str) -> None:
    client = Client()
    other = scene.request(scene.world.a.one.units[1])
    client.get(link)
    for address in (
        f"/arbetsyta/sjalvskattning/{other.pk}/",
        "/arbetsyta/omgangar/",
        f"/arbetsyta/omgangar/{scene.round.pk}/",
    ):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("token", ["x", "x" * 500, "å", "%00"])
def test_an_unknown_link_is_one_clear_sentence(scene: Scene, token: str) -> None:
    answer = Client().get(f"/svar/{token}/")
    assert answer.status_code == 404


def test_an_expired_link_says_what_to_do(
    scene: Scene, link: str, monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(days=40))
    answer = Client().get(link)
    assert answer.status_code == 404
    assert "Länken gäller inte längre" in answer.content.decode()


def test_a_closed_round_keeps_and_shows_what_was_typed(scene: Scene, link: str) -> None:
    client = Client()
    html = client.get(f"{link}fraga/1/").content.decode()
    commands.close_round(by=scene.leader, round=scene.round)
    refused = client.post(
        f"{link}fraga/1/", {"seen": field(html, "seen"), "step": "2", "note": "skrivet i sista stund"}
    )
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert "skrivet i sista stund" in shown
    assert "Omgången är stängd" in shown
    assert "Det du skrev är sparat" in shown
    assert "skrivet i sista stund" in str(ReportDraft.objects.get().content)


def test_a_withdrawn_unit_is_told(scene: Scene) -> None:
    commands.withdraw(by=scene.leader, request=scene.request(scene.unit))
    client = signed_in(scene.world, Role.UNIT_MANAGER)
    answer = client.get(f"/arbetsyta/sjalvskattning/{scene.request(scene.unit).pk}/")
    assert "behöver inte svara" in answer.content.decode()


def test_a_screen_without_a_step_says_so_and_keeps_what_was_typed(scene: Scene, link: str) -> None:
    refused = answer(Client(), f"{link}fraga/1/", note="bara en anteckning", ticked=["s1-approach-1"])
    assert refused.status_code == 400
    html = refused.content.decode()
    assert 'class="errs"' in html
    assert "Välj ett steg" in html
    assert "bara en anteckning" in html
    assert 'value="s1-approach-1" checked' in html


def test_a_note_that_is_too_long_is_kept_and_said(scene: Scene, link: str) -> None:
    refused = answer(Client(), f"{link}fraga/1/", step="1", note="x" * 2100)
    assert refused.status_code == 400
    assert "2100 tecken" in refused.content.decode()
    assert (
        len(ReportDraft.objects.get().content["parts"][asking.questions(scene.round)[0].key]["note"]) == 2100
    )


def test_sending_what_is_not_whole_lists_what_is_missing(scene: Scene, link: str) -> None:
    client = Client()
    answer(client, f"{link}fraga/1/", step="1")
    html = client.get(f"{link}granska/").content.decode()
    refused = client.post(f"{link}granska/", {"seen": field(html, "seen"), "key": field(html, "key")})
    assert refused.status_code == 400
    assert f'href="{link}fraga/2/?tillbaka=1"' in refused.content.decode()
    assert not SelfReport.objects.exists()


def test_last_rounds_answer_is_marked_never_chosen_and_one_tap_away(scene: Scene, world: World) -> None:
    scene.send(scene.manager, scene.unit, step=2)
    later = make_round(
        world, scene.stairs, "Vår 2027", opens_on=date(2026, 10, 10), closes_on=date(2026, 12, 1)
    )
    later = commands.open_round(by=scene.leader, round=later)
    commands.send_invitations(by=scene.leader, round=later)
    address = link_of(Scene(world, scene.stairs, later, scene.leader), scene.unit)
    client = Client()
    html = client.get(f"{address}fraga/1/").content.decode()
    assert "ert förra svar, Höst 2026" in html
    assert "Vi står kvar på steg 2" in html
    assert 'value="2" checked' not in html
    assert 'value="s2-approach-1" checked' in html
    moved = answer(client, f"{address}fraga/1/", go="same", note="Samma som sist")
    assert moved["Location"] == f"{address}fraga/2/"
    kept = ReportDraft.objects.get().content["parts"][asking.questions(later)[0].key]
    assert kept == {"step": 2, "stays": False, "ticked": ["s2-approach-1"], "note": "Samma som sist"}


def test_two_people_on_one_screen_choose_between_both_texts(scene: Scene, link: str) -> None:
    mine, theirs = Client(), signed_in(scene.world, Role.CONTACT_PERSON)
    shown = mine.get(f"{link}fraga/1/").content.decode()
    other = f"/arbetsyta/sjalvskattning/{scene.request(scene.unit).pk}/fraga/1/"
    answer(theirs, other, step="1", note="den andras ord")
    hidden = {"seen": field(shown, "seen"), "page": field(shown, "page")}
    told = mine.post(f"{link}fraga/1/", {**hidden, "step": "3", "note": "mina ord"})
    assert told.status_code == 409
    html = told.content.decode()
    assert "den andras ord" in html
    assert html.count("mina ord") == 2
    chosen = mine.post(
        f"{link}fraga/1/", {"seen": field(html, "seen"), "step": "3", "note": "mina ord", "go": "next"}
    )
    assert chosen.status_code == 302
    assert "mina ord" in str(ReportDraft.objects.get().content)


def test_saving_by_itself_after_a_sign_out_is_told_so_and_nothing_is_saved(scene: Scene) -> None:
    address = f"/arbetsyta/sjalvskattning/{scene.request(scene.unit).pk}/utkast/1/"
    said = Client().post(
        address, {"seen": "0", "page": "p", "step": "2"}, headers={"Accept": "application/json"}
    )
    assert said.status_code == 401
    assert "Logga in igen" in said.json()["message"]
    assert not ReportDraft.objects.exists()


def test_saving_by_itself_with_an_old_form_token_is_told_so_in_json(scene: Scene, link: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    said = strict.post(f"{link}utkast/1/", {"step": "2"}, headers={"Accept": "application/json"})
    assert (said.status_code, list(said.json())) == (403, ["message"])


def test_saving_by_itself_answers_with_revision_time_and_hint(scene: Scene, link: str) -> None:
    client = Client()
    said = client.post(
        f"{link}utkast/1/", {"seen": "0", "page": "p", "step": "2"}, headers={"Accept": "application/json"}
    )
    assert said.status_code == 200
    assert (said.json()["seen"], said.json()["at"]) == (1, "12:00")
    assert "Ni har inte kryssat i något" in said.json()["hint"]
    conflict = client.post(
        f"{link}utkast/1/", {"seen": "0", "page": "q", "step": "1"}, headers={"Accept": "application/json"}
    )
    assert conflict.status_code == 409
    assert "Någon annan" in conflict.json()["message"]
    assert client.post(f"{link}utkast/9/", {"step": "1"}).status_code == 404
    assert client.get(f"{link}utkast/1/").status_code == 405


def test_every_version_can_be_read(scene: Scene, link: str) -> None:
    scene.send(scene.manager, scene.unit, step=3, helped="först")
    scene.send(scene.manager, scene.unit, step=1, helped="sedan")
    client = Client()
    assert "först" in client.get(f"{link}version/1/").content.decode()
    assert "sedan" in client.get(f"{link}version/2/").content.decode()
    assert client.get(f"{link}version/3/").status_code == 404


def test_the_form_says_truly_who_sees_what(scene: Scene, link: str) -> None:
    assert "Länet ser inte er enhet för sig" in Client().get(link).content.decode()
    profile = scene.world.a.one.place.principal_profile
    profile.units_open_to_county = True
    profile.save()
    assert "har valt att länet också får se er verksamhets steg" in Client().get(link).content.decode()


def test_the_task_goes_to_a_colleague_and_comes_back(scene: Scene, link: str) -> None:
    client = Client()
    refused = client.post(f"{link}lamna-over/", {"email": "inte en adress"})
    assert refused.status_code == 400
    assert "inte en adress" in refused.content.decode()
    assert "lämnad" in client.post(f"{link}lamna-over/", {"email": "kollega@ekvik.example"}).content.decode()
    with pytest.raises(NotVisible):
        scene_actor(scene, link)
    manager = signed_in(scene.world, Role.UNIT_MANAGER)
    own = f"/arbetsyta/sjalvskattning/{scene.request(scene.unit).pk}/"
    assert "ta-tillbaka" in manager.get(own).content.decode()
    manager.post(f"{own}ta-tillbaka/")
    assert scene.request(scene.unit).delegated_to == ""


def test_it_is_written_in_the_language_of_the_address(scene: Scene, link: str) -> None:
    english = Client().get(f"/en{link}fraga/1/")
    assert english.status_code == 200
    assert '<html lang="en"' in english.content.decode()


@pytest.mark.parametrize(
    ("units", "components"),
    [(2, ("approach", "leadership")), (40, ("approach", "leadership", "work", "time"))],
)
def test_the_form_takes_a_fixed_number_of_queries(
    world: World, units: int, components: tuple, django_assert_max_num_queries
) -> None:
    from tests.worlds import make_principal

    world.a.one = make_principal(world.a.place, "Storvik", "9909", units=units)
    scene = make_scene(world, [make_programme(world.a.place, components=components)])
    client, address = Client(), link_of(scene, scene.unit)
    client.get(f"{address}fraga/1/")
    with django_assert_max_num_queries(3):
        client.get(f"{address}fraga/1/")


def test_a_contact_person_sees_the_own_principals_answers_alone(scene: Scene) -> None:
    html = (
        signed_in(scene.world, Role.CONTACT_PERSON)
        .get(f"/arbetsyta/omgangar/{scene.round.pk}/")
        .content.decode()
    )
    assert "Ekvik" in html
    assert "Alvsund" not in html
    assert "Stäng omgången" not in html


@pytest.mark.parametrize(
    "role", [Role.UNIT_MANAGER, Role.STEERING_MEMBER, Role.RESEARCHER, Role.SYSTEM_MANAGER]
)
def test_others_do_not_find_the_rounds_page(scene: Scene, role: Role) -> None:
    client = signed_in(scene.world, role)
    assert client.get(f"/arbetsyta/omgangar/{scene.round.pk}/").status_code == 404
    assert client.post(f"/arbetsyta/omgangar/{scene.round.pk}/stang/").status_code == 404
    assert client.get("/arbetsyta/omgangar/ny/").status_code == 404
    assert client.get("/arbetsyta/omgangar/").status_code == 200


def test_a_principal_answers_once_a_round_prefilled_and_in_versions(scene: Scene) -> None:
    from tillsammans.organisations.models import RoleDecision

    place = scene.world.a.one.place
    RoleDecision.objects.create(
        principal=place, role=Role.BBA, sector="school", scope="per_unit", decided_on=date(2026, 1, 1)
    )
    client = signed_in(scene.world, Role.CONTACT_PERSON)
    address = f"/arbetsyta/omgangar/{scene.round.pk}/huvudman/{place.pk}/"
    html = client.get(address).content.decode()
    assert "Barnets bästa-ansvarig (skola): en på varje enhet" in html
    key = field(html, "key")
    for _turn in range(2):
        assert client.post(address, {"key": key, "proud_of": "Alla rektorer är med"}).status_code == 302
    assert client.post(address, {"key": "", "proud_of": "Alla är med"}).status_code == 302
    assert [one.number for one in PrincipalReport.objects.order_by("number")] == [1, 2]
    refused = client.post(address, {"key": key + "x"})
    assert refused.status_code == 400
    assert "Svara på minst en" in refused.content.decode()


def test_a_principals_answers_are_its_own(scene: Scene) -> None:
    address = f"/arbetsyta/omgangar/{scene.round.pk}/huvudman/{scene.world.a.one.place.pk}/"
    assert (
        signed_in(scene.world, Role.CONTACT_PERSON, scene.world.a.two.place).get(address).status_code == 404
    )
    leader = signed_in(scene.world, Role.PROCESS_LEADER)
    assert "<textarea" not in leader.get(address).content.decode()
    assert leader.post(address, {"proud_of": "x"}).status_code == 403
    assert not PrincipalReport.objects.exists()


def test_a_contact_person_fills_in_by_phone_and_it_shows(scene: Scene) -> None:
    client = signed_in(scene.world, Role.CONTACT_PERSON)
    own = f"/arbetsyta/sjalvskattning/{ReportRequest.objects.get(unit=scene.unit).pk}/"
    for number in (1, 2):
        answer(client, f"{own}fraga/{number}/", step="1")
    html = client.get(f"{own}granska/").content.decode()
    client.post(f"{own}granska/", {"seen": field(html, "seen"), "key": field(html, "key")})
    assert "huvudmannen, efter samtal" in client.get(f"{own}mottaget/").content.decode()


def test_the_stairs_own_advice_is_folded_beside_the_choice(scene: Scene, link: str) -> None:
    scene.stairs[0].how_to = [{"sv": "Ett steg är nått när det mesta stämmer."}]
    scene.stairs[0].save()
    html = Client().get(f"{link}fraga/1/").content.decode()
    assert "<summary>Så väljer ni steg</summary>" in html
    assert "Ett steg är nått när det mesta stämmer." in html


def test_advice_too_long_for_a_phone_is_left_to_the_stairs_page(scene: Scene, link: str) -> None:
    scene.stairs[0].how_to = [{"sv": "Långt. " * 100}]
    scene.stairs[0].save()
    assert "Så väljer ni steg" not in Client().get(f"{link}fraga/1/").content.decode()
