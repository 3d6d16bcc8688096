"""Tags tie words, hints, errors and controls together."""

import json
import re

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from tillsammans.core.text import Localised
from tillsammans.ui import fields, parts, scales
from tillsammans.ui.icons import icon, sprite_for
from tillsammans.ui.scales import StepChoice

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def swedish():
    with override("sv"):
        yield


class Form(forms.Form):
    role = forms.CharField(
        label="Ansvarig roll",
        help_text="Skriv rollen.",
        error_messages={"required": "Skriv vem som ansvarar"},
    )
    note = forms.CharField(label="Anteckning", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="Typ",
        choices=[("h", "Hinder"), ("m", HOSTILE)],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en typ"},
    )
    sure = forms.BooleanField(label="Jag har läst", error_messages={"required": "Kryssa i rutan"})
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        self.add_error(None, "Omgången är stängd.")


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_an_error_and_a_hint_are_read_with_their_control():
    row = fields.field(Form({})["role"])
    assert 'aria-describedby="id_role_helptext id_role_error"' in row and 'aria-invalid="true"' in row
    assert 'id="id_role_helptext"' in row and 'id="id_role_error"' in row and '<label for="id_role">' in row
    assert row.index("Skriv rollen.") < row.index("Skriv vem som ansvarar") < row.index("<input")


def test_a_field_without_error_is_not_said_to_be_wrong():
    row = fields.field(Form()["note"])
    assert "aria-invalid" not in row and "aria-describedby" not in row and "(frivilligt)" in row


def test_a_choice_is_a_group_with_a_legend_and_keeps_what_was_chosen():
    row = fields.field(Form({"kind": "h"})["kind"])
    assert row.startswith("<fieldset") and "<legend>Typ</legend>" in row
    assert len(re.findall(r'type="radio" name="kind"', row)) == 2 and row.count(" checked") == 1
    assert "&lt;script&gt;" in row and "<script" not in row


def test_an_error_in_a_group_is_tied_to_the_group():
    row = fields.field(Form({})["kind"])
    assert re.search(r'<fieldset class="field bad" id="id_kind"[^>]*aria-describedby="id_kind_error"', row)


def test_a_tick_box_is_inside_its_label_and_a_hidden_field_has_no_row():
    assert re.search(
        r"<label><input[^>]*checkbox[^>]*><span>Jag har läst</span></label>", fields.field(Form()["sure"])
    )
    assert fields.field(Form()["key"]).startswith('<input type="hidden"')


def test_the_summary_has_the_words_of_the_fields_and_leads_to_them():
    summary = fields.error_summary(Form({}))
    assert 'role="alert"' in summary and 'tabindex="-1"' in summary and 'id="fel"' in summary
    assert "4 saker behöver rättas" in summary and "<li>Omgången är stängd.</li>" in summary
    targets = re.findall(r'href="#([^"]+)"', summary)
    drawn = "".join(fields.field(row) for row in Form({}))
    assert targets == ["id_role", "id_kind", "id_sure"] and all(
        f'id="{target}"' in drawn for target in targets
    )


def test_nothing_wrong_means_no_summary():
    class Easy(forms.Form):
        note = forms.CharField(required=False)

    assert fields.error_summary(Easy({})) == "" and fields.form_errors(Easy({})) == ""


def test_several_forms_share_one_summary():
    assert fields.error_summary([Form({}, prefix="a"), Form({}, prefix="b")]).count("<li>") == 8


def test_the_stairs_start_at_the_top_and_mark_the_choice_and_the_last_answer():
    stairs = scales.climb(
        "steg",
        [StepChoice(n, f"Steg{n}", HOSTILE) for n in range(11)],
        chosen=3,
        before=2,
        before_label="i våras",
    )
    assert re.findall(r'class="n(\d+)"', stairs) == [str(n) for n in range(10, -1, -1)]
    assert re.findall(r'value="(\d+)" checked', stairs) == ["3"]
    assert re.search(r'Steg2</strong> <span class="tag">i våras', stairs) and "<script" not in stairs


def test_not_begun_is_an_answer():
    assert re.search(
        r'value="0" checked',
        scales.climb("s", [StepChoice(0, "Inte börjat"), StepChoice(1, "Känner till")], chosen=0),
    )


def test_ticks_keep_what_was_ticked_whatever_its_type():
    assert re.findall(
        r'value="(\w+)" checked', scales.ticks("c", [(1, "a"), ("x", "b"), (3, "c")], ticked={"1", "x"})
    ) == ["1", "x"]


def test_a_page_has_each_symbol_it_uses_once_and_no_other():
    page = render(
        '{% withsprite %}{% icon "x" %}{% icon "x" %}{% icon "arrow-right" flip=True %}{% endwithsprite %}'
    )
    assert re.findall(r'<symbol id="i-([a-z-]+)"', page) == ["arrow-right", "x"]
    assert 'class="i flip"' in page and sprite_for("<p>inget</p>") == ""


def test_an_unknown_icon_is_refused_by_name():
    with pytest.raises(ValueError, match="no-such-icon"):
        icon("no-such-icon")


def test_a_text_that_fell_back_says_its_language_and_why():
    with override("en"):
        text = parts.local_text(Localised("Prövar", "sv", True))
    assert 'lang="sv"' in text and "fallback__why" in text
    assert parts.local_text(Localised("Prövar", "sv", False)) == "Prövar"


def test_a_telephone_number_keeps_its_order_in_arabic_and_nothing_else_is_touched():
    arabic = Localised("هاتف 116 111 أو 08-123 45 67، والرقم 112 <b>", "ar", False)
    with override("ar"):
        text = parts.local_text(arabic, tag_name="p")
    assert re.findall(r'<bdi dir="ltr">(.*?)</bdi>', text) == ["116 111", "08-123 45 67"]
    assert "112 &lt;b&gt;" in text
    assert parts.local_text(Localised("Ring 116 111.", "sv", False)) == "Ring 116 111."
    assert parts.local_text(Localised("Ring 116 111.", "sv", True)).count("<bdi") == 0


def test_a_closed_button_says_why():
    closed = parts.closed_button("Skicka", "Omgången är stängd.")
    described = re.search(r'aria-describedby="([^"]+)"', closed).group(1)
    assert 'aria-disabled="true"' in closed and f'id="{described}">Omgången är stängd.' in closed


SHAPES = ("none", "ack", "prog", "done", "late", "out")


@pytest.mark.parametrize("state", SHAPES)
def test_a_state_is_a_shape_and_a_word(state):
    assert parts.status(state, "Ordet").count("<svg") == 1 and "Ordet" in parts.status(state, "Ordet")
    others = {parts.status(other, "")[80:] for other in SHAPES if other != state}
    assert parts.status(state, "")[80:] not in others


def test_the_current_place_is_said():
    items = [{"label": "A", "href": "/a", "current": True}, {"label": "B", "href": "/b"}]
    for draw in (parts.tabs, parts.seg):
        assert draw(items, label="Delar").count('aria-current="page"') == 1
    assert (
        parts.steps([{"label": "A", "current": True}, {"label": "B"}], label="Frågor").count(
            'aria-current="step"'
        )
        == 1
    )


def test_a_pager_with_nothing_to_page_is_not_there():
    assert (
        parts.pager() == ""
        and 'rel="next"' in parts.pager(following="/?efter=3")
        and 'rel="prev"' not in parts.pager(following="/")
    )


def test_a_dialog_has_a_page_of_its_own_for_who_has_no_script():
    page = render(
        '{% dialog name="d" opener="Påminn" heading="Påminna tre?" action="/p" verb="Skicka" href="/p/fraga" %}'
        "<p>Text</p>{% enddialog %}",
        csrf_token="abc",
    )
    assert '<a class="btn line" href="/p/fraga" data-dialog="d">' in page
    assert 'method="post" action="/p"' in page and 'value="abc"' in page and "<p>Text</p>" in page


def test_block_tags_keep_markup_and_escape_what_they_are_given():
    page = render(
        '{% card heading=bad tone="soon" %}<p>{{ bad }}</p>{% endcard %}{% empty heading=bad %}<p>x</p>{% endempty %}',
        bad=HOSTILE,
    )
    assert page.count("&lt;script&gt;") == 3 and "<script" not in page and page.count("<p>") == 2


@pytest.mark.parametrize(
    "part",
    [
        lambda: parts.button(HOSTILE), lambda: parts.link_button(HOSTILE, HOSTILE), lambda: parts.go(HOSTILE, HOSTILE),
        lambda: parts.status("done", HOSTILE), lambda: parts.tag(HOSTILE), lambda: parts.notice(HOSTILE, heading=HOSTILE),
        lambda: parts.facts([(HOSTILE, HOSTILE, HOSTILE)]), lambda: parts.crumbs([(HOSTILE, HOSTILE)]),
        lambda: parts.downloads(csv=HOSTILE, about=HOSTILE),
        lambda: parts.tabs([{"label": HOSTILE, "href": HOSTILE}], label=HOSTILE),
        lambda: parts.local_text(Localised(HOSTILE, "sv", True)),
        lambda: parts.steps([{"label": HOSTILE, "href": HOSTILE}], label=HOSTILE),
    ],
)  # fmt: skip
def test_hostile_words_are_text(part):
    assert "<script" not in part() and "&lt;script" in part()


def test_a_choice_of_several_is_boxes_and_not_radios():
    class Several(forms.Form):
        sectors = forms.MultipleChoiceField(
            choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
        )

    row = fields.field(Several({"sectors": ["a", "b"]})["sectors"])
    assert row.count('type="checkbox"') == 2 and row.count(" checked") == 2 and "radio" not in row


def test_a_text_that_stands_more_than_once_on_a_page_says_its_language_without_the_note():
    with override("ar"):
        text = parts.local_text(Localised("Känna till", "sv", True), note=False)
    assert text == '<span lang="sv" dir="ltr">Känna till</span>'


SWEDISH, ENGLISH = Localised("Ledning", "sv", True), Localised("Tools", "en", False)


@pytest.mark.parametrize(
    "drawn",
    [
        lambda one: parts.crumbs([(one, "/"), ("Here", "/")]),
        lambda one: parts.steps([{"label": one, "current": True}], label="Questions"),
        lambda one: parts.steps([{"label": one, "href": "/"}], label="Questions"),
        lambda one: parts.tabs([{"label": one, "href": "/"}], label="Programmes"),
        lambda one: parts.seg([{"label": one, "href": "/"}], label="Programmes"),
    ],
)
def test_a_label_in_another_language_is_marked_and_said_once(drawn):
    with override("en"):
        assert drawn(SWEDISH).count('<span lang="sv" dir="ltr">Ledning</span>') == 1
        assert drawn(SWEDISH).count("Not everything is available in this language yet.") == 1
        assert "lang=" not in drawn(ENGLISH) and "Not everything" not in drawn(ENGLISH)


def test_words_for_a_script_keep_their_letters_and_can_never_end_the_element():
    given = {"say": "في الليل å ê", "evil": "</script><script>alert(1)</script>&amp;<!--"}
    page = render("{{ given|script_words:'words' }}", given=given)
    assert "في الليل å ê" in page
    inside = page.removeprefix('<script id="words" type="application/json">').removesuffix("</script>")
    assert not set("<>&") & set(inside)
    assert json.loads(inside) == given
