"""The check of the texts bites: each kind of fault is found, and what is right is let through."""

import polib
import pytest

from tools import catalogues, messages
from tools.extraction import Message, _in_file
from tools.template_text import faults_in
from tools.translation_rules import faults_in_id, faults_in_translation


@pytest.fixture
def template(tmp_path):
    """Write a template and give its path."""

    def write(text, name="page.html"):
        path = tmp_path / "templates" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_ids_of_a_template_are_found_with_plural_context_and_trimmed(template):
    path = template(
        """<p>{% translate "Spara" %}</p>
          {% translate "Öppen" context "round" %}
        {{ name|default:_("Saknas") }} {% card heading=_("Enheter") %}
        {% blocktranslate count n=units trimmed %}
            {{ n }} enhet
        {% plural %}
            {{ n }} enheter
        {% endblocktranslate %}"""
    )
    assert set(_in_file(path)) == {
        ((None, "Spara"), ""),
        (("round", "Öppen"), ""),
        ((None, "Saknas"), ""),
        ((None, "Enheter"), ""),
        ((None, "%(n)s enhet"), "%(n)s enheter"),
    }


def test_ids_of_code_are_found(tmp_path):
    path = tmp_path / "views.py"
    path.write_text(
        '_("Spara")\npgettext("round", "Öppen")\nngettext("%(n)s rad", "%(n)s rader", 2)\nprint("inte denna")\n',
        "utf-8",
    )
    assert set(_in_file(path)) == {
        ((None, "Spara"), ""),
        (("round", "Öppen"), ""),
        ((None, "%(n)s rad"), "%(n)s rader"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hej där</p>",
        '<img alt="En karta">',
        '<button aria-label="Stäng"></button>',
        '{% card heading="Enheter" %}',
        '<input type="submit" value="Spara">',
        "<p>{{ count }} enheter</p>",
    ],
)
def test_text_that_nobody_marked_is_found(template, text):
    assert len(list(faults_in(template(text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<p>{% translate "Hej där" %}</p>',
        "<p>{% blocktranslate %}Hej {{ name }}{% endblocktranslate %}</p>",
        "{# en anmärkning #}{% comment %}<p>borttaget</p>{% endcomment %}",
        '<a class="knapp stor" href="/hjulet/">{{ label }}</a>',
        '{% card heading=_("Enheter") tone="notice" %}',
        "<code>python3 start.py</code>",
        '<p translate="no">Barnets <em>bästa</em></p>',
        "<p>{{ part }} % · {{ n }}/{{ m }} –</p>",
        '<input type="hidden" value="next">',
        "<title>{% block title %}{% endblock %} – Tillsammans</title>",
        '{% block body_attributes %}class="work" data-page="county"{% endblock %}',
    ],
)
def test_marked_text_and_what_is_no_text_is_let_through(template, text):
    assert list(faults_in(template(text))) == []


def test_a_letter_without_markup_is_read_line_by_line(template):
    path = template('{% translate "Hej" %}\nSvara gärna före fredag.\n', "letter.txt")
    assert list(faults_in(path)) == ["2: Svara gärna före fredag."]


@pytest.mark.parametrize("text", ["Save the form", "Oppna sidan", "Your report"])
def test_an_id_that_is_not_swedish_is_found(text):
    assert list(faults_in_id(text))


@pytest.mark.parametrize(
    "text", ["Öppna sidan", "%(user)s har svarat", "<b>Spara</b>", "Så står det i planen"]
)
def test_a_swedish_id_is_let_through(text):
    assert list(faults_in_id(text)) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Spara", ""),
        ("%(n)s svar", "answers"),
        ("%(n)s svar", "%(m)s answers"),
        ("<b>Spara</b>", "Save"),
        ("{name} svarar", "answers"),
    ],
)
def test_a_translation_that_cannot_be_used_is_found(msgid, msgstr):
    assert list(faults_in_translation(polib.POEntry(msgid=msgid, msgstr=msgstr), "en"))


def test_a_fuzzy_translation_is_found():
    entry = polib.POEntry(msgid="Spara", msgstr="Save", flags=["fuzzy"])
    assert list(faults_in_translation(entry, "en")) == ["is marked fuzzy"]


def test_one_may_stand_in_words_but_many_must_be_counted():
    entry = polib.POEntry(msgid="%(n)s enhet", msgid_plural="%(n)s enheter")
    entry.msgstr_plural = {0: "one workplace", 1: "%(n)s workplaces"}
    assert list(faults_in_translation(entry, "en")) == []
    entry.msgstr_plural = {0: "%(n)s workplace", 1: "workplaces"}
    assert len(list(faults_in_translation(entry, "en"))) == 1


def test_every_plural_form_of_the_language_is_asked_for():
    entry = polib.POEntry(msgid="%(n)s rad", msgid_plural="%(n)s rader")
    entry.msgstr_plural = {0: "%(n)s", 1: "%(n)s"}
    assert list(faults_in_translation(entry, "ar")) == ["is not translated"]


def test_updating_keeps_translations_and_drops_what_is_no_longer_used(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.path_of("en").parent.mkdir(parents=True)
    first = {(None, "Spara"): Message(places={"a.py"}), (None, "Gammal"): Message(places={"a.py"})}
    catalogue = messages.updated("en", first)
    for entry in catalogue:
        entry.msgstr = f"{entry.msgid} in English"
    messages._save(catalogue, "en")
    second = messages.updated(
        "en", {(None, "Spara"): Message(places={"b.py"}), (None, "Ny"): Message(places={"b.py"})}
    )
    assert [(entry.msgid, entry.msgstr) for entry in second] == [("Ny", ""), ("Spara", "Spara in English")]


def test_better_words_for_a_library_stay_though_our_code_does_not_use_them(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.path_of("sv").parent.mkdir(parents=True)
    catalogue = messages.updated("sv", {})
    catalogue.append(
        polib.POEntry(msgid="Incorrect code.", msgstr="Koden stämmer inte.", tcomment=messages.LIBRARY)
    )
    messages._save(catalogue, "sv")
    assert [entry.msgstr for entry in messages.updated("sv", {})] == ["Koden stämmer inte."]


def test_the_languages_of_the_open_pages_have_the_texts_of_those_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    found = {
        (None, "Hjulet"): Message(places={"tillsammans/wheel/views/pages.py"}),
        (None, "Spara"): Message(places={"tillsammans/steward/views.py"}),
        (None, "Stäng"): Message(places={"tillsammans/steward/views.py", "config/errors.py"}),
    }
    asked = {
        language: {text for _context, text in messages.wanted(language, found)} for language in ("en", "fi")
    }
    assert asked == {"en": {"Hjulet", "Spara", "Stäng"}, "fi": {"Hjulet", "Stäng"}}


@pytest.mark.parametrize("language", ["en", "fi", "so", "ar", "kmr"])
def test_a_missing_translation_is_a_fault_in_every_language(tmp_path, monkeypatch, language):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    found = {(None, "Spara"): Message(places={"config/errors.py"})}
    assert "is not in the catalogue" in next(messages.faults_of_language(language, found))
    catalogue = messages.updated(language, found)
    catalogues.path_of(language).parent.mkdir(parents=True)
    messages._save(catalogue, language)
    assert list(messages.faults_of_language(language, found)) == [f"{language}: 'Spara' is not translated"]


def test_swedish_needs_its_plurals_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    places = {"config/errors.py"}
    found = {(None, "Spara"): Message(places=places), (None, "%(n)s rad"): Message("%(n)s rader", places)}
    faults = list(messages.faults_of_language("sv", found))
    assert len(faults) == 1 and "%(n)s rad" in faults[0]


def test_compiling_writes_only_what_has_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.path_of("kmr").parent.mkdir(parents=True)
    messages._save(messages.updated("kmr", {}), "kmr")
    assert [path.name for path in catalogues.compile_all()] == ["django.mo"]
    assert catalogues.compile_all() == []
    assert polib.mofile(str(catalogues.path_of("kmr").with_suffix(".mo"))).metadata["Language"] == "kmr"


def test_a_text_in_the_braces_of_an_f_string_is_found(template):
    page = template(
        "a = f\"<p>{escape(_('Spara'))} {ngettext('en', 'två', n)} {pgettext('knapp', 'Öppna')}</p>\"\n",
        name="page.py",
    )
    assert set(_in_file(page)) == {((None, "Spara"), ""), ((None, "en"), "två"), (("knapp", "Öppna"), "")}
