"""A strategy as the form has it: what somebody wrote, without its row."""

from tillsammans.strategies.models import DeterminantKind, Strategy
from tillsammans.strategies.rules.strategies import StrategyContent


def content_of(row: Strategy) -> StrategyContent:
    """The strategy's words and choices. One query for what it is aimed at."""
    aims = list(row.aims.values_list("determinant_id", "determinant__kind"))
    return StrategyContent(
        title=row.title,
        direction=row.direction,
        barriers=tuple(sorted(pk for pk, kind in aims if kind == DeterminantKind.BARRIER)),
        facilitators=tuple(sorted(pk for pk, kind in aims if kind == DeterminantKind.FACILITATOR)),
        methods=tuple(row.methods),
        strengthens=tuple(row.strengthens),
        dose=row.dose,
        responsible_role=row.responsible_role,
        responsible_text=row.responsible_text,
        measure=f"{row.measure_kind}:{row.measure_code}" if row.measure_kind else "",
        measure_text=row.measure_text,
        review_on=row.review_on,
    )
