"""The smallest valid programme: two core components, three steps, a few criteria."""

from datetime import datetime

from tillsammans.organisations.models import Place
from tillsammans.programmes.models import (
    Basis,
    Criterion,
    ModelItem,
    ModelVersion,
    Programme,
    StairsVersion,
    Step,
)

TOOLS, LEADING = "tools", "leading"


def make_programme(
    county: Place, at: datetime, code: str = "modellen", *, state: str = "published"
) -> Programme:
    """A programme with edition 1 of the model and of the stairs in force. English is there for some texts only."""
    programme = Programme.objects.create(
        county=county, code=code, name={"sv": "Tillsammans i prov", "en": "Together on trial"}
    )
    version = ModelVersion.objects.create(
        programme=programme,
        number=1,
        state=state,
        about={"about": {"sv": "Om modellen."}},
        created_at=at,
        published_at=at,
    )
    _items(version)
    stairs = StairsVersion.objects.create(
        programme=programme, model_version=version, number=1, state=state, title={"sv": "Trappan", "en": "The stairs"},
        created_at=at, published_at=at,
    )  # fmt: skip
    _steps(stairs)
    return programme


def _items(version: ModelVersion) -> None:
    def item(section: str, code: str, order: int, sv: str, **more: object) -> ModelItem:
        given = {"basis": Basis.STATED, "name": {"sv": sv}} | more
        return ModelItem(version=version, section=section, code=code, order=order, **given)

    ModelItem.objects.bulk_create(
        [
            item("core_component", TOOLS, 1, "Verktyg", name={"sv": "Verktyg", "en": "Tools"}, slot=2),
            item("core_component", LEADING, 2, "Ledning", slot=8, common=True),
            item("part", "wheel", 1, "Hjulet", parent_code=TOOLS, source="Underlaget, sidan 3"),
            item("adaptable_component", "form", 1, "Formen", parent_code=TOOLS, basis=Basis.PROPOSAL),
            item("prevention_level", "promoting", 1, "Främjande"),
            item("prevention_level", "remedial", 2, "Åtgärdande", basis=Basis.INFERRED),
            item("role", "bba", 1, "Barnets bästa-ansvarig", description={"sv": "Tar ansvar."}),
        ]
    )


def _steps(stairs: StairsVersion) -> None:
    names = [
        ("none", "Inte börjat", "Not begun"),
        ("know", "Känna till", "Know about"),
        ("use", "Använda", "Use"),
    ]
    Step.objects.bulk_create(
        [
            Step(
                stairs=stairs, number=number, code=code, name={"sv": sv, "en": en}, summary={"sv": f"{sv}: i korthet."},
                descriptions={TOOLS: {"sv": f"{sv} verktygen."}},
            )
            for number, (code, sv, en) in enumerate(names)
        ]
    )  # fmt: skip
    Criterion.objects.bulk_create(
        [
            Criterion(
                stairs=stairs, step_number=step, component_code=component, code=f"s{step}-{component}-{order}", order=order,
                text={"sv": f"Kriterium {order} för {component}, steg {step}."},
            )
            for step in (1, 2) for component in (TOOLS, LEADING) for order in (1, 2)
        ]
    )  # fmt: skip


def model_in_force(programme: Programme) -> ModelVersion:
    return ModelVersion.objects.get(programme=programme, state="published")


def stairs_in_force(programme: Programme) -> StairsVersion:
    return StairsVersion.objects.get(programme=programme, state="published")
