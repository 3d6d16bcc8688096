"""A form row and the error summary: label, hint, error, control, in that order, tied together for screen readers.

Choices are written here instead of by Django's widgets: ten radio groups through its templates cost 28 empty views.
"""

from collections.abc import Iterable

from django.forms import BaseForm, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape as esc
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from tillsammans.ui.icons import icon

SUMMARY_ID = "fel"
"""Where a form's action may point (`action="#fel"`), so that without script too the browser goes to the errors."""


def field(bound: BoundField, *, label: str = "", hint: str = "", optional: bool = True) -> SafeString:
    """One row of a form. label, hint: instead of the field's own. optional: says "(frivilligt)" where nothing is required.

    A group of choices becomes a fieldset, a single tick box its own label; a hidden field is only itself.
    """
    if bound.is_hidden:
        return SafeString(bound.as_widget())
    text, help_text = str(label or bound.label or ""), str(hint or bound.help_text)
    optional_mark = _optional(bound) if optional else SafeString("")
    before = SafeString("".join((_hint(bound, help_text), _errors(bound))))
    widget = bound.field.widget
    look = "field bad" if bound.errors else "field"
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return _group(bound, look, text, optional_mark, before, help_text)
    if isinstance(widget, CheckboxInput):
        return _tick(bound, look, text, before, help_text)
    control = bound.as_widget(attrs=_wiring(bound, help_text))
    return format_html(
        '<div class="{}"><label for="{}">{}{}</label>{}{}</div>',
        look,
        bound.id_for_label,
        text,
        optional_mark,
        before,
        control,
    )


def _optional(bound: BoundField) -> SafeString:
    if bound.field.required:
        return SafeString("")
    return format_html(' <span class="dim">({})</span>', gettext("frivilligt"))


def _hint(bound: BoundField, help_text: str) -> SafeString:
    return (
        format_html('<p class="dim" id="{}_helptext">{}</p>', bound.auto_id, help_text)
        if help_text
        else SafeString("")
    )


def _errors(bound: BoundField) -> SafeString:
    """All errors of a field in one place, so that one id covers them."""
    if not bound.errors:
        return SafeString("")
    rows = format_html_join(
        "", '<span class="err">{}<span>{}</span></span>', ((icon("warning-circle"), e) for e in bound.errors)
    )
    return format_html('<p id="{}_error">{}</p>', bound.auto_id, rows)


def _wiring(bound: BoundField, help_text: str) -> dict[str, str | bool]:
    """What ties the control to its hint and its error."""
    told = [f"{bound.auto_id}_helptext"] if help_text else []
    told += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(told)} if told else {}
    return attrs | ({"aria-invalid": "true"} if bound.errors else {})


def _group(
    bound: BoundField, look: str, text: str, optional_mark: SafeString, before: SafeString, help_text: str
) -> SafeString:
    wiring = format_html_join("", ' {}="{}"', _wiring(bound, help_text).items())
    kind = (
        "checkbox" if isinstance(bound.field.widget, CheckboxSelectMultiple) else "radio"
    )  # a subclass of RadioSelect
    rows = SafeString("".join(_choice(choice.data, kind) for choice in bound.subwidgets))
    role = SafeString(' role="radiogroup"') if kind == "radio" else SafeString("")
    return format_html(
        '<fieldset class="{}" id="{}"{}{} tabindex="-1"><legend>{}{}</legend>{}<div class="opts">{}</div></fieldset>',
        look,
        bound.auto_id,
        role,
        wiring,
        text,
        optional_mark,
        before,
        rows,
    )


def _choice(data: dict, kind: str) -> SafeString:
    """One `<label>` with its radio or box. data: what Django's widget says of the choice."""
    attrs = {key: value for key, value in data["attrs"].items() if key != "checked" and value is not False}
    extra = format_html_join("", ' {}="{}"', attrs.items())
    checked = SafeString(" checked") if data["selected"] else SafeString("")
    return format_html(
        '<label><input type="{}" name="{}" value="{}"{}{}><span>{}</span></label>',
        kind,
        data["name"],
        data["value"] if data["value"] is not None else "",
        extra,
        checked,
        data["label"],
    )


def _tick(bound: BoundField, look: str, text: str, before: SafeString, help_text: str) -> SafeString:
    control = bound.as_widget(attrs=_wiring(bound, help_text))
    return format_html(
        '<div class="{}">{}<div class="opts"><label>{}<span>{}</span></label></div></div>',
        look,
        before,
        control,
        text,
    )


def form_errors(form: BaseForm) -> SafeString:
    """Only what is wrong with the form as a whole; empty when nothing is."""
    errors = form.non_field_errors()
    rows = format_html_join(
        "", '<p class="err">{}<span>{}</span></p>', ((icon("warning-circle"), e) for e in errors)
    )
    return format_html('<div class="bad" role="alert">{}</div>', rows) if errors else SafeString("")


def error_summary(form: BaseForm | Iterable[BaseForm]) -> SafeString:
    """All that needs correcting, above the form; links to the fields with the same words as at the fields.

    Takes one form, or several on one page (a formset too). Empty when all is well. It gets focus by ui.js, by autofocus
    where that works, and by `action="#fel"` without script.
    """
    forms = [form] if isinstance(form, BaseForm) else list(form)
    found = [pair for one in forms for pair in _found(one)]
    if not found:
        return SafeString("")
    heading = ngettext("En sak behöver rättas", "%(n)s saker behöver rättas", len(found)) % {"n": len(found)}
    rows = format_html_join("", "<li>{}</li>", ((_line(target, message),) for target, message in found))
    return format_html(
        '<div class="errs" id="{}" role="alert" tabindex="-1" autofocus aria-labelledby="{}-h">'
        '<h2 class="h4" id="{}-h">{}</h2><ul>{}</ul></div>',
        SUMMARY_ID,
        SUMMARY_ID,
        SUMMARY_ID,
        heading,
        rows,
    )


def _found(form: BaseForm) -> list[tuple[str, str]]:
    """(id to go to or "", message) for every error, the form's own first."""
    whole = [("", str(message)) for message in form.non_field_errors()]
    return whole + [(bound.auto_id, str(message)) for bound in form for message in bound.errors]


def _line(target: str, message: str) -> SafeString:
    return format_html('<a href="#{}">{}</a>', target, message) if target else SafeString(esc(message))
