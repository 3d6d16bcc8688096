"""Personal links: long, hashed at rest, for one thing, ended by time and by whoever sent them."""

import base64
import math
from datetime import timedelta

import pytest

from tillsammans.access import commands, queries, tokens
from tillsammans.access.actor import system
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotVisible

PURPOSE = "tests_purpose"


@pytest.fixture
def grant(db, at) -> Grant:
    return commands.issue_grant(
        by=system(at), purpose=PURPOSE, target=("tests.thing", 7), permissions=[Permission.REPORT_WRITE],
        expires_at=at + timedelta(days=14), county_id=None,
    )  # fmt: skip


def test_a_token_has_at_least_128_bits_and_no_two_are_alike(db, at):
    made = [
        commands.issue_grant(
            by=system(at), purpose=PURPOSE, target=("tests.thing", number), permissions=[],
            expires_at=at + timedelta(days=1), county_id=None,
        )
        for number in range(50)
    ]  # fmt: skip
    words = {queries.link_token(one) for one in made}
    assert len(words) == len({one.nonce for one in made}) == 50
    assert all(len(base64.urlsafe_b64decode(word)) * 8 >= 128 for word in words)
    assert all(math.log2(64) * len(one.nonce) >= 128 for one in made)


def test_the_database_holds_no_token_that_opens_anything(grant):
    token = queries.link_token(grant)
    stored = " ".join(str(value) for value in Grant.objects.filter(pk=grant.pk).values_list()[0])
    assert token not in stored
    assert tokens.hash_of(token) in stored


def test_a_database_with_another_secret_key_opens_nothing(grant, settings, at):
    settings.SECRET_KEY = "another installation's key, long enough to be one"
    with pytest.raises(NotVisible):
        queries.actor_for_token(queries.link_token(grant), PURPOSE, at)


def test_a_link_gives_its_permission_on_its_one_object(grant, at):
    actor = queries.actor_for_token(queries.link_token(grant), PURPOSE, at)
    assert (actor.user_id, actor.grant_id, actor.holdings) == (None, grant.pk, ())
    assert actor.granted("tests.thing", Permission.REPORT_WRITE) == (7,)
    assert actor.granted("tests.thing", Permission.UNIT_REPORTS_READ) == ()
    assert actor.granted("tests.other", Permission.REPORT_WRITE) == ()
    assert actor.paths_with(Permission.REPORT_WRITE) == ()


def test_a_link_for_another_purpose_opens_nothing(grant, at):
    with pytest.raises(NotVisible):
        queries.actor_for_token(queries.link_token(grant), "account_invitation", at)


@pytest.mark.parametrize("changed", ["", "x", "A" * 32, None])
def test_a_changed_link_opens_nothing(grant, at, changed):
    token = queries.link_token(grant)
    with pytest.raises(NotVisible):
        queries.actor_for_token(token[::-1] if changed is None else changed, PURPOSE, at)


def test_a_link_works_to_its_last_moment_and_not_after(grant, at):
    token = queries.link_token(grant)
    assert queries.actor_for_token(token, PURPOSE, grant.expires_at - timedelta(seconds=1))
    with pytest.raises(NotVisible):
        queries.actor_for_token(token, PURPOSE, grant.expires_at)


def test_a_revoked_link_opens_nothing(grant, at):
    token = queries.link_token(grant)
    commands.revoke_grants(by=system(at), target=("tests.thing", 7), purpose=PURPOSE)
    with pytest.raises(NotVisible):
        queries.actor_for_token(token, PURPOSE, at)
