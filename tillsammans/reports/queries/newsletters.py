"""Reading newsletters: a county's list, one being written, and what is published and open."""

from dataclasses import dataclass

from django.db.models import Max, QuerySet

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.organisations.models import Place
from tillsammans.programmes import queries as programmes
from tillsammans.programmes.queries import PublicCounty
from tillsammans.reports import newsletter_policies as policies
from tillsammans.reports.models import Newsletter, NewsletterBlock, ReportState, sent_out_refusal
from tillsammans.reports.rules import newsletters as rules

LISTED = 60  # earlier newsletters on one page: five years of one a month


@dataclass(frozen=True)
class NewsletterList:
    """Of those who write it. Newest first."""

    county: Place
    drafts: list[Newsletter]
    published: list[Newsletter]


def newsletter_list(by: Actor) -> NewsletterList:
    """Raises NotVisible for who writes none."""
    county = county_to_edit_for(by)
    rows = list(
        check.within(_all(), policies.may_edit_newsletter, by)
        .filter(county=county)
        .order_by("-id")[: 2 * LISTED]
    )
    drafts = [one for one in rows if one.state == ReportState.DRAFT]
    published = [one for one in rows if one.state == ReportState.PUBLISHED]
    return NewsletterList(county, drafts, sorted(published, key=lambda one: one.number or 0, reverse=True))


def county_to_edit_for(by: Actor) -> Place:
    """Raises NotVisible."""
    rows = Place.objects.select_related("county_profile").filter(pk=by.county_id or 0)
    return check.found(check.within(rows, policies.may_edit_newsletters_of, by).first())


def writes_newsletters(by: Actor) -> bool:
    rows = Place.objects.filter(pk=by.county_id or 0)
    return (
        by.has(Permission.NEWSLETTER_WRITE)
        and check.within(rows, policies.may_edit_newsletters_of, by).exists()
    )


def get_newsletter(by: Actor, newsletter_id: int) -> Newsletter:
    """One that the reader writes, published or not, with its blocks. Raises NotVisible."""
    rows = check.within(_all().prefetch_related("blocks"), policies.may_edit_newsletter, by)
    return check.found(rows.filter(pk=newsletter_id).first())


def get_draft(by: Actor, newsletter_id: int, *, asked: bool) -> Newsletter:
    """As `get_newsletter`. asked: the page is only shown; then it raises Conflict for what is published. What is sent in is
    refused by the command, so that the page keeps what was typed."""
    row = get_newsletter(by, newsletter_id)
    if asked and row.state == ReportState.PUBLISHED:
        raise Conflict(sent_out_refusal())
    return row


def get_block(newsletter: Newsletter, block_id: int) -> NewsletterBlock:
    """Of a newsletter that `get_newsletter` has found. Raises NotVisible."""
    return check.found(next((one for one in newsletter.blocks.all() if one.pk == block_id), None))


def as_it_will_be(by: Actor, newsletter: Newsletter) -> Newsletter:
    """The same object; a draft is given the number and the day that it would have if it were published now. Not to be saved."""
    if newsletter.state == ReportState.DRAFT:
        newsletter.number, newsletter.published_at = next_number(newsletter.county_id), by.at
    return newsletter


def next_number(county_id: int) -> int:
    last = Newsletter.objects.filter(county_id=county_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def languages(newsletter: Newsletter) -> list[str]:
    """In which something is written; Swedish first, the others by code."""
    found = rules.written_in(newsletter.title, [one.texts for one in newsletter.blocks.all()])
    return sorted(found, key=lambda code: (code != SOURCE_LANGUAGE, code))


@dataclass(frozen=True)
class OpenNewsletter:
    county: PublicCounty
    newsletter: Newsletter
    earlier: list[Newsletter]  # the latest before it, newest first
    later: Newsletter | None


def open_county(host: str, key: str) -> PublicCounty:
    """Of an open address. Raises NotVisible."""
    return programmes.county_by_key(key) if key else programmes.public_county(host)


def open_list(by: Actor, county: PublicCounty) -> list[Newsletter]:
    return list(_open(by, county).order_by("-number")[:LISTED])


def open_newsletter(by: Actor, county: PublicCounty, number: int) -> OpenNewsletter:
    """Raises NotVisible."""
    rows = _open(by, county)
    row = check.found(rows.prefetch_related("blocks").filter(number=number).first())
    earlier = list(rows.filter(number__lt=number).order_by("-number")[:3])
    return OpenNewsletter(county, row, earlier, rows.filter(number__gt=number).order_by("number").first())


def published_before(newsletter: Newsletter) -> Newsletter | None:
    """The county's latest published one."""
    rows = Newsletter.objects.filter(county_id=newsletter.county_id, state=ReportState.PUBLISHED)
    return rows.order_by("-number").first()


def _open(by: Actor, county: PublicCounty) -> "QuerySet[Newsletter]":
    return check.within(_all(), policies.may_read_open_newsletter, by).filter(county_id=county.id)


def _all() -> "QuerySet[Newsletter]":
    return Newsletter.objects.select_related("county__county_profile")
