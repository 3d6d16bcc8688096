"""The wheel as everybody meets it: a county's edition in force, in one language, frozen. Open to all, but for drafts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import caches
from django.db.models import Q
from django.utils.translation import override

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.text import SOURCE_LANGUAGE, Localised, localised
from tillsammans.organisations.models import CountyProfile
from tillsammans.programmes import policies, rules
from tillsammans.programmes.models import Review, WheelArtwork, WheelEdition, WheelTexts
from tillsammans.programmes.queries.public import county_by_key, public_county
from tillsammans.programmes.rules import shipped_wheel as shipped
from tillsammans.programmes.rules.wheel import Structure, read_structure
from tillsammans.programmes.rules.wheel_choices import PICTURES

CACHE = "fragments"
OWN, REVIEWED, UNREVIEWED = "own", "reviewed", "unreviewed"
Words = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Artwork:
    """The county's own picture of the whole wheel. width, height: pixels, or units of its viewBox."""

    id: int
    media_type: str
    width: int
    height: int
    alt: Localised


@dataclass(frozen=True)
class Wheel:
    """An edition in one language. number: of the edition, 0 for a draft. review: "own" for Swedish, the source of the others;
    "reviewed" by a native reader, or "unreviewed". machine: made by a machine and not yet reviewed. artwork: None: ours is drawn.

    words, source: what the language has, and what Swedish has; read them through `text` and `texts`.
    """

    edition_id: int
    county_key: str
    county_name: str
    number: int
    language: str
    structure: Structure
    review: str
    machine: bool
    artwork: Artwork | None
    words: Words
    source: Words

    def text(self, key: str) -> Localised:
        """The text, in Swedish where the language lacks it; empty where Swedish does too. Raises KeyError for an unknown key.

        Of a list: its paragraphs in one text.
        """
        return localised(
            {language: " ".join(found) for language, found in self._found(key).items()}, self.language
        )

    def texts(self, key: str) -> tuple[Localised, ...]:
        """The texts of a list, all in one language. Raises KeyError for an unknown key."""
        found = self._found(key)
        language = self.language if self.language in found else SOURCE_LANGUAGE
        fallback = language != self.language
        return tuple(Localised(text, language, fallback) for text in found.get(language, ()))

    def picture_word(self, area_id: str, picture: str) -> Localised:
        """The word under a picture that the youngest point at. Never empty: an edition from before there were such words has
        those that came with the system, read by nobody, or at last the Swedish name of the picture.
        """
        key = f"area.{area_id}.picture.{picture}"
        own = self.text(key)
        ours = shipped.words(self.language).get(key)
        if ours and self.review != REVIEWED and own.text in {"", shipped.words(SOURCE_LANGUAGE).get(key)}:
            return Localised(" ".join(as_list(ours)), self.language, False)
        if own.text:
            return own
        name = shipped.words(SOURCE_LANGUAGE).get(key) or _swedish_name(picture)
        return localised({SOURCE_LANGUAGE: " ".join(as_list(name))}, self.language)

    def _found(self, key: str) -> dict[str, list[str]]:
        """Language → the texts it has under the key. The reader's own language comes last, so that it wins over Swedish."""
        if key not in self.keys:
            raise KeyError(key)
        both = ((SOURCE_LANGUAGE, self.source), (self.language, self.words))
        return {language: texts for language, words in both if (texts := as_list(words.get(key)))}

    @property
    def keys(self) -> frozenset[str]:
        """Every key that the structure has a place for."""
        return self.structure.keys

    @property
    def missing(self) -> int:
        """How many texts are shown in Swedish for want of their own."""
        return sum(1 for key in self.keys if not self.words.get(key) and self.source.get(key))


def _swedish_name(picture: str) -> str:
    with override(SOURCE_LANGUAGE):
        return str(PICTURES.get(picture, picture)).capitalize()


def as_list(given: str | Sequence[str] | None) -> list[str]:
    """A text or a list of them as a list without empty texts."""
    texts = [given] if isinstance(given, str) else list(given or ())
    return [text for text in texts if text]


def wheel_of(county_id: int, language: str) -> Wheel:
    """The edition in force. Raises NotVisible when the county has none. One query once it has been read in the language."""
    row = WheelEdition.objects.filter(county_id=county_id, state=rules.PUBLISHED)
    found = check.found(row.select_related("county__county_profile").defer("structure").first())
    wheel = _kept(found, language)
    return replace(wheel, county_key=found.county.county_profile.key, county_name=found.county.name)


def wheel_of_key(key: str, language: str) -> Wheel:
    """The wheel of the county that an address names. Raises NotVisible for an unknown key, or a county without a wheel."""
    return wheel_of(county_by_key(key).id, language)


def wheel_for_host(host: str, language: str) -> Wheel:
    """The wheel of the county of a host name, else of the installation's own. Raises NotVisible when there is none."""
    return wheel_of(public_county(host).id, language)


def _kept(edition: WheelEdition, language: str) -> Wheel:
    """The wheel from memory: a published edition never changes. Drafts never come here."""
    key = f"wheel:{edition.pk}:{language}"
    kept: Wheel | None = caches[CACHE].get(key)
    if kept is None:
        kept = read_wheel(edition, language)
        caches[CACHE].set(key, kept)
    return kept


def read_wheel(edition: WheelEdition, language: str) -> Wheel:
    """An edition, a draft too, in a language. Two queries. Nothing is kept."""
    rows = {row.language: row for row in WheelTexts.objects.filter(edition=edition)}
    own, source = rows.get(language), rows.get(SOURCE_LANGUAGE)
    structure = read_structure(edition.structure)
    return Wheel(
        edition_id=edition.pk, county_key="", county_name="", number=edition.number, language=language,
        structure=structure, review=_review(own, language),
        machine=own is not None and own.review == Review.MACHINE, artwork=_artwork(edition, language),
        words=own.texts if own else {}, source=source.texts if source else {},
    )  # fmt: skip


def _review(row: WheelTexts | None, language: str) -> str:
    if language == SOURCE_LANGUAGE:
        return OWN
    return REVIEWED if row and row.review == Review.REVIEWED else UNREVIEWED


def _artwork(edition: WheelEdition, language: str) -> Artwork | None:
    """The language's own picture, else the one for all."""
    rows = WheelArtwork.objects.filter(Q(language=language) | Q(language=""), edition=edition).defer("data")
    row = rows.order_by("-language").first()
    if row is None:
        return None
    return Artwork(row.pk, row.media_type, row.width, row.height, localised(row.alt, language))


def shipped_wheel(language: str) -> Wheel:
    """The wheel straight from the data files, of no county and no edition: for tests and tools. No database."""
    structure = read_structure(shipped.structure())
    return Wheel(
        edition_id=0, county_key="", county_name="", number=0, language=language,
        structure=structure, review=OWN if language == SOURCE_LANGUAGE else UNREVIEWED,
        machine=False, artwork=None, words=shipped.words(language), source=shipped.words(SOURCE_LANGUAGE),
    )  # fmt: skip


def wheel_counties() -> tuple[str, ...]:
    """Keys of the counties that have a wheel in force, the installation's own first. One query."""
    keys = CountyProfile.objects.filter(place__wheel_editions__state=rules.PUBLISHED).values_list(
        "key", flat=True
    )
    return tuple(sorted(keys, key=lambda key: (key != settings.DEFAULT_COUNTY, key)))


@dataclass(frozen=True)
class ArtworkFile:
    """A picture as it is sent. sha256: of the bytes, for the cache's mark."""

    media_type: str
    data: bytes
    sha256: str


def artwork_of(artwork_id: int) -> ArtworkFile:
    """A picture of an edition that is or was in force: it never changes. Raises NotVisible for one of a draft, or none."""
    seen = WheelArtwork.objects.filter(edition__state__in=(rules.PUBLISHED, rules.RETIRED))
    return artwork_file(check.found(seen.filter(pk=artwork_id).first()))


def artwork_file(row: WheelArtwork) -> ArtworkFile:
    return ArtworkFile(row.media_type, bytes(row.data), row.sha256)


def artwork_seen(by: Actor, artwork_id: int) -> ArtworkFile:
    """A picture of an edition that `by` may read, a draft's too. Raises NotVisible when hidden or missing."""
    editions = check.within(WheelEdition.objects.all(), policies.may_read_wheel, by)
    return artwork_file(check.found(WheelArtwork.objects.filter(pk=artwork_id, edition__in=editions).first()))
