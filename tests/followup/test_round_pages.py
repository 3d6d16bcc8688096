"""The pages of a round, for whoever runs it."""

from datetime import date

from tests.followup.scenes import Scene
from tests.followup.test_pages import _that_day, field, signed_in  # noqa: F401 - the day is a fixture
from tillsammans.access.roles import Role
from tillsammans.followup.models import (
    ReportingRound,
    RoundState,
)

ROUND_FORM = {
    "name": "Vår 2027", "period_from": "2027-01-01", "period_to": "2027-06-30", "opens_on": "2026-10-14",
    "closes_on": "2026-11-30", "sectors": ["school"],
}  # fmt: skip


def test_a_process_leader_runs_a_round_from_draft_to_closed(scene: Scene) -> None:
    client = signed_in(scene.world, Role.PROCESS_LEADER)
    fields = {
        **ROUND_FORM,
        "principals": [str(scene.world.a.one.place.pk)],
        "stairs": [str(scene.stairs[0].pk)],
    }
    made = client.post("/arbetsyta/omgangar/ny/", fields)
    assert made.status_code == 302
    page = made["Location"]
    assert "utkast" in client.get(page).content.decode()
    assert client.post(f"{page}andra/", {**fields, "name": "Våren 2027"}).status_code == 302
    for step in ("oppna", "bjud-in", "paminn"):
        client.post(f"{page}{step}/")
    html = client.get(page).content.decode()
    assert "2 enheter är inbjudna" in html
    assert "2 påminnelser är skickade" in html
    client.post(f"{page}sista-dag/", {"closes_on": "2026-12-15"})
    client.post(f"{page}stang/")
    client.post(f"{page}oppna-igen/", {"closes_on": "2026-12-20"})
    row = ReportingRound.objects.get(name="Våren 2027")
    assert (row.state, row.closes_on) == (RoundState.OPEN, date(2026, 12, 20))
    assert client.get("/arbetsyta/omgangar/").status_code == 200


def test_a_form_with_errors_keeps_what_was_chosen(scene: Scene) -> None:
    client = signed_in(scene.world, Role.PROCESS_LEADER)
    refused = client.post(
        "/arbetsyta/omgangar/ny/", {**ROUND_FORM, "closes_on": "i morgon", "principals": ["99999"]}
    )
    html = refused.content.decode()
    assert refused.status_code == 400
    assert "åååå-mm-dd" in html
    assert 'value="Vår 2027"' in html


def test_the_rounds_page_takes_a_fixed_number_of_queries(scene: Scene, django_assert_max_num_queries) -> None:
    client = signed_in(scene.world, Role.PROCESS_LEADER)
    address = f"/arbetsyta/omgangar/{scene.round.pk}/"
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)
