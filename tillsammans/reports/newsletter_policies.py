"""Who may do what with newsletters. The county's process leaders and editors write them; what is published is read by anybody."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work
from tillsammans.reports.models import Newsletter, ReportState, sent_out_refusal

NOT_YOURS = gettext_lazy(
    "Nyhetsbrevet skrivs av länets processledare och redaktörer. Publicerat kan alla läsa det."
)
_NOT_SENT_BY_YOU = gettext_lazy("Nyhetsbrevet skickas av länets processledare, när det är publicerat.")


def may_edit_newsletters_of(by: Actor) -> Q:
    """Counties (places) whose newsletters one writes."""
    return Q(kind="county") & below("path", by.paths_with(Permission.NEWSLETTER_WRITE))


def may_edit_newsletter(by: Actor) -> Q:
    """Newsletters of those counties, drafts and all."""
    return below("county__path", by.paths_with(Permission.NEWSLETTER_WRITE))


def may_read_open_newsletter(by: Actor) -> Q:
    """What has been published: nobody needs to be known."""
    return Q(state=ReportState.PUBLISHED)


def may_send_newsletter(by: Actor) -> Q:
    """Published ones of the county that one leads the work of: it goes to people in its name."""
    return Q(state=ReportState.PUBLISHED) & own_work("county", by)


def check_send(by: Actor, newsletter: Newsletter) -> None:
    """Raises NotAllowed unless `by` may send it."""
    check.require(by, may_send_newsletter, newsletter, str(_NOT_SENT_BY_YOU))


def check_edit_of(by: Actor, county: Place) -> None:
    """Raises NotAllowed unless `by` writes the county's newsletters."""
    check.require(by, may_edit_newsletters_of, county, str(NOT_YOURS))


def check_edit(by: Actor, newsletter: Newsletter) -> None:
    """Raises NotAllowed unless `by` writes the county's newsletters, Conflict once it is published."""
    check.require(by, may_edit_newsletter, newsletter, str(NOT_YOURS))
    if newsletter.state == ReportState.PUBLISHED:
        raise Conflict(sent_out_refusal())
