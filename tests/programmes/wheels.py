"""A county's wheel for tests: the shipped structure with its Swedish words."""

from tillsammans.programmes.models import WheelEdition, WheelTexts
from tillsammans.programmes.rules import shipped_wheel as shipped


def make_wheel(county, at, *, number=1, state="published", **texts):
    """An edition with the shipped structure and Swedish words; texts: language → words."""
    edition = WheelEdition.objects.create(
        county=county,
        number=number,
        state=state,
        structure=shipped.structure(),
        created_at=at,
        published_at=at,
    )
    for language, words in {"sv": shipped.words("sv"), **texts}.items():
        WheelTexts.objects.create(edition=edition, language=language, texts=words)
    return edition
