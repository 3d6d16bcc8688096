"""Plans for the pages that a browser looks at: Ekvik's decided one with a draft of the next, the county's two versions."""

from typing import Any


def plans(by: Any) -> dict[str, dict[str, Any]]:
    """by: Ekvik's contact person. The words of addresses by kind of object."""
    from tillsammans.planning.commands import plans as commands
    from tillsammans.planning.models import ImplementationPlan

    county = ImplementationPlan.objects.get(county_id=by.county_id, place_id=by.county_id)
    own = ImplementationPlan.objects.get(county_id=by.county_id, place__name="Ekvik")
    pointed = ImplementationPlan.objects.get(county_id=by.county_id, place__name="Granås")
    draft = commands.begin_next_version(by=by, plan=own)
    commands.save_part(
        by=by,
        plan=own,
        key="section",
        typed={"heading": "Bakgrund", "text": "Så här började vi."},
        seen=draft.revision,
    )
    one = {"plan_id": own.pk}
    parts = {"goal": "mal-1", "pointer": "hanvisning-ny", "prompt": "fraga-d4-1", "about": "om"}
    return {
        "plan": one, "plan_of_county": {"plan_id": county.pk}, "plan_pointed": {"plan_id": pointed.pk},
        "plan_version": {"plan_id": county.pk, "number": 1}, "plan_draft": one,
        "plan_version_own": {**one, "number": 1},
        **{f"plan_part_{name}": {**one, "part": path} for name, path in parts.items()},
    }  # fmt: skip
