"""The theory's pages: drawn and told alike, edited in the browser, and nothing typed becomes markup."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.core.text import Localised
from tillsammans.programmes import commands, queries
from tillsammans.programmes.drawing import theory as theory_drawing
from tillsammans.programmes.models import TheoryRow, TheoryVersion
from tillsammans.programmes.rules import theory

HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def programme(world):
    return commands.load_programmes(by=system(world.at), county=world.a.place)[0]


@pytest.fixture
def draft(world, programme):
    return commands.draft_theory(by=world.actor(Role.MODEL_MANAGER), programme=programme)


@pytest.fixture
def as_manager(world, client):
    client.force_login(world.user(Role.MODEL_MANAGER))
    return client


def page(client, name, *args, status=200, data=None):
    address = reverse(f"programmes:{name}", args=args)
    answer = client.get(address) if data is None else client.post(address, data)
    assert answer.status_code == status
    return answer.content.decode()


def posted(row, **more):
    """A line's form as it stands."""
    given = {
        "components": row.components,
        "outcome": row.outcome,
        "basis": row.basis,
        "seen": queries.mark_of(row),
    }
    for stage in (*theory.WRITTEN, "if_then"):
        given |= {f"{stage}_{language}": text for language, text in getattr(row, stage).items()}
    return given | more


def test_whoever_has_a_role_reads_the_theory_in_force_and_changes_nothing(world, client, programme):
    client.force_login(world.user(Role.STAFF))
    shown = page(client, "theory", TheoryVersion.objects.get(programme=programme).pk)
    assert (
        "Av 35 led mäts 13." in shown and "9 har ett mått som inte mäts än, och 13 har inget mått." in shown
    )
    assert "Välj mått" not in shown and "Ändra raden" not in shown
    assert shown.count("vårt förslag, inte länets text") == 1, "said once where it holds for every line"


def test_the_drawing_the_table_and_the_list_say_the_same(as_manager, draft):
    shown = page(as_manager, "theory", draft.pk)
    drawing = re.search(r"<svg class=\"theory\".*?</svg>", shown, re.S)[0]
    for row in TheoryRow.objects.filter(version=draft):
        assert f"Mekanism: {row.mechanism['sv']}" in drawing
        assert shown.count(row.if_then["sv"]) == 2, "in the table and in the list"
    assert drawing.count("<a href=") == 35, "every box but the core components can be followed"
    assert drawing.count('class="way nothing"') >= 13 and "inget mått än" in drawing


def test_an_empty_theory_says_how_to_begin(as_manager, draft):
    TheoryRow.objects.all().delete()
    shown = page(as_manager, "theory", draft.pk)
    assert (
        "Programteorin är tom." in shown
        and "Lägg till en rad" in shown
        and '<svg class="theory"' not in shown
    )


def test_a_line_is_written_measured_and_published_in_the_browser(as_manager, draft):
    texts = {f"{stage}_sv": f"Ny {stage}" for stage in (*theory.WRITTEN, "if_then")}
    given = {"components": ["shared-structure"], "outcome": "school", "basis": "stated", **texts}
    page(as_manager, "theory_row_add", draft.pk, data=given, status=302)
    row = TheoryRow.objects.get(version=draft, order=8)
    chosen = {"kind_criterion": ["criterion:s6-c-1"], "seen": queries.mark_of_measures([])}
    page(as_manager, "theory_link", draft.pk, row.pk, "effect", data=chosen, status=302)
    assert queries.chosen_measures(row, "effect") == ["criterion:s6-c-1"]
    page(as_manager, "theory_publish", draft.pk, data={}, status=302)
    draft.refresh_from_db()
    assert draft.state == "published"
    page(as_manager, "theory_row", draft.pk, row.pk, status=409)


def test_an_empty_theory_is_refused_with_a_sentence(as_manager, draft):
    TheoryRow.objects.filter(version=draft).delete()
    as_manager.post(reverse("programmes:theory_publish", args=[draft.pk]))
    assert "Skriv minst en rad innan du publicerar." in page(as_manager, "theory", draft.pk)


def test_what_a_stale_tab_sends_is_kept_and_the_others_words_are_shown(as_manager, draft):
    row = TheoryRow.objects.filter(version=draft).first()
    old = posted(row, effect_sv="Mitt")
    page(as_manager, "theory_row", draft.pk, row.pk, data=posted(row, effect_sv="Den andras"), status=302)
    shown = page(as_manager, "theory_row", draft.pk, row.pk, data=old, status=409)
    assert ">Mitt</textarea>" in shown.replace("\n", "") and "<dd>Den andras</dd>" in shown
    mark = re.search(r'name="seen" value="(\w+)"', shown)[1]
    page(as_manager, "theory_row", draft.pk, row.pk, data=old | {"seen": mark}, status=302)
    row.refresh_from_db()
    assert row.effect["sv"] == "Mitt"


@pytest.mark.parametrize(
    "wrong", [{"components": []}, {"components": ["no-such"]}, {"outcome": "no-such"}, {"basis": "hittepå"},
              {"effect_sv": ""}, {"effect_sv": "x" * 141}, {"order": "0"}],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(as_manager, draft, wrong):
    row = TheoryRow.objects.filter(version=draft).first()
    before = TheoryRow.objects.filter(pk=row.pk).values().get()
    assert "behöver rättas" in page(
        as_manager, "theory_row", draft.pk, row.pk, data=posted(row, **wrong), status=400
    )
    assert TheoryRow.objects.filter(pk=row.pk).values().get() == before


def test_unknown_measures_and_links_are_refused(as_manager, draft):
    row = TheoryRow.objects.filter(version=draft).first()
    page(
        as_manager,
        "theory_link",
        draft.pk,
        row.pk,
        "effect",
        data={"kind_criterion": ["criterion:no-such"]},
        status=400,
    )
    page(as_manager, "theory_link", draft.pk, row.pk, "component", status=404)
    page(as_manager, "theory_link", draft.pk, row.pk, "no-such", status=404)


def test_what_is_typed_never_becomes_markup(as_manager, draft):
    row = TheoryRow.objects.filter(version=draft).first()
    given = {f"{stage}_sv": HOSTILE for stage in (*theory.WRITTEN, "if_then")}
    page(as_manager, "theory_row", draft.pk, row.pk, data=posted(row, **given), status=302)
    assert HOSTILE not in page(as_manager, "theory", draft.pk)
    assert HOSTILE not in page(as_manager, "theory_link", draft.pk, row.pk, "effect")


def test_a_page_in_english_says_what_is_there_in_swedish_alone(world, as_manager, draft):
    row = TheoryRow.objects.filter(version=draft).first()
    TheoryRow.objects.filter(pk=row.pk).update(
        if_then={"sv": "Bara svenska."}, effect={"sv": "Bara svenska."}
    )
    shown = as_manager.get("/en" + reverse("programmes:theory", args=[draft.pk])).content.decode()
    assert '<span lang="sv" dir="ltr">Bara svenska.</span>' in shown
    assert "Family and staff get to know each other" in shown


# The drawing -------------------------------------------------------------------------------------------------------


def test_a_drawing_turns_with_the_writing_direction(world, draft):
    def starts(language):
        """Where the first core component and the first outcome begin."""
        with translation.override(language):
            shown = queries.theory_page(world.actor(Role.MODEL_MANAGER), draft, "sv")
            drawn = theory_drawing.draw(shown, lambda line, link: "#")
        return [float(re.search(rf'<rect class="{look}" x="([\d.]+)"', drawn)[1]) for look in ("core", "end")]

    left = starts("sv")
    right = starts("ar")
    assert left[0] < left[1] and right[0] > right[1]


LONG = "Ett gemensamt, respektfullt bemötande där relationen får ta tid"


@pytest.mark.parametrize("words", ["Kort", LONG, "Barnrättskonsekvensanalysunderlagsmall", ""])
def test_words_are_wrapped_whole(words):
    lines = theory_drawing.wrap(words, 144)
    assert "".join(lines).replace("-", "").replace(" ", "") == words.replace("-", "").replace(" ", "")
    assert all(theory_drawing._breadth(one, theory_drawing.TEXT) <= 144 for one in lines)


def test_a_box_is_as_tall_as_its_longest_text(world, draft):
    def height(text):
        TheoryRow.objects.filter(version=draft, order=1).update(mechanism={"sv": text})
        shown = queries.theory_page(world.actor(Role.MODEL_MANAGER), draft, "sv")
        return int(
            re.search(r'viewBox="0 0 \d+ (\d+)"', theory_drawing.draw(shown, lambda line, link: "#"))[1]
        )

    assert height("Ord " * 34) > height("Ord")


def test_what_a_link_says():
    def link(*measured):
        from tillsammans.programmes.measures import Measure

        own = tuple(
            Measure("criterion", str(n), Localised("x", "sv", False), is_measured=one)
            for n, one in enumerate(measured)
        )
        return queries.Link("effect", Localised("x", "sv", False), own, theory.link_state(measured))

    said = [theory_drawing.said(one) for one in (link(), link(False), link(True, False), link(True, True))]
    assert said == ["inget mått än", "mäts inte än", "1 mått", "2 mått"]
