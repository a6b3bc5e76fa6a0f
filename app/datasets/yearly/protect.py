"""Hide small counts, and as few others as it takes that nobody can work them out.

Small counts are hidden first. Then, for each of them, a second table is looked for that agrees
with everything still shown and differs in that count: while there is none, the cheapest further
counts are hidden until there is. It is a mixed integer programme, and the table that it finds is
the proof: whoever reads all tables together can't tell which of the two is the true one.
"""

from collections.abc import Iterable, Mapping

from app.datasets.yearly.count import Cell
from app.datasets.yearly.protection import Before, Protection, Relation


def protect(
    counts: Mapping[Cell, int],
    below: int,
    before: Before | None = None,
    sums: Iterable[Relation] = (),
) -> Protection:
    """Say which counts to hide: those from 1 to `below` - 1, and as few others as that takes.

    What a reader has seen `before` binds: what was shown stays shown, what was hidden stays hidden,
    and what would tell how much little was added is hidden too. `sums` hold besides those that show
    in the cells themselves. Raises UnprotectableError where that leaves no way.
    """
    # The solver takes a second to load; only who publishes waits for it.
    from app.datasets.yearly.programme import Year  # noqa: PLC0415

    known, more = before or Before(), tuple(sums)
    years = sorted({cell.year for cell in counts})
    small: set[Cell] = set()
    beside: set[Cell] = set()
    # Years have no total in common, so that each is a problem of its own.
    for year in years:
        of_year = {c: n for c, n in counts.items() if c.year == year}
        found = Year(of_year, below, known, more).protect()
        small |= found.small
        beside |= found.beside
    return Protection(frozenset(small), frozenset(beside))
