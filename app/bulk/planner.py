"""Make the plan of a compiled rule set, by asking of each function whether it may be yes.

The classes of a dimension are a *block*. A function is followed through one block at a time: it
may be yes if one of the functions that are left after the block can be reached, and may be yes.
The indicators below are independent of those in the block, so nothing is lost by asking apart.
"""

from itertools import groupby

from app.bulk.blocks import BlockPlanner
from app.bulk.plan import PlanMaker, Value
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import NO, YES, Node


class Planner:
    """Plans functions over the classes of one compiled rule set."""

    def __init__(self, compiled: CompiledRuleSet, maker: PlanMaker) -> None:
        self._diagrams = compiled.diagrams
        self._maker = maker
        self._blocks = _list_blocks(compiled)
        self._planners: dict[int | None, BlockPlanner] = {
            left_out: BlockPlanner(compiled, maker, left_out)
            for left_out in (None, *range(len(self._blocks)))
        }
        self._known: dict[tuple[Node, int | None], Value] = {}

    def may_be(self, node: Node, left_out: int | None = None) -> Value:
        """Give what is true of a record for which the function is yes in some completion.

        With `left_out`, one unknown indicator of that class is taken to be absent.
        """
        if node in (NO, YES):
            return node == YES
        key = (node, left_out)
        if key not in self._known:
            block = self._blocks[self._diagrams.level_of(node)]
            planner = self._planners[left_out if left_out in block else None]
            all_left = sorted(self._list_left(node, block.stop))
            ways: list[tuple[Value, ...]] = []
            for left in all_left:
                # One of them is reached in any case: the least need not be asked for, since where
                # it may be yes, so may each other.
                is_least = all(self._diagrams.both(left, each) == left for each in all_left)
                reached = is_least or planner.may_be(self._exit(node, block.stop, left), block.stop)
                ways.append((reached, self.may_be(left, left_out)))
            self._known[key] = self._maker.any_of_all(ways)
        return self._known[key]

    def _list_left(self, node: Node, end: int) -> set[Node]:
        """Give the functions that may be left of `node` after its block."""
        if self._diagrams.level_of(node) >= end:
            return {node}
        below = (self._list_left(each, end) for each in self._diagrams.branches_of(node))
        return set().union(*below)

    def _exit(self, node: Node, end: int, left: Node) -> Node:
        """Give the function that is yes where `left` is left of `node` after its block."""
        level = self._diagrams.level_of(node)
        if level >= end:
            return YES if node == left else NO
        branches = (self._exit(each, end, left) for each in self._diagrams.branches_of(node))
        return self._diagrams.choose(level, tuple(branches))


def _list_blocks(compiled: CompiledRuleSet) -> list[range]:
    """Give for each class the block that it belongs to; one without a dimension is its own."""
    blocks: list[range] = []
    for dimension, run in groupby(compiled.classes, key=lambda each: each.dimension):
        first, size = len(blocks), len(list(run))
        if dimension is None:
            blocks += (range(level, level + 1) for level in range(first, first + size))
        else:
            blocks += [range(first, first + size)] * size
    return blocks
