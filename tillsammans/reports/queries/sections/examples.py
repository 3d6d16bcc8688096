"""Good examples that the county has told of in the newsletters that it published in the period."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.core.text import localised
from tillsammans.organisations.rules.days import day_of
from tillsammans.reports.models import Newsletter, NewsletterBlock, ReportState
from tillsammans.reports.queries.sections.asked import Asked, written
from tillsammans.reports.rules import newsletters as rules
from tillsammans.reports.rules.figures import Cell, Figure, Row, Section, Source, Table, day, text


def section(asked: Asked) -> Section | None:
    letters = {
        one.pk: one for one in Newsletter.objects.filter(
            county=asked.county, state=ReportState.PUBLISHED, published_at__gte=asked.begins, published_at__lt=asked.ended
        )
    }  # fmt: skip
    blocks = NewsletterBlock.objects.filter(newsletter__in=letters, kind=rules.EXAMPLE)
    rows = [
        _row(letters[one.newsletter_id], one, asked.language)
        for one in blocks.order_by("newsletter__published_at", "newsletter_id", "order", "id")
    ]
    if not rows:
        return None
    source = Source(reverse("reports:open_newsletters"), _("Nyhetsbrev"))
    figure = Figure("exempel", _("Goda exempel i länets nyhetsbrev"), len(rows), asked.until, source,
                    ngettext("gott exempel", "goda exempel", len(rows)))  # fmt: skip
    table = Table(
        "examples", _("Goda exempel under perioden"), ["example", "result", "newsletter", "published_on"],
        [_("Exempel"), _("Det här ledde till"), _("Nyhetsbrev"), _("Publicerat")], rows, asked.until, source,
        [2.4, 3.6, 2, 1.5],
    )  # fmt: skip
    return Section(
        "examples", _("Goda exempel"), _("I länets nyhetsbrev har {exempel} berättats."), [figure], [table]
    )


def _row(letter: Newsletter, block: NewsletterBlock, language: str) -> Row:
    on = day_of(letter.published_at) if letter.published_at else None
    heading, result = (rules.field(block.texts, name, language).text for name in ("heading", "result"))
    title = localised(letter.title, language).text
    return Row((Cell(block.pk, heading), text(result), Cell(letter.pk, title), day(on, written(on))))
