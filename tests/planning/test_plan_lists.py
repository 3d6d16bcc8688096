"""Decided plans of others' units are found, to learn from; their drafts never."""

from django.urls import reverse

from tests.planning.plan_scenes import decided, draft
from tests.planning.test_plan_pages import browser, page
from tillsammans.access.roles import Role


def test_a_units_decided_plan_is_found_by_other_principals_and_its_draft_is_not(world):
    unit = world.a.two.units[0]
    plan, hidden = decided(world, unit, title="Skolans plan"), draft(world, unit, title="Skolans utkast")
    stranger = browser(world, Role.CONTACT_PERSON)
    text = page(stranger, "plans")
    where = reverse("planning:plans_of", args=[world.a.two.place.pk])
    assert "1 plan hos en enhet" in text and where in text
    text = page(stranger, "plans_of", world.a.two.place.pk)
    assert reverse("planning:plan", args=[plan.pk]) in text and unit.name in text
    assert hidden.title not in text
    assert "har ingen beslutad plan än" in page(stranger, "plans_of", world.a.one.place.pk)
    page(stranger, "plans_of", world.b.one.place.pk, status=404)
    assert where not in page(browser(world, Role.HEAD, world.a.two.place), "plans"), "one's own stand first"


def test_a_manager_finds_the_plans_of_the_other_units(world):
    decided(world, world.a.one.units[1], title="Grannens plan")
    text = page(browser(world, Role.UNIT_MANAGER), "plans")
    assert reverse("planning:plans_of", args=[world.a.one.place.pk]) in text


def test_many_plans_of_a_principal_go_on_a_next_page(world, monkeypatch):
    monkeypatch.setattr("tillsammans.planning.queries.plans.MOST_OWN", 2)
    for title in ("Ett", "Två", "Tre"):
        decided(world, world.a.two.units[0], title=title)
    first = browser(world, Role.HEAD).get(reverse("planning:plans_of", args=[world.a.two.place.pk]))
    found = first.context["found"]
    assert [one.plan.title for one in found.lines] == ["Ett", "Två"]
    rest = page(browser(world, Role.HEAD), "plans_of", world.a.two.place.pk, efter=found.following)
    assert "Tre" in rest and "Två" not in rest and "Visa fler" not in rest
