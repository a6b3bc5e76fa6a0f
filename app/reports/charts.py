"""Charts as SVG: bars of what a table shows, readable in grey and beside that table alone."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from app.reports.bars import Bar, Chart, Stack, StackedChart
from app.reports.spread import SMALLEST_SHOWN

WIDTH: Final = 8.0
# Narrow enough to be read on a phone, and to stand beside its table.
NARROW: Final = 5.2
LINE: Final = 0.34
LONGEST: Final = 34
GREYS: Final = ("#1d3557", "#6c8ebf", "#b9c6d8", "#44576b", "#93a8bd", "#dfe5ec")
HATCHES: Final = ("", "///", "...", "xx", "\\\\\\", "")
INK: Final = "#0b0c0c"
# Names within a drawing are drawn from this instead of at random, so that it is always the same.
rcParams["svg.hashsalt"] = "threshold"


def draw_bars(chart: Chart) -> bytes:
    """Give a chart as SVG; a hidden count is its sign, without a length."""
    figure = Figure(figsize=(WIDTH, 0.6 + LINE * max(len(chart.bars), 2)), layout="constrained")
    axes = figure.add_subplot()
    lengths = [_measure(each.shown) for each in chart.bars]
    places = range(len(chart.bars))
    axes.barh(places, lengths, color=GREYS[0], height=0.62)
    _label(axes, chart.bars, lengths)
    _quieten(axes, max(lengths, default=0))
    return write_svg(figure, chart.title, chart.description)


@dataclass(frozen=True)
class Interval:
    """A share of 0 to 1 with the ends of its interval, under a name."""

    name: str
    share: float
    low: float
    high: float


def draw_intervals(title: str, description: str, intervals: Sequence[Interval]) -> bytes:
    """Give shares as points with their intervals on a scale from 0 to 100 %, as SVG."""
    figure = Figure(figsize=(WIDTH, 0.9 + LINE * max(len(intervals), 2)), layout="constrained")
    axes = figure.add_subplot()
    places = range(len(intervals))
    shares = [each.share * 100 for each in intervals]
    below = [(each.share - each.low) * 100 for each in intervals]
    above = [(each.high - each.share) * 100 for each in intervals]
    axes.errorbar(shares, places, xerr=(below, above), fmt="o", color=GREYS[0], capsize=4)
    axes.set_yticks(list(places), [shorten(each.name) for each in intervals])
    axes.set_xticks([0, 25, 50, 75, 100], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlim(-1, 101)
    axes.set_ylim(len(intervals) - 0.4, -0.6)
    axes.grid(axis="x", color=GREYS[-1])
    _unframe(axes)
    return write_svg(figure, title, description)


def draw_stacks(chart: StackedChart) -> bytes:
    """Give a chart as SVG whose bars are in parts; a hidden count has no length.

    Parts differ by hatching too, so that they are told apart in grey.
    """
    height = 1.0 + LINE * max(len(chart.bars), 2)
    figure = Figure(figsize=(NARROW, height), layout="constrained")
    axes, places = figure.add_subplot(), range(len(chart.bars))
    begins = [0] * len(chart.bars)
    for n, part in enumerate(chart.parts):
        lengths = [_measure(each.parts[n]) for each in chart.bars]
        axes.barh(
            places,
            lengths,
            left=begins,
            height=0.62,
            label=part,
            color=GREYS[n % len(GREYS)],
            hatch=HATCHES[n % len(HATCHES)],
            edgecolor=INK,
        )
        begins = [begin + length for begin, length in zip(begins, lengths, strict=True)]
    _label(axes, chart.bars, begins)
    _quieten(axes, max(begins, default=0))
    figure.legend(loc="outside lower left", ncols=3, frameon=False)
    return write_svg(figure, chart.title, chart.description)


def _label(axes: Axes, bars: Sequence[Bar | Stack], ends: Sequence[int]) -> None:
    """Write beside each bar what the table shows, and its name before it."""
    for place, (bar, end) in enumerate(zip(bars, ends, strict=True)):
        axes.annotate(
            bar.shown, (end, place), xytext=(5, 0), textcoords="offset points", va="center"
        )
    axes.set_yticks(list(range(len(bars))), [shorten(each.name) for each in bars])
    axes.invert_yaxis()


def _measure(shown: str) -> int:
    return int(shown) if shown.isdecimal() else 0


def _quieten(axes: Axes, longest: int) -> None:
    """Take away what tells nothing: frames, ticks, and the scale that the numbers make needless."""
    axes.set_xlim(0, max(longest, 1) * 1.12)
    axes.set_xticks([])
    _unframe(axes)


def _unframe(axes: Axes) -> None:
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelcolor=INK)


def shorten(name: str) -> str:
    """Give a name that fits beside a chart; the table has it whole."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def write_svg(figure: Figure, title: str, description: str) -> bytes:
    """Give a figure as SVG that names itself; the same figure is the same bytes."""
    metadata = {"Date": None, "Title": title, "Description": description, "Creator": None}
    with io.BytesIO() as file:
        figure.savefig(file, format="svg", metadata=metadata)
        return file.getvalue()


@cache
def count_classes(most: int, wanted: int = 4) -> Sequence[int]:
    """Give up to so many upper ends of classes that counts up to `most` are told apart by.

    The first class begins where counts are shown at all.
    """
    width = max(most - SMALLEST_SHOWN, 0)
    return tuple(sorted({SMALLEST_SHOWN + width * (n + 1) // wanted for n in range(wanted)}))
