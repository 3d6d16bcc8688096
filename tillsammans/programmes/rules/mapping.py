"""Old steps on new stairs. A step with nowhere to go is None, "not comparable": said by somebody, never guessed."""

from collections.abc import Iterable, Mapping, Sequence

StepMap = Mapping[int, int | None]


def missing_steps(old_steps: Iterable[int], mapping: StepMap) -> list[int]:
    """The old steps (0 included) that nobody has said anything about, lowest first."""
    return sorted(set(old_steps) - set(mapping))


def compose(links: Sequence[StepMap]) -> dict[int, int | None]:
    """One mapping from the first stairs to the last, over those between. A step lost on the way stays lost.

    links: at least one, oldest first. A step that a later link does not know is not comparable.
    """
    first, *later = links
    composed = dict(first)
    for link in later:
        composed = {old: (link.get(new) if new is not None else None) for old, new in composed.items()}
    return composed
