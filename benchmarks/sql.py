"""The plan of a rule set as portable SQL, for engines that it is held against."""

from app.bulk.plan import AnyOfAll
from app.bulk.questions import Questions
from app.bulk.tallies import Bound, Comparison


def write_counting_query(questions: Questions, table: str) -> str:
    """Give a query for how often each standing is true, over columns of bytes."""
    plan = questions.plan
    stages = [f"stage_0 AS (SELECT *, {_list_comparisons(questions)} FROM {table})"]
    for number, names in enumerate(plan.list_rounds()):
        steps = ", ".join(f"({_join(plan.steps[name])}) AS {name}" for name in names)
        stages.append(f"stage_{number + 1} AS (SELECT *, {steps} FROM stage_{number})")
    names = [*plan.comparisons, *plan.steps]
    sums = ", ".join(f"SUM(CASE WHEN {name} THEN 1 ELSE 0 END) AS {name}" for name in names)
    return (
        f"WITH {', '.join(stages)} SELECT COUNT(*) AS records, {sums} FROM stage_{len(stages) - 1}"
    )


def _list_comparisons(questions: Questions) -> str:
    comparisons = questions.plan.comparisons.items()
    return ", ".join(f"({_compare(comparison)}) AS {name}" for name, comparison in comparisons)


def _compare(comparison: Comparison) -> str:
    most = comparison.bound is Bound.PRESENT_AT_MOST
    # A byte holds 17 for yes and 16 for unknown; whole numbers are wide enough for every sum.
    counted = "= 17" if most else ">= 16"
    terms = (
        f'{part.weight} * (CASE WHEN "{name}" {counted} THEN 1 ELSE 0 END)'
        for part in comparison.tally.parts
        for name in part.indicators
    )
    return f"{' + '.join(terms)} {'<=' if most else '>='} {comparison.number}"


def _join(rows: AnyOfAll) -> str:
    return " OR ".join(f"({' AND '.join(row)})" for row in rows)
