"""What of the model is published and open: for the county's feeds."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.core.text import localised
from tillsammans.programmes.models import ModelVersion, StairsVersion, VersionState, WheelEdition
from tillsammans.reminders import published
from tillsammans.reminders.published import Published, Readers


def models(readers: Readers) -> Iterator[Published]:
    for row in _in_force(ModelVersion, readers):
        title = _("%(programme)s: modellen, version %(n)s") % _said(row, readers)
        path = _path(readers, "public_programme", "county_programme", row.programme.code)
        yield Published(f"programmes.model.{row.pk}", title, _about_model(), path, row.published_at)


def _about_model() -> str:
    return _("Så har länet beskrivit samverkansmodellen.")


def stairs(readers: Readers) -> Iterator[Published]:
    for row in _in_force(StairsVersion, readers):
        title = _("%(programme)s: implementeringstrappan, version %(n)s") % _said(row, readers)
        path = _path(readers, "public_stairs", "county_stairs", row.programme.code)
        about = _("Stegen, och det som visar att en verksamhet står på dem.")
        yield Published(f"programmes.stairs.{row.pk}", title, about, path, row.published_at)


def wheels(readers: Readers) -> Iterator[Published]:
    rows = WheelEdition.objects.filter(
        county_id=readers.county_id, state=VersionState.PUBLISHED, published_at__isnull=False
    )
    for row in rows:
        path = reverse("wheel:county_intro", args=[readers.key]) if readers.key else reverse("wheel:intro")
        about = _("Ett stöd för att prata om hela livssituationen, på sex språk.")
        title = _("Barnets bästa-hjulet, version %(n)s") % {"n": row.number}
        if row.published_at is not None:
            yield Published(f"programmes.wheel.{row.pk}", title, about, path, row.published_at)


def _in_force(model: Any, readers: Readers) -> Any:
    """model: one of the two whose editions belong to a programme."""
    rows = model.objects.select_related("programme").filter(
        programme__county_id=readers.county_id, state=VersionState.PUBLISHED, published_at__isnull=False
    )
    return rows.order_by("-published_at")


def _said(row: ModelVersion | StairsVersion, readers: Readers) -> dict[str, object]:
    return {"programme": localised(row.programme.name, readers.language).text, "n": row.number}


def _path(readers: Readers, own: str, named: str, code: str) -> str:
    if readers.key:
        return reverse(f"programmes:{named}", kwargs={"key": readers.key, "code": code})
    return reverse(f"programmes:{own}", kwargs={"code": code})


def register() -> None:
    published.register("programmes.models", models)
    published.register("programmes.stairs", stairs)
    published.register("programmes.wheels", wheels)
