"""A map of the world with countries shaded by a count, from boundaries kept beside this file.

The boundaries are `world-atlas` 2.0.2 (ISC), made from Natural Earth (public domain), in the scale
of 1:110 million: small countries are not on it, and the table beside the map has them all.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import pycountry
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path as Outline

from app.reports.charts import INK, count_classes, write_svg
from app.reports.spread import SMALLEST_SHOWN

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = Sequence[Point]

BOUNDARIES: Final = Path(__file__).parent / "boundaries" / "countries-110m.json"
SHA256: Final = "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8"
SHADES: Final = ("#dbe4ee", "#9fb6cf", "#5b7fa8", "#1d3557")
EMPTY: Final = "#f6f6f6"
HIDDEN: Final = "#ffffff"
EDGE: Final = "#8a939b"
HALF: Final = 180.0


class WrongBoundariesError(Exception):
    """The file of boundaries is not the one that was put there."""


@cache
def load_boundaries() -> Mapping[str, tuple[Ring, ...]]:
    """Give the rings of each country, by its code of two letters. Raises WrongBoundariesError."""
    content = BOUNDARIES.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise WrongBoundariesError(BOUNDARIES)
    topology = json.loads(content)
    arcs = [tuple(_decode(arc, topology["transform"])) for arc in topology["arcs"]]
    found: dict[str, tuple[Ring, ...]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        country = pycountry.countries.get(numeric=shape.get("id", ""))
        if country is not None:
            found[country.alpha_2] = tuple(_list_rings(shape, arcs))
    return found


def _decode(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Ring:
    """Give the points of an arc, each of which is written as the way from the one before."""
    x = y = 0
    points: list[Point] = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
        points.append((x * scale_x + left, y * scale_y + low))
    return points


def _list_rings(shape: Mapping[str, Any], arcs: Sequence[Ring]) -> Iterator[Ring]:
    several = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in several:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                # A negative number is an arc that is walked from its end.
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield list(_unroll(points))


def _unroll(ring: Ring) -> Iterator[Point]:
    """Give a ring without leaps over the edge of the map: it goes on beyond, and is cut there."""
    turn = 0.0
    last = ring[0][0]
    for x, y in ring:
        turn += 360.0 * ((last - x > HALF) - (x - last > HALF))
        last = x
        yield x + turn, y


def draw_map(shown: Mapping[str, str], title: str, description: str) -> bytes:
    """Give the map as SVG; countries whose count is hidden are hatched."""
    numbers = {code: int(word) for code, word in shown.items() if word.isdecimal()}
    classes = count_classes(max(numbers.values(), default=1))
    figure = Figure(figsize=(8, 4.4), layout="constrained")
    axes = figure.add_subplot()
    axes.set_xlim(-180, 180)
    axes.set_ylim(-58, 84)
    axes.set_aspect(1.25)
    axes.set_axis_off()
    for code, rings in load_boundaries().items():
        look = _look(shown.get(code), classes)
        for ring in rings:
            outline = Outline([*ring, ring[0]], closed=True)
            axes.add_patch(PathPatch(outline, linewidth=0.3, edgecolor=EDGE, **look))
    axes.legend(
        handles=list(_explain(classes, hides=len(numbers) < len(shown))),
        loc="lower left",
        fontsize=8,
        frameon=False,
        labelcolor=INK,
    )
    return write_svg(figure, title, description)


def _look(word: str | None, classes: Sequence[int]) -> dict[str, str]:
    if word is None or word == "0":
        return {"facecolor": EMPTY}
    if not word.isdecimal():
        return {"facecolor": HIDDEN, "hatch": "////"}
    place = next(n for n, most in enumerate(classes) if int(word) <= most)
    return {"facecolor": SHADES[place - len(classes)]}


def _explain(classes: Sequence[int], *, hides: bool) -> Iterator[Patch]:
    least = SMALLEST_SHOWN
    for place, most in enumerate(classes):
        words = str(most) if least == most else f"{least}–{most}"
        yield Patch(facecolor=SHADES[place - len(classes)], edgecolor=EDGE, label=words)
        least = most + 1
    if hides:
        yield Patch(facecolor=HIDDEN, edgecolor=EDGE, hatch="////", label="<5, c")
