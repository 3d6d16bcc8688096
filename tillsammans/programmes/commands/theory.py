"""Making a new edition of the programme theory: its lines, what measures each link, and putting it in force."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes import measures, policies, queries, rules
from tillsammans.programmes.commands import editions
from tillsammans.programmes.commands.editions import Texts
from tillsammans.programmes.models import Programme, TheoryMeasure, TheoryRow, TheoryVersion
from tillsammans.programmes.rules import theory as chain


@transaction.atomic
def draft_theory(*, by: Actor, programme: Programme) -> TheoryVersion:
    """A new draft with the lines of the theory in force, or an empty one. Refused while another draft is open."""
    number = editions.startable(by, programme, TheoryVersion)
    source = TheoryVersion.objects.filter(programme=programme, state=rules.PUBLISHED).first()
    draft = TheoryVersion.objects.create(
        programme=programme, number=number, state=rules.DRAFT, about=source.about if source else {}, created_at=by.at,
    )  # fmt: skip
    for row in TheoryRow.objects.filter(version=source).prefetch_related("measures") if source else ():
        _copy_row(row, draft)
    audit.record(
        by=by,
        action="programmes.theory_drafted",
        target=draft,
        detail={"from": source.pk if source else None},
    )
    return draft


def _copy_row(row: TheoryRow, draft: TheoryVersion) -> None:
    own = list(row.measures.all())
    row.pk, row.version = None, draft
    row.save(force_insert=True)
    for measure in own:
        measure.pk, measure.row = None, row
    TheoryMeasure.objects.bulk_create(own)


@transaction.atomic
def edit_theory_about(
    *, by: Actor, theory: TheoryVersion, about: Texts, seen: str | None = None
) -> TheoryVersion:
    """What the theory says of itself."""
    theory = editions.editable(by, theory)
    editions.check_seen(theory, seen)
    theory.about = editions.kept(about)
    theory.save(update_fields=["about"])
    audit.record(by=by, action="programmes.theory_about_edited", target=theory)
    return theory


@transaction.atomic
def add_theory_row(
    *, by: Actor, theory: TheoryVersion, components: Sequence[str], texts: Mapping[str, Texts], outcome: str,
    if_then: Texts, basis: str, order: int | None = None,
) -> TheoryRow:  # fmt: skip
    """One more line, last unless `order` says otherwise. texts: one for each stage of rules.theory.WRITTEN."""
    theory = editions.editable(by, theory)
    own = list(TheoryRow.objects.filter(version=theory).values_list("code", "order"))
    if len(own) >= chain.MOST_ROWS:
        raise Conflict(
            _("Programteorin har redan %(n)s rader. Ta bort en rad först.") % {"n": chain.MOST_ROWS}
        )
    row = TheoryRow(version=theory, order=order or max((one for _code, one in own), default=0) + 1)
    _fill(row, components, texts, outcome, if_then, basis)
    wish = row.active_ingredient.get("en", row.active_ingredient[SOURCE_LANGUAGE])
    row.code = editions.free_code(wish, (code for code, _order in own))
    row.save()
    audit.record(by=by, action="programmes.theory_row_added", target=row, detail={"version": theory.pk})
    return row


@transaction.atomic
def edit_theory_row(
    *, by: Actor, row: TheoryRow, components: Sequence[str], texts: Mapping[str, Texts], outcome: str, if_then: Texts,
    basis: str, order: int | None = None, seen: str | None = None,
) -> TheoryRow:  # fmt: skip
    """New words for a line of a draft. seen: rules.seen_mark of what the form showed; another's change is a Conflict."""
    editions.editable(by, row.version)
    row = TheoryRow.objects.select_for_update().get(pk=row.pk)
    editions.check_seen(row, seen)
    row.order = order or row.order
    _fill(row, components, texts, outcome, if_then, basis)
    row.save()
    audit.record(by=by, action="programmes.theory_row_edited", target=row, detail={"version": row.version_id})
    return row


def _fill(
    row: TheoryRow, components: Sequence[str], texts: Mapping[str, Texts], outcome: str, if_then: Texts, basis: str
) -> None:  # fmt: skip
    """The line's own words and ends. Raises Invalid as rules.theory says, or without Swedish."""
    ends = queries.theory_ends(row.version.programme_id)
    chain.check_ends(components, outcome, own_components=ends.components, own_outcomes=ends.outcomes)
    chain.check_words(texts, if_then)
    row.components = [code for code in ends.components if code in components]
    row.outcome, row.basis, row.if_then = outcome, basis, editions.named(if_then)
    for stage in chain.WRITTEN:
        setattr(row, stage, editions.named(texts.get(stage, {})))


@transaction.atomic
def remove_theory_row(*, by: Actor, row: TheoryRow) -> None:
    """Take a line out of a draft, with what measures it."""
    editions.editable(by, row.version)
    audit.record(
        by=by, action="programmes.theory_row_removed", target=row, detail={"version": row.version_id}
    )
    row.delete()


@transaction.atomic
def set_theory_measures(
    *, by: Actor, row: TheoryRow, stage: str, chosen: Iterable[str], seen: str | None = None
) -> None:
    """Say what measures one link of a line. chosen: "kind:code" of registered measures; none: the link is unmeasured.

    A measure that stood there before may stay, though it is not offered any more.
    """
    theory = editions.editable(by, row.version)
    if stage not in chain.LINKS:
        raise Invalid(_("Välj ett led i raden."))
    now = queries.chosen_measures(row, stage)
    editions.check_mark(queries.mark_of_measures(now), seen)
    wanted = list(dict.fromkeys(chosen))
    known = {one.key for one in measures.measures(theory.programme_id, SOURCE_LANGUAGE)} | set(now)
    if set(wanted) - known:
        raise Invalid(_("Välj bland måtten i listan."))
    TheoryMeasure.objects.filter(row=row, stage=stage).delete()
    TheoryMeasure.objects.bulk_create(
        TheoryMeasure(row=row, stage=stage, kind=kind, code=code)
        for kind, _colon, code in (key.partition(":") for key in wanted)
    )
    audit.record(
        by=by, action="programmes.theory_measures_set", target=row,
        detail={"version": theory.pk, "stage": stage, "measures": len(wanted)},
    )  # fmt: skip


@transaction.atomic
def publish_theory(*, by: Actor, theory: TheoryVersion) -> TheoryVersion:
    """Put a draft in force. The theory before it is kept as it was, as replaced."""
    Programme.objects.select_for_update().get(pk=theory.programme_id)
    theory = editions.locked(theory)
    policies.check_publish(by, theory)
    _check_whole(theory)
    TheoryVersion.objects.filter(programme=theory.programme_id, state=rules.PUBLISHED).update(
        state=rules.RETIRED
    )
    theory.state, theory.published_at = rules.PUBLISHED, by.at
    theory.save(update_fields=["state", "published_at"])
    audit.record(by=by, action="programmes.theory_published", target=theory)
    return theory


def _check_whole(theory: TheoryVersion) -> None:
    """Raises Conflict for a theory without lines, or with a line whose ends the model no longer has."""
    rows = list(TheoryRow.objects.filter(version=theory))
    if not rows:
        raise Conflict(_("Programteorin är tom. Skriv minst en rad innan du publicerar."))
    ends = queries.theory_ends(theory.programme_id)
    for number, row in enumerate(rows, start=1):
        if set(row.components) - set(ends.components) or row.outcome not in ends.outcomes:
            raise Conflict(
                _(
                    "Rad %(n)s hör till något som inte längre finns i modellen. Ändra raden innan du publicerar."
                )
                % {"n": number}
            )


@transaction.atomic
def discard_theory(*, by: Actor, theory: TheoryVersion) -> None:
    """Throw a draft away with everything in it."""
    theory = editions.editable(by, theory)
    audit.record(by=by, action="programmes.theory_discarded", target=theory, detail={"number": theory.number})
    theory.delete()
