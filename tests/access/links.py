"""Personal links in every state: living, another unit's, expired, revoked, for something else, invented."""

from dataclasses import replace
from datetime import timedelta

from tests.access.spots import (
    INVITED,
    NOON,
    NOT_THERE,
    OWN,
    SPOTS,
    At,
    Ground,
    Thing,
)
from tillsammans.access import commands as access
from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.access.roles import Permission, Role
from tillsammans.accounts import commands as accounts
from tillsammans.accounts.models import User
from tillsammans.followup.models import ReportRequest
from tillsammans.followup.policies import REQUEST_KIND, SELF_REPORT


def add_links(ground: Ground) -> None:
    """Personal links: a living one, another unit's, an expired, a revoked, one for something else, and an invented one."""
    own = _request(ground, OWN)
    for number, words in (
        ("link", {}),
        ("link_question", {"number": 1}),
        ("link_draft", {"part": 1}),
        ("link_version", {"number": 1}),
    ):
        ground.things[number] = {}
        for spot, at in SPOTS.items():
            grant = _request(ground, spot).grant
            assert grant is not None
            ground.things[number][spot] = Thing(at, {"token": link_token(grant), **words})
        invented = "x" * 32
        ground.things[number][NOT_THERE] = Thing(None, {"token": invented, **words})
        ground.things[number]["expired"] = Thing(
            None, {"token": link_token(_grant(ground, own, days=-1)), **words}
        )
        ground.things[number]["revoked"] = Thing(None, {"token": link_token(_revoked(ground, own)), **words})
        ground.things[number]["other purpose"] = Thing(None, {"token": _invitation(ground), **words})
    ground.things["invitation"] = {
        OWN: Thing(At("a"), {"token": _invitation(ground)}),
        "other purpose": Thing(None, {"token": ground.things["link"][OWN].words["token"]}),
        NOT_THERE: Thing(None, {"token": "x" * 32}),
    }


def _request(ground: Ground, spot: str) -> ReportRequest:
    return ReportRequest.objects.select_related("grant").get(
        pk=ground.things["request"][spot].words["request_id"]
    )


def _grant(ground: Ground, request: ReportRequest, days: int) -> Grant:
    by = replace(ground.actor(Role.PROCESS_LEADER, At("a")), at=NOON - timedelta(days=30))
    return access.issue_grant(
        by=by, purpose=SELF_REPORT, target=(REQUEST_KIND, request.pk), permissions=[Permission.REPORT_WRITE],
        expires_at=NOON + timedelta(days=days), county_id=by.county_id,
    )  # fmt: skip


def _revoked(ground: Ground, request: ReportRequest) -> Grant:
    grant = _grant(ground, request, days=10)
    Grant.objects.filter(pk=grant.pk).update(revoked_at=NOON - timedelta(days=1))
    return grant


def _invitation(ground: Ground) -> str:
    by = ground.actor(Role.SYSTEM_MANAGER, At("a"))
    user = User.objects.filter(email=INVITED).first()
    user = user or accounts.open_account(by=by, email=INVITED)
    return link_token(accounts.invite(by=by, user=user)) if not _living(user) else link_token(_living(user))  # type: ignore[arg-type]


def _living(user: User) -> Grant | None:
    return Grant.objects.filter(target_kind="accounts.user", target_id=user.pk, revoked_at=None).first()
