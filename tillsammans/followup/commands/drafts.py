"""What is typed and not yet sent. Saved at every change, by several people on several screens, with nothing written over."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict
from tillsammans.followup import policies
from tillsammans.followup.commands import counts
from tillsammans.followup.commands.locking import held_for_answers
from tillsammans.followup.models import ReportDraft, ReportRequest, RequestState
from tillsammans.followup.rules import drafting
from tillsammans.organisations import commands as organisations


def save_draft(
    *, by: Actor, request: ReportRequest, part: str, typed: dict[str, Any], seen: int, page: str = ""
) -> ReportDraft:
    """Keep one screen's answers (`part`: a question's key or "last").

    seen: the revision the screen was shown with. page: the screen's own mark. Raises NotAllowed; DraftConflict when somebody
    else has changed the same part since; Conflict when the round takes no answers: what was typed is kept even then.
    """
    draft, refusal = _saved(by, request, part, typed, seen, page)
    if refusal:
        raise Conflict(_("%(why)s Det du skrev är sparat.") % {"why": refusal})
    return draft


@transaction.atomic
def _saved(
    by: Actor, request: ReportRequest, part: str, typed: dict[str, Any], seen: int, page: str
) -> tuple[ReportDraft, str | None]:
    request = held_for_answers([request.pk])[request.pk]
    policies.check_may_write(by, request)
    refusal = policies.answering_refusal(request, policies.today(by))
    draft: ReportDraft = getattr(request, "draft", None) or ReportDraft(request=request, revision=0)
    if theirs := drafting.conflicting(draft.content, part, typed, seen=seen, page=page):
        message = _("Någon annan har ändrat samma svar medan du skrev. Välj vilket som ska gälla.")
        raise DraftConflict(message, theirs=theirs, revision=draft.revision)
    is_new = not draft.content
    if drafting.parts_of(draft.content).get(part) != typed:
        _write(by, draft, part, typed, page)
    if is_new and refusal is None:
        _begin(by, request)
    return draft, refusal


def _write(by: Actor, draft: ReportDraft, part: str, typed: dict[str, Any], page: str) -> None:
    draft.revision += 1
    draft.content = drafting.with_part(draft.content, part, typed, revision=draft.revision, page=page)
    draft.saved_at, draft.saved_by_id, draft.saved_by_grant_id = by.at, by.user_id, by.grant_id
    draft.save()
    audit.record(by=by, action="followup.draft_saved", target=draft, detail={"revision": draft.revision})


def _begin(by: Actor, request: ReportRequest) -> None:
    """A unit that was silent has begun: that is counted, once."""
    if request.state != RequestState.SILENT:
        return
    ReportRequest.objects.filter(pk=request.pk).update(state=RequestState.BEGUN)
    moves = counts.Moves(request.round_id)
    moves.state(request, RequestState.SILENT, RequestState.BEGUN)
    moves.write()
    organisations.touch_county(request.round.county_id)
