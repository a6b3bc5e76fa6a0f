"""How time and memory grow with the number of records, each thing in a process of its own."""

from collections.abc import Sequence
from math import exp, log
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
    """Give a table of what files of growing sizes take, and as which power of the number it grows.

    Everything is done once in each round; the best time is kept, and the most memory.
    """
    sizes = [setting.most // _TIMES**power for power in reversed(range(_SIZES))]
    spent = {size: _spend_all(setting.get_packed(size), setting.rounds) for size in sizes}
    head = ["records", *(f"{way}, {unit}" for way in WAYS for unit in ("s", "MiB"))]
    rows = [
        [f"{size:,}", *(cell for way in WAYS for cell in _word(each[way]))]
        for size, each in spent.items()
    ]
    powers = [_describe(way, sizes, [spent[size][way] for size in sizes]) for way in WAYS]
    last = spent[sizes[-1]]
    shares = [
        f"{way} {last[way].seconds / last['reading'].seconds:.2f}" for way in ("counts", "results")
    ]
    ratios = f"Of {sizes[-1]:,} records, as a ratio to reading: {', '.join(shares)}."
    return "\n".join([write_table(head, rows), "", ratios, "", *powers])


def _spend_all(path: Path, rounds: int) -> dict[str, Spent]:
    runs: dict[str, list[Spent]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way, done in runs.items():
            with TemporaryDirectory(dir=path.parent) as folder:
                done.append(spend(way, path, Path(folder)))
    return {
        way: Spent(min(each.seconds for each in done), max(each.mebibytes for each in done))
        for way, done in runs.items()
    }


def _word(spent: Spent) -> tuple[str, str]:
    return f"{spent.seconds:.2f}", f"{spent.mebibytes:.0f}"


def _describe(way: str, sizes: Sequence[int], spent: Sequence[Spent]) -> str:
    """Give the power that is nearest to all points, and how far the points lie from it."""
    seconds = [each.seconds for each in spent]
    power, start = linear_regression(list(map(log, sizes)), list(map(log, seconds)))
    off = max(
        abs(each / exp(start + power * log(size)) - 1)
        for each, size in zip(seconds, sizes, strict=True)
    )
    return f"- {way}: as the number of records to the power of {power:.2f}, within {off:.0%}"
