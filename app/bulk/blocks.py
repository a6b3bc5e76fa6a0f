"""Plan functions that read the classes of one dimension only, from counts of indicators."""

from itertools import groupby, pairwise

from app.bulk.plan import Name, PlanMaker, Value
from app.bulk.tallies import Bound, Comparison, Part, Tally
from app.bulk.weights import Counts, Threshold, can_be_weighed, find_weights, list_counts
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import NO, YES, Node
from app.instruments.ids import IndicatorId


class BlockPlanner:
    """Plans functions within blocks: runs of classes that end where the next dimension begins.

    With `left_out`, one unknown indicator of that class is taken to be absent.
    """

    def __init__(
        self, compiled: CompiledRuleSet, maker: PlanMaker, left_out: int | None = None
    ) -> None:
        self._classes = compiled.classes
        self._diagrams = compiled.diagrams
        self._maker = maker
        self._left_out = left_out
        self._known: dict[Node, Value] = {NO: False, YES: True}

    def may_be(self, node: Node, end: int) -> Value:
        """Give what is true where `node` may be yes; it reads no class from `end` on."""
        if node not in self._known:
            weighed = self._weigh(node, end)
            self._known[node] = self._split(node, end) if weighed is None else weighed
        return self._known[node]

    def _split(self, node: Node, end: int) -> Value:
        """Go through the counts of the first class that is read, as ranges with the same rest.

        Where the rest only grows with the count, it is enough that a range can be reached: if the
        count must be above it, then what is left there is yes wherever this is. Where it only
        shrinks, it is the other way round.
        """
        level = self._diagrams.level_of(node)
        branches = self._diagrams.branches_of(node)
        pairs = list(pairwise(branches))
        grows = all(self._diagrams.both(low, high) == low for low, high in pairs)
        shrinks = all(self._diagrams.both(low, high) == high for low, high in pairs)
        ways: list[tuple[Value, ...]] = []
        for rest, run in groupby(range(len(branches)), key=lambda count: branches[count]):
            counts = list(run)
            below = grows or counts[-1] == len(branches) - 1 or self._is_at_most(level, counts[-1])
            above = shrinks or counts[0] == 0 or self._may_reach(level, counts[0])
            ways.append((below, above, self.may_be(rest, end)))
        return self._maker.any_of_all(ways)

    def _is_at_most(self, level: int, number: int) -> Value:
        tally = Tally((Part(1, self._classes[level].indicators),))
        return self._maker.compare(Comparison(tally, Bound.PRESENT_AT_MOST, number))

    def _may_reach(self, level: int, number: int) -> Value:
        indicators = self._classes[level].indicators
        needed = number + (level == self._left_out)
        if needed > len(indicators):
            return False
        tally = Tally((Part(1, indicators),))
        return self._maker.compare(Comparison(tally, Bound.POSSIBLE_AT_LEAST, needed))

    def _weigh(self, node: Node, end: int) -> Value | None:
        """Give the one comparison of several classes that says the same, if there is one."""
        levels = range(self._diagrams.level_of(node), end)
        sizes = [len(self._classes[level].indicators) for level in levels]
        if self._left_out in levels or len(levels) == 1 or not can_be_weighed(sizes):
            return None
        yes: list[Counts] = []
        no: list[Counts] = []
        for counts in list_counts(sizes):
            (yes if self._holds(node, levels, counts) else no).append(counts)
        return self._reach(levels, find_weights(sizes, yes, no), Bound.POSSIBLE_AT_LEAST) or (
            self._reach(levels, find_weights(sizes, no, yes), Bound.PRESENT_AT_MOST)
        )

    def _holds(self, node: Node, levels: range, counts: Counts) -> bool:
        while node not in (NO, YES):
            branches = self._diagrams.branches_of(node)
            count = counts[levels.index(self._diagrams.level_of(node))]
            node = branches[min(count, len(branches) - 1)]
        return node == YES

    def _reach(self, levels: range, found: Threshold | None, bound: Bound) -> Name | None:
        if found is None:
            return None
        weighed: dict[int, tuple[IndicatorId, ...]] = {}
        for level, weight in zip(levels, found.weights, strict=True):
            alike = weighed.get(weight, ())
            weighed[weight] = (*alike, *self._classes[level].indicators)
        parts = tuple(Part(weight, weighed[weight]) for weight in weighed if weight)
        number = found.number - (bound is Bound.PRESENT_AT_MOST)
        return self._maker.compare(Comparison(Tally(parts), bound, number))
