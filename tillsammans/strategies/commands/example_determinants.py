"""What a published county plan says hinders and helps, put into a county's own register as examples."""

from django.db import transaction

from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.strategies import policies
from tillsammans.strategies.commands.register import note
from tillsammans.strategies.models import Determinant, Priority, Source
from tillsammans.strategies.rules import examples


@transaction.atomic
def load_example_determinants(*, by: Actor, county: Place) -> int:
    """Those that are not there yet, each marked as an example, without day or place of their own. Returns how many.

    Raises NotAllowed unless `by` keeps the county's register.
    """
    county = Place.objects.select_for_update().get(pk=county.pk)
    policies.check_write(by, county)
    there = set(Determinant.objects.filter(place=county).exclude(code="").values_list("code", flat=True))
    new = [one for one in examples.load() if one.code not in there]
    for one in new:
        words = {"kind": one.kind, "domain": one.domain, "text": one.text, "construct": one.construct}
        words["priority"] = Priority.FIRST if one.prioritised else Priority.NORMAL
        row = Determinant.objects.create(
            county=county, place=county, **words, code=one.code, is_example=True, source=Source.PLAN, created_at=by.at,
            created_by_id=by.user_id,
        )  # fmt: skip
        note(by, row, "written", {}, {**words, "source": Source.PLAN})
    return len(new)
