"""What there is to print. Each paper is a file name; "-gra" before the suffix is the same in greyscale."""

from dataclasses import dataclass

from tillsammans.programmes.rules.wheel import READERS
from tillsammans.wheel.rules.audiences import BY_AUDIENCE

WHEEL, BLANK, CARDS, STICKERS = "wheel", "blank", "cards", "stickers"
A4, A3 = "A4", "A3"
GREY = "-gra"


@dataclass(frozen=True)
class Paper:
    """One thing to print. stem: of the file, without greyscale and suffix. size: of the sheet. audience: of cards alone."""

    stem: str
    kind: str
    size: str
    audience: str = ""
    grey: bool = False

    @property
    def file(self) -> str:
        return f"{self.stem}{GREY if self.grey else ''}.pdf"


def _every() -> tuple[Paper, ...]:
    wheels = (
        Paper(f"{name}-{size.lower()}", kind, size)
        for name, kind in (("hjulet", WHEEL), ("hjulet-att-fylla-i", BLANK))
        for size in (A4, A3)
    )
    cards = (Paper(f"samtalskort-{BY_AUDIENCE[one].slug}", CARDS, A4, one) for one in READERS)
    return (*wheels, *cards, Paper("klistermarken", STICKERS, A4))


PAPERS = _every()


def papers_of(kind: str) -> tuple[Paper, ...]:
    """The papers of a kind, in colour."""
    return tuple(one for one in PAPERS if one.kind == kind)


def paper_of(file: str) -> Paper | None:
    """The paper with that file name, in colour or grey; None when there is none."""
    stem = file.removesuffix(".pdf")
    grey = stem.endswith(GREY)
    found = next((one for one in PAPERS if one.stem == stem.removesuffix(GREY)), None)
    if found is None or not file.endswith(".pdf"):
        return None
    return Paper(found.stem, found.kind, found.size, found.audience, grey)
