"""The county's own picture of the wheel in a draft, one for all languages or one of a language's own."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes.commands import editions
from tillsammans.programmes.commands.editions import Texts
from tillsammans.programmes.commands.wheel import editable
from tillsammans.programmes.models import WheelArtwork, WheelEdition
from tillsammans.ui.artwork import read_picture

ALL_LANGUAGES = ""


@transaction.atomic
def upload_artwork(
    *, by: Actor, edition: WheelEdition, language: str, data: bytes, alt: Texts
) -> WheelArtwork:
    """A picture in place of ours, or of the one before it. language: "" for all. alt: what it shows, in Swedish at least.

    Raises Invalid for what is no picture, too large, or able to do more than be looked at (rules.artwork).
    """
    edition, _structure = editable(by, edition)
    _check_language(language)
    words = editions.kept(alt)
    if SOURCE_LANGUAGE not in words:
        raise Invalid(_("Beskriv på svenska vad bilden visar. Det läses upp för den som inte ser den."))
    picture = read_picture(data)
    row, _made = WheelArtwork.objects.update_or_create(
        edition=edition, language=language,
        defaults={
            "media_type": picture.media_type, "width": picture.width, "height": picture.height, "data": picture.data,
            "sha256": hashlib.sha256(picture.data).hexdigest(), "alt": words,
        },
    )  # fmt: skip
    _record(by, "programmes.wheel_artwork_uploaded", row)
    return row


@transaction.atomic
def remove_artwork(*, by: Actor, edition: WheelEdition, language: str) -> None:
    """Take a picture away; the language shows the one for all, or our drawing. Raises NotVisible when there is none."""
    edition, _structure = editable(by, edition)
    row = check.found(WheelArtwork.objects.filter(edition=edition, language=language).defer("data").first())
    _record(by, "programmes.wheel_artwork_removed", row)
    row.delete()


def _check_language(language: str) -> None:
    if language != ALL_LANGUAGES and language not in dict(settings.LANGUAGES):
        raise Invalid(_("Välj ett av språken som hjulet finns på."))


def _record(by: Actor, action: str, row: WheelArtwork) -> None:
    audit.record(
        by=by, action=action, target=row.edition, detail={"artwork": row.pk, "language": row.language}
    )
