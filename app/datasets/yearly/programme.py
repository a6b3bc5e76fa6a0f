"""The mixed integer programme that finds the cheapest counts to hide in one year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from app.datasets.yearly.count import Cell
from app.datasets.yearly.protection import (
    Before,
    Protection,
    Relation,
    UnprotectableError,
    list_relations,
)

Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]
# By how much the other table differs: 2 means that the reader is left with three possible counts.
WIDTHS: Final = (2, 1)
# So often it is tried to prove many counts at once, before each is looked at.
SWEEPS: Final = 2
# So far above its count a hidden count may be thought to lie.
REACH: Final = 25


@dataclass(frozen=True)
class _Other:
    """Another table that agrees with what is shown: what it takes to hide, and where it differs."""

    hidden: frozenset[int]
    moves: Numbers


class Year:
    """The counts of one year, as unknowns of a programme."""

    def __init__(
        self,
        counts: Mapping[Cell, int],
        below: int,
        before: Before,
        sums: tuple[Relation, ...],
    ) -> None:
        self._cells = tuple(sorted(counts))
        self._values = np.array([counts[cell] for cell in self._cells], dtype=float)
        self._below = below
        self._small = {n for n, value in enumerate(self._values) if 0 < value < below}
        beside = before.hidden | before.hide | before.nowhere
        self._beside = {n for n, c in enumerate(self._cells) if c in beside} - self._small
        self._least = 0.0 if before.noughts else 1.0
        if before.noughts:
            self._beside |= {n for n, value in enumerate(self._values) if value == 0}
        # Whoever knows how much was added may not find the sum either.
        self._secret = self._small | {n for n, c in enumerate(self._cells) if c in before.hide}
        self._nowhere = np.array([cell in before.nowhere for cell in self._cells])
        self._shown = np.array([cell in before.shown for cell in self._cells])
        self._sums = self._build_sums(sums)

    def protect(self) -> Protection:
        """Hide until every small count has another table that agrees with what is shown."""
        left = self._secret - self._sweep(self._secret)
        while left:
            number = min(left, key=lambda n: (-self._values[n], n))
            found = self._find_cheapest(number)
            self._beside |= found.hidden
            # The same other table proves every small count that differs enough in it.
            left -= {number} | _list_moved(found.moves)
            if found.hidden:
                left -= self._sweep(left)
        small = frozenset(self._cells[n] for n in self._small)
        return Protection(small, frozenset(self._cells[n] for n in self._beside))

    def _sweep(self, wanted: set[int]) -> set[int]:
        """Give which counts other tables prove already that differ from this one far and wide."""
        proved: set[int] = set()
        hidden = sorted(self._small | self._beside)
        least, most = self._list_moves()
        for sign in SWEEPS * (1.0, -1.0):
            left = wanted - proved
            if not left:
                break
            # Every other count is pushed up, and those between them down; then the other way round.
            signs = {n: sign * (-1) ** place for place, n in enumerate(sorted(left))}
            found = milp(
                np.array([signs.get(n, 0.0) for n in hidden]),
                constraints=[LinearConstraint(self._sums[:, hidden], 0, 0)],
                bounds=Bounds(least[hidden], most[hidden]),
                integrality=np.ones(len(hidden)),
                options={"mip_rel_gap": 0.3},
            )
            moves = np.zeros(len(self._cells))
            moves[hidden] = np.rint(found.x)
            proved |= left & _list_moved(moves)
        return proved

    def _find_cheapest(self, number: int) -> _Other:
        for width in WIDTHS:
            found: list[_Other] = []
            for move in (width, -width):
                other = self._solve(number, move)
                if other is not None:
                    found.append(other)
                    if other.hidden <= self._beside:
                        return other
            if found:
                return min(found, key=lambda each: (self._weigh(each.hidden), sorted(each.hidden)))
        sentence = f"{self._cells[number]} can be worked out whatever else is hidden."
        raise UnprotectableError(sentence)

    def _weigh(self, hidden: Iterable[int]) -> float:
        costs = self._costs()
        return float(sum(costs[n] for n in hidden))

    def _costs(self) -> Numbers:
        """Give what hiding costs: one for each count, a little more for large ones."""
        costs = 1 + np.log1p(self._values)
        for number in self._small | self._beside:
            costs[number] = 0
        return np.asarray(costs)

    def _solve(self, number: int, move: int) -> _Other | None:
        """Give what to hide besides, so that the count may be `move` away from what it is."""
        size = len(self._cells)
        least, most = self._list_moves()
        if not least[number] <= move <= most[number]:
            return None
        least[number] = most[number] = move
        fixed = np.array([n in self._small or n in self._beside for n in range(size)])
        unknowns = Bounds(
            np.concatenate([least, fixed.astype(float)]),
            np.concatenate([most, (fixed | ((self._values > 0) & ~self._shown)).astype(float)]),
        )
        # A count moves only if it is hidden.
        identity = csr_array(np.eye(size))
        up = LinearConstraint(_join(identity, -_scale(most)), -np.inf, 0)
        down = LinearConstraint(_join(-identity, _scale(least)), -np.inf, 0)
        sums = LinearConstraint(_join(self._sums, csr_array((self._sums.shape[0], size))), 0, 0)
        found = milp(
            np.concatenate([np.zeros(size), self._costs()]),
            constraints=[up, down, sums],
            bounds=unknowns,
            integrality=np.ones(2 * size),
            options={"mip_rel_gap": 0.3},
        )
        if found.x is None:
            return None
        hidden = {n for n in range(size) if found.x[size + n] > 0.5}
        return _Other(frozenset(hidden - self._small), np.rint(found.x[:size]))

    def _list_moves(
        self,
    ) -> tuple[Numbers, Numbers]:
        """Give how far each count may move, if it is hidden, by what its sign says of it."""
        small = (self._values > 0) & (self._values < self._below)
        none = self._values == 0
        least = np.where(small, self._least - self._values, self._below - self._values)
        most = np.where(small, self._below - 1 - self._values, float(REACH))
        unknown = float(self._below - 1) if self._least == 0 else 0.0
        least, most = np.where(none, 0.0, least), np.where(none, unknown, most)
        return np.where(self._nowhere, -self._values, least), np.where(
            self._nowhere, float(REACH), most
        )

    def _build_sums(self, more: tuple[Relation, ...]) -> csr_array:
        places = {cell: n for n, cell in enumerate(self._cells)}
        rows: list[int] = []
        columns: list[int] = []
        signs: list[float] = []
        relations: Sequence[Relation] = [*list_relations(self._cells), *more]
        for row, relation in enumerate(relations):
            for cell, sign in ((relation.total, -1.0), *((part, 1.0) for part in relation.parts)):
                rows.append(row)
                columns.append(places[cell])
                signs.append(sign)
        shape = (max(len(relations), 1), len(self._cells))
        return csr_array((signs, (rows, columns)), shape=shape)


def _list_moved(moves: Numbers) -> set[int]:
    """Give the counts that differ as much as is wished for."""
    return {n for n, move in enumerate(moves) if abs(move) >= WIDTHS[0]}


def _scale(values: Numbers) -> csr_array:
    return csr_array(np.diag(values))


def _join(left: csr_array, right: csr_array) -> csr_array:
    return csr_array(hstack([left, right]))
