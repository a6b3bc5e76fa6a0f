"""The plan of a rule set as SQL, for engines that it is held against.

Bytes are added as they are, and everything shared is a column of an earlier stage: it is the query
that serves these engines best.
"""

from app.bulk.counts import list_counted
from app.bulk.plan import AnyOfAll
from app.bulk.questions import Questions
from app.bulk.tallies import NARROW, WIDE, Bound, Comparison, Tally


def write_counting_query(questions: Questions, table: str, byte: str) -> str:
    """Give a query for how often each standing is true, over columns of bytes.

    `byte` is what the engine calls the type of a byte without a sign.
    """
    plan = questions.plan
    tallies = dict.fromkeys(each.tally for each in plan.comparisons.values())
    names = {tally: f"tally_{number}" for number, tally in enumerate(tallies)}
    columns: list[dict[str, str]] = [
        {name: _add(tally) for tally, name in names.items()},
        {str(n): _compare(each, names[each.tally], byte) for n, each in plan.comparisons.items()},
        *({str(n): _join(plan.steps[n]) for n in some} for some in plan.list_rounds()),
    ]
    stages = [
        f"stage_{number} AS (SELECT {'*, ' if number else ''}{_name(each)} "
        f"FROM {f'stage_{number - 1}' if number else table})"
        for number, each in enumerate(columns)
    ]
    counted = (f"COUNT(*) FILTER (WHERE {name}) AS {name}" for name in list_counted(questions))
    return (
        f"WITH {', '.join(stages)} SELECT COUNT(*) AS records, {', '.join(counted)} "
        f"FROM stage_{len(stages) - 1}"
    )


def _name(columns: dict[str, str]) -> str:
    return ", ".join(f"({expression}) AS {name}" for name, expression in columns.items())


def _add(tally: Tally) -> str:
    terms = [
        f'"{name}"' for part in tally.parts for name in part.indicators for _ in range(part.weight)
    ]
    if tally.unit == NARROW:
        return " + ".join(terms)
    # The upper four bits of a byte are moved away from the lower ones.
    wide = (f"CAST({each} AS INTEGER)" for each in terms)
    moved = WIDE // NARROW
    return " + ".join(f"{each} * {moved} - {each} % {NARROW} * {moved - 1}" for each in wide)


def _compare(comparison: Comparison, tally: str, byte: str) -> str:
    unit = comparison.tally.unit
    kind = byte if unit == NARROW else "INTEGER"
    if comparison.bound is Bound.PRESENT_AT_MOST:
        return f"{tally} & CAST({unit - 1} AS {kind}) <= {comparison.number}"
    return f"{tally} >= {unit * comparison.number}"


def _join(rows: AnyOfAll) -> str:
    return " OR ".join(f"({' AND '.join(row)})" for row in rows)
