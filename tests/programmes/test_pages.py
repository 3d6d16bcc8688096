"""The pages: what they show, to whom, in both languages, and that nothing typed becomes markup."""

import pytest
from django.urls import reverse

from tests.programmes.factories import make_programme, model_in_force, stairs_in_force
from tillsammans.access.roles import Role
from tillsammans.programmes import commands
from tillsammans.programmes.models import (
    Criterion,
    ModelItem,
    ModelVersion,
    StairsComment,
    StairsVersion,
    Step,
)

HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def programme(world, settings):
    settings.DEFAULT_COUNTY = "testlan"
    return make_programme(world.a.place, world.at)


@pytest.fixture
def manager(world):
    return world.actor(Role.MODEL_MANAGER)


@pytest.fixture
def as_role(world, client):
    def signed_in(role, place=None):
        client.force_login(world.user(role, place))
        return client

    return signed_in


def page(client, name, *args, status=200, **more):
    answer = client.get(reverse(f"programmes:{name}", args=args), **more)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_open_pages_need_no_sign_in(client, programme):
    assert "Tillsammans i prov" in page(client, "public")
    shown = page(client, "public_programme", programme.code)
    for words in (
        "Verktyg",
        "Fast här",
        "Får anpassas",
        "Hjulet",
        "Formen",
        "<polygon",
        "Barnets bästa-ansvarig",
        "Underlaget, sidan 3",
    ):
        assert words in shown
    assert "Kriterium 1 för tools, steg 1." in page(client, "public_stairs", programme.code)


def test_what_is_not_the_county_s_text_is_marked(client, programme):
    shown = page(client, "public_programme", programme.code)
    assert shown.count("vårt förslag, inte länets text") == 1
    assert "vår tolkning av underlaget" in shown
    assert "Den är inte länets text" in page(client, "public_stairs", programme.code)


def test_english_falls_back_visibly(client, programme):
    shown = client.get("/en" + reverse("programmes:public_stairs", args=[programme.code])).content.decode()
    assert "Know about" in shown
    assert '<span lang="sv" dir="ltr">Kriterium 1 för tools, steg 1.</span>' in shown


def test_another_county_by_its_key_and_by_its_host(client, world, programme, settings):
    make_programme(world.b.place, world.at, "deras")
    assert "/lan/annatlan/modellen/deras/" in page(client, "county_public", "annatlan")
    assert page(client, "county_programme", "annatlan", "deras")
    assert page(client, "county_stairs", "annatlan", "deras")
    page(client, "public_programme", "deras", status=404)
    page(client, "county_public", "finns-inte", status=404)
    type(world.b.place.county_profile).objects.filter(key="annatlan").update(host="annat.localhost")
    assert page(client, "public_programme", "deras", headers={"host": "annat.localhost:8000"})


def test_a_draft_never_comes_to_the_open_pages(client, manager, programme):
    draft = commands.draft_model(by=manager, programme=programme)
    ModelItem.objects.filter(version=draft).update(name={"sv": "Hemligt utkast"})
    assert "Hemligt utkast" not in page(client, "public_programme", programme.code)


@pytest.mark.parametrize(("name", "queries"), [("public", 5), ("public_programme", 5), ("public_stairs", 3)])
def test_the_open_pages_cost_a_fixed_number_of_queries(
    client, programme, django_assert_num_queries, name, queries
):
    args = [] if name == "public" else [programme.code]
    page(client, name, *args)
    with django_assert_num_queries(queries):
        page(client, name, *args)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_the_workspace_and_only_one_edits(as_role, programme, role):
    client = as_role(role)
    assert "Tillsammans i prov" in page(client, "workspace")
    offers = "Gör ett utkast" in page(client, "versions", programme.pk)
    assert offers is (role == Role.MODEL_MANAGER)
    for name, row in (("model", model_in_force(programme)), ("stairs", stairs_in_force(programme))):
        assert "Ändra<" not in page(client, name, row.pk)


def test_another_county_s_model_manager_finds_nothing(as_role, world, programme):
    client = as_role(Role.MODEL_MANAGER, world.b.place)
    assert "Tillsammans i prov" not in page(client, "workspace")
    page(client, "versions", programme.pk, status=404)
    page(client, "model", model_in_force(programme).pk, status=404)
    page(client, "stairs", stairs_in_force(programme).pk, status=404)


def test_from_draft_to_published_in_the_browser(as_role, programme):
    client = as_role(Role.MODEL_MANAGER)
    client.post(reverse("programmes:draft_model", args=[programme.pk]))
    draft = ModelVersion.objects.get(state="draft")
    item = ModelItem.objects.get(version=draft, code="bba")
    address = reverse("programmes:item", args=[draft.pk, item.pk])
    form = client.get(address).context["form"]
    sent = {**form.initial, "name_sv": "Barnets bästa-ansvarig (ny)", "name_en": "Responsible person"}
    assert client.post(address, sent).status_code == 302
    assert client.post(reverse("programmes:model_publish", args=[draft.pk])).status_code == 302
    assert "Barnets bästa-ansvarig (ny)" in page(client, "public_programme", programme.code)


def test_a_refusal_stands_in_the_form_with_what_was_typed(as_role, programme):
    client = as_role(Role.MODEL_MANAGER)
    client.post(reverse("programmes:draft_model", args=[programme.pk]))
    draft = ModelVersion.objects.get(state="draft")
    item = ModelItem.objects.get(version=draft, code="bba")
    address = reverse("programmes:item", args=[draft.pk, item.pk])
    sent = dict(client.get(address).context["form"].initial)
    assert client.post(address, sent | {"name_sv": "Deras"}).status_code == 302
    answer = client.post(address, sent | {"name_sv": "Min"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Någon annan ändrade texten" in shown
    assert "Deras" in shown
    assert 'value="Min"' in shown
    again = answer.context["form"].data
    assert client.post(address, {**again}).status_code == 302
    item.refresh_from_db()
    assert item.name == {"sv": "Min"}


def test_stairs_are_mapped_and_published_in_the_browser(as_role, programme):
    client = as_role(Role.MODEL_MANAGER)
    client.post(reverse("programmes:draft_stairs", args=[programme.pk]))
    draft = StairsVersion.objects.get(state="draft")
    answer = client.post(reverse("programmes:stairs_publish", args=[draft.pk]), follow=True)
    assert "Ange först vad de gamla stegen motsvarar" in answer.content.decode()
    address = reverse("programmes:stairs_mapping", args=[draft.pk])
    assert client.post(address, {"step_0": "0", "step_1": "-", "step_2": ""}).status_code == 400
    assert client.post(address, {"step_0": "0", "step_1": "-", "step_2": "2"}).status_code == 302
    assert "går inte att jämföra" in page(client, "stairs", draft.pk)
    client.post(reverse("programmes:stairs_publish", args=[draft.pk]))
    assert stairs_in_force(programme) == draft


def test_steps_and_criteria_are_edited_in_the_browser(as_role, programme):
    client = as_role(Role.MODEL_MANAGER)
    client.post(reverse("programmes:draft_stairs", args=[programme.pk]))
    draft = StairsVersion.objects.get(state="draft")
    client.post(reverse("programmes:step_add", args=[draft.pk]), {"name_sv": "Pröva", "after": "1"})
    step = Step.objects.get(stairs=draft, number=2)
    address = reverse("programmes:step", args=[draft.pk, step.pk])
    sent = client.get(address).context["form"].initial | {"description-tools_sv": "Prövar verktygen"}
    assert client.post(address, sent).status_code == 302
    client.post(
        reverse("programmes:criterion_add", args=[draft.pk, 2, "tools"]),
        {"text_sv": "Vi har prövat.", "basis": "stated"},
    )
    criterion = Criterion.objects.get(stairs=draft, step_number=2)
    client.post(reverse("programmes:criterion_remove", args=[draft.pk, criterion.pk]))
    client.post(reverse("programmes:step_remove", args=[draft.pk, step.pk]))
    assert Step.objects.filter(stairs=draft).count() == 3


def test_out_for_comment_and_back_in_the_browser(as_role, world, programme):
    world.user(Role.CONTACT_PERSON)
    client = as_role(Role.MODEL_MANAGER)
    client.post(reverse("programmes:draft_stairs", args=[programme.pk]))
    draft = StairsVersion.objects.get(state="draft")
    sent = {"roles": ["contact_person"], "places": [world.a.place.pk], "closes_on": "2099-01-01"}
    address = reverse("programmes:comments_request", args=[draft.pk])
    assert "högst ett år framåt" in client.post(address, sent).content.decode()
    StairsVersion.objects.filter(pk=draft.pk).update(state="comment")
    draft.comment_requests.create(
        role="contact_person", place=world.a.place, sent_at=world.at, closes_on="2099-01-01"
    )
    client = as_role(Role.CONTACT_PERSON)
    assert "Tyck till om en ny trappa" in page(client, "workspace")
    assert (
        client.post(
            reverse("programmes:stairs_comment", args=[draft.pk]), {"text": HOSTILE, "about_code": ""}
        ).status_code
        == 302
    )
    assert StairsComment.objects.get().text == HOSTILE
    assert HOSTILE not in page(client, "stairs_comment", draft.pk)
    client = as_role(Role.MODEL_MANAGER)
    shown = page(client, "comments", draft.pk)
    assert "Kontaktperson, Ekvik" in shown
    assert HOSTILE not in shown


def test_hostile_text_is_text_everywhere(as_role, programme):
    hostile = {"sv": HOSTILE}
    ModelItem.objects.update(name=hostile, description=hostile, source=HOSTILE)
    Step.objects.update(name=hostile, summary=hostile)
    Criterion.objects.update(text=hostile)
    ModelVersion.objects.update(about={"about": hostile, "vision": hostile, "texts_note": hostile})
    StairsVersion.objects.update(title=hostile, about=hostile)
    client = as_role(Role.MODEL_MANAGER)
    client.post(reverse("programmes:draft_stairs", args=[programme.pk]))
    client.post(reverse("programmes:draft_model", args=[programme.pk]))
    model, stairs = ModelVersion.objects.get(state="draft"), StairsVersion.objects.get(state="draft")
    Step.objects.filter(stairs=stairs).update(name={"sv": HOSTILE + "2"})
    pages = [
        ("public",), ("public_programme", programme.code), ("public_stairs", programme.code), ("workspace",),
        ("versions", programme.pk), ("model", model.pk), ("stairs", stairs.pk), ("stairs_mapping", stairs.pk),
        ("item", model.pk, model.items.first().pk), ("stairs_compare", stairs.pk, stairs.based_on_id),
    ]  # fmt: skip
    for name, *args in pages:
        assert HOSTILE not in page(client, name, *args), name


def test_an_unknown_section_is_no_page(as_role, programme):
    client = as_role(Role.MODEL_MANAGER)
    client.post(reverse("programmes:draft_model", args=[programme.pk]))
    page(client, "item_add", ModelVersion.objects.get(state="draft").pk, "nonsense", status=404)


def test_nobody_types_in_vain(as_role, programme):
    """A form that would be refused is not shown: 409 for what is in force, 403 for who may not."""
    model, stairs = model_in_force(programme), stairs_in_force(programme)
    addresses = [
        ("model_about", model.pk), ("item", model.pk, model.items.first().pk), ("item_add", model.pk, "role"),
        ("stairs_about", stairs.pk), ("step", stairs.pk, stairs.steps.first().pk), ("step_add", stairs.pk),
        ("criterion", stairs.pk, stairs.criteria.first().pk), ("criterion_add", stairs.pk, 1, "tools"),
        ("stairs_mapping", stairs.pk), ("comments_request", stairs.pk), ("stairs_discard", stairs.pk),
    ]  # fmt: skip
    for role, status in ((Role.MODEL_MANAGER, 409), (Role.HEAD, 403)):
        client = as_role(role)
        for name, *args in addresses:
            page(client, name, *args, status=status)
