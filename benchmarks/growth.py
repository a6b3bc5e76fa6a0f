"""How time and memory grow with the number of records, each thing in a process of its own."""

from collections.abc import Sequence
from pathlib import Path
from statistics import linear_regression
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.alone import WAYS, Spent, spend
from benchmarks.setting import Setting
from benchmarks.tables import write_table

# From the largest file down: each has so many times as many records as the next.
_TIMES: Final = 10
_SIZES: Final = 3


def measure_growth(setting: Setting) -> str:
    """Give tables of what files of growing sizes take, and how near that is to a line."""
    sizes = [setting.most // _TIMES**power for power in reversed(range(_SIZES))]
    spent = {size: _spend_all(setting.get_packed(size)) for size in sizes}
    head = ["records", *(f"{way}, {unit}" for way in WAYS for unit in ("s", "MiB"))]
    rows = [
        [f"{size:,}", *(cell for way in WAYS for cell in _word(each[way]))]
        for size, each in spent.items()
    ]
    lines = [_describe(way, sizes, [spent[size][way] for size in sizes]) for way in WAYS]
    last = spent[sizes[-1]]
    shares = [
        f"{way} {last[way].seconds / last['reading'].seconds:.2f}" for way in ("counts", "results")
    ]
    ratios = f"Of {sizes[-1]:,} records, as a ratio to reading: {', '.join(shares)}."
    return "\n".join([write_table(head, rows), "", ratios, "", *lines])


def _spend_all(path: Path) -> dict[str, Spent]:
    spent = {}
    for way in WAYS:
        with TemporaryDirectory(dir=path.parent) as folder:
            spent[way] = spend(way, path, Path(folder))
    return spent


def _word(spent: Spent) -> tuple[str, str]:
    return f"{spent.seconds:.2f}", f"{spent.mebibytes:.0f}"


def _describe(way: str, sizes: Sequence[int], spent: Sequence[Spent]) -> str:
    """Give the line through all points, and how far the points lie from it."""
    millions = [size / 1e6 for size in sizes]
    slope, start = linear_regression(millions, [each.seconds for each in spent])
    off = max(
        abs(each.seconds / (start + slope * size) - 1)
        for each, size in zip(spent, millions, strict=True)
    )
    return (
        f"- {way}: {start:.2f} s + {slope:.4f} s a million; no size is off by more than {off:.0%}"
    )
