"""The states of an edition (of the model or of the stairs), and where each leads."""

from django.utils.translation import gettext as _

from tillsammans.core.errors import Conflict

DRAFT, COMMENT, PUBLISHED, RETIRED = "draft", "comment", "published", "retired"

NEXT: dict[str, frozenset[str]] = {
    DRAFT: frozenset({COMMENT, PUBLISHED}),
    COMMENT: frozenset({DRAFT, COMMENT, PUBLISHED}),  # out for comment again: a further group is asked
    PUBLISHED: frozenset({RETIRED}),
    RETIRED: frozenset(),
}


def is_immutable(state: str) -> bool:
    """Whether answers may hang on the edition, so that no word of it changes any more."""
    return state in {PUBLISHED, RETIRED}


def check_editable(state: str) -> None:
    """Raises Conflict unless the edition is a draft."""
    if state == DRAFT:
        return
    if state == COMMENT:
        raise Conflict(
            _(
                "Utkastet är ute för synpunkter och står stilla så länge. Ta tillbaka det, så kan du ändra i det igen."
            )
        )
    raise Conflict(
        _("Den här utgåvan gäller eller har gällt och ändras inte. Gör ett nytt utkast och ändra i det.")
    )


def check_move(state: str, to: str) -> None:
    """Raises Conflict when `state` does not lead to `to`."""
    if to in NEXT[state]:
        return
    if is_immutable(state):
        raise Conflict(
            _("Den här utgåvan gäller eller har gällt och ändras inte. Gör ett nytt utkast och ändra i det.")
        )
    raise Conflict(_("Det går inte från läget som utkastet är i nu. Läs om sidan och se vad som har hänt."))
