"""Tables in Markdown."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.timing import Measured


def write_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table whose first column is text and whose others are numbers."""
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def write_ratios(
    what: str, measured: Mapping[str, Measured], bases: Sequence[str], aims: Mapping[str, str]
) -> str:
    """Give the seconds of each way, and how often those of each of the `bases` go into them."""
    head = [what, "seconds", *(f"× {base}" for base in bases), "aim"]
    rows = (
        [
            name,
            f"{each.wall:.3f}",
            *(f"{each.wall / measured[base].wall:.2f}" for base in bases),
            aims.get(name, ""),
        ]
        for name, each in measured.items()
    )
    return write_table(head, rows)
