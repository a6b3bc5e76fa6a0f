"""Yes-or-no functions of how many indicators of each class are present, as shared diagrams.

A rule can't tell the indicators of one *class* apart; all that matters is how many are present. So
there is one level for each class, and a node at that level has one branch for each count, up to a
cap above which more of them change nothing. Equal functions are the same node: whether two
functions agree, or whether one is always yes, is a comparison of two numbers.

Nodes are only ever added, each in one step, so that threads may share the diagrams of a rule set.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import count
from typing import NewType, TypeAlias

from app.conditions.truth import Truth

Node = NewType("Node", int)
Branches: TypeAlias = tuple[Node, ...]
Counts: TypeAlias = tuple[int, ...]

# Several functions that are followed together.
Left: TypeAlias = tuple[Node, ...]

NO = Node(0)
YES = Node(1)


class Diagrams:
    """The functions of one compiled rule set; `caps` is the highest count told apart by level."""

    def __init__(self, caps: tuple[int, ...]) -> None:
        self.caps = caps
        bottom = len(caps)
        self._contents: dict[Node, tuple[int, Branches]] = {NO: (bottom, ()), YES: (bottom, ())}
        self._nodes: dict[tuple[int, Branches], Node] = {}
        self._fresh = count(2)
        self._negations: dict[Node, Node] = {NO: YES, YES: NO}
        self._conjunctions: dict[tuple[Node, Node], Node] = {}
        self._shifted: dict[tuple[Node, int], Node] = {}
        self._least: dict[Node, Counts | None] = {NO: None, YES: (0,) * bottom}

    def level_of(self, node: Node) -> int:
        """Give the first level that `node` reads; the number of levels if it reads none."""
        return self._contents[node][0]

    def branches_of(self, node: Node) -> Branches:
        """Give what `node` goes on with, by the count of the first class that it reads."""
        return self._contents[node][1]

    def choose(self, level: int, branches: Branches) -> Node:
        """Give the function that goes on with the branch for the count of class `level`."""
        if all(branch == branches[0] for branch in branches):
            return branches[0]
        contents = (level, branches)
        known = self._nodes.get(contents)
        if known is not None:
            return known
        # A node is filled before it is shown, and the first to show it wins: another thread that
        # made the same node in the meantime uses the first one too.
        fresh = Node(next(self._fresh))
        self._contents[fresh] = contents
        return self._nodes.setdefault(contents, fresh)

    def at_least_one(self, level: int) -> Node:
        """Give the function that is yes when any indicator of class `level` is present."""
        return self.choose(level, (NO, *[YES] * self.caps[level]))

    def negate(self, node: Node) -> Node:
        """Give the function that is yes where `node` is no."""
        known = self._negations.get(node)
        if known is None:
            level, branches = self._contents[node]
            known = self.choose(level, tuple(self.negate(branch) for branch in branches))
            self._negations[node] = known
        return known

    def both(self, one: Node, other: Node) -> Node:
        """Give the function that is yes where `one` and `other` are."""
        if one in (NO, other) or other == YES:
            return one
        if other == NO or one == YES:
            return other
        pair = (one, other) if one < other else (other, one)
        known = self._conjunctions.get(pair)
        if known is None:
            level = min(self.level_of(one), self.level_of(other))
            sides = zip(self._branches(one, level), self._branches(other, level), strict=True)
            known = self.choose(level, tuple(self.both(left, right) for left, right in sides))
            self._conjunctions[pair] = known
        return known

    def all_of(self, nodes: Iterable[Node]) -> Node:
        """Give the function that is yes where every one of `nodes` is."""
        return reduce(self.both, nodes, YES)

    def any_of(self, nodes: Iterable[Node]) -> Node:
        """Give the function that is yes where at least one of `nodes` is."""
        return self.negate(self.all_of(self.negate(node) for node in nodes))

    def differ(self, one: Node, other: Node) -> Node:
        """Give the function that is yes where one of the two is and the other isn't."""
        only_one = self.both(one, self.negate(other))
        return self.any_of((only_one, self.both(other, self.negate(one))))

    def with_one_more(self, node: Node, level: int) -> Node:
        """Give the function that is yes where `node` is after one more of class `level` is present.

        Where no more are told apart, one more changes nothing.
        """
        own_level, branches = self._contents[node]
        if own_level > level:
            return node
        if own_level == level:
            return self.choose(level, (*branches[1:], branches[-1]))
        known = self._shifted.get((node, level))
        if known is None:
            shifted = tuple(self.with_one_more(branch, level) for branch in branches)
            known = self._shifted[node, level] = self.choose(own_level, shifted)
        return known

    def find_least(self, node: Node) -> Counts | None:
        """Give counts for which `node` is yes, as few in all as possible; None if it never is.

        Of several that are equally few, it is the one with the most in the first classes.
        """
        if node not in self._least:
            level, branches = self._contents[node]
            found = (
                (*counts[:level], number, *counts[level + 1 :])
                for number, counts in enumerate(map(self.find_least, branches))
                if counts is not None
            )
            self._least[node] = min(reversed([*found]), key=sum)
        return self._least[node]

    def for_every(self, node: Node, level: int, counts: Iterable[int]) -> Node:
        """Give the function that is yes where `node` is for every one of `counts` of that class.

        A count above the cap is the same as the cap. `node` reads no level above `level`.
        """
        own_level, branches = self._contents[node]
        if own_level != level:
            return node
        cap = self.caps[level]
        return self.all_of({branches[min(count, cap)] for count in counts})

    def is_certain(self, node: Node, counts: Iterable[Iterable[int]]) -> bool:
        """Say whether `node` is yes whichever of the possible counts of each level there are."""
        for level, possible in enumerate(counts):
            node = self.for_every(node, level, possible)
        return node == YES

    def judge(self, node: Node, counts: Sequence[Iterable[int]]) -> Truth:
        """Give yes or no where `node` is that for all possible counts, else unknown."""
        if self.is_certain(node, counts):
            return Truth.YES
        return Truth.NO if self.is_certain(self.negate(node), counts) else Truth.UNKNOWN

    def _branches(self, node: Node, level: int) -> Branches:
        own_level, branches = self._contents[node]
        return branches if own_level == level else (node,) * (self.caps[level] + 1)
