"""Make the plan of a compiled rule set, by asking of each function whether it may be yes.

The classes of a dimension are a *block*. A function is followed through one block at a time: it
may be yes if one of the functions that are left after the block can be reached, and may be yes.
The indicators below are independent of those in the block, so nothing is lost by asking apart.
"""

from app.bulk.blocks import BlockPlanner
from app.bulk.plan import PlanMaker, Value
from app.engine.aspects import list_runs, sort_counts
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import NO, YES, Node


class Planner:
    """Plans functions over the classes of one compiled rule set."""

    def __init__(self, compiled: CompiledRuleSet, maker: PlanMaker) -> None:
        self._diagrams = compiled.diagrams
        self._maker = maker
        # For each class the block that it belongs to.
        self._blocks = [run for run in list_runs(compiled.classes) for _ in run]
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
            exits = {
                left: where
                for (left,), where in sort_counts(self._diagrams, (node,), block).items()
            }
            ways: list[tuple[Value, ...]] = []
            for left in sorted(exits):
                # One of them is reached in any case: the least need not be asked for, since where
                # it may be yes, so may each other.
                is_least = all(self._diagrams.both(left, each) == left for each in exits)
                reached = is_least or planner.may_be(exits[left], block.stop)
                ways.append((reached, self.may_be(left, left_out)))
            self._known[key] = self._maker.any_of_all(ways)
        return self._known[key]
