"""Suggest the smallest worked examples in which something is yes, no and open."""

from collections.abc import Sequence

from app.documents.problem import Path
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import NO, YES, Node
from app.engine.ids import FindingId
from app.engine.smallest import find_smallest


def suggest_example(compiled: Sequence[CompiledRuleSet], path: Path) -> str:
    """Say in the words of an example how the finding or row at `path` comes out as what."""
    for each in compiled:
        node = _node_at(each, path)
        if node not in (NO, YES):
            group = f" for group {each.group}" if len(compiled) > 1 else ""
            return f"Smallest{group}, with `others: no`: {_word(each, node)}."
    return "First look at its condition, which is the same for everybody."


def _node_at(compiled: CompiledRuleSet, path: Path) -> Node:
    if path[0] == "findings":
        return compiled.findings[FindingId(str(path[1]))]
    return list(compiled.outcomes.values())[int(path[1])]


def _word(compiled: CompiledRuleSet, node: Node) -> str:
    """With nobody present it is one of the two; the fewest that turn it round give the rest."""
    at_first, turned = "no", find_smallest(compiled, node)
    if not turned:
        at_first, turned = "yes", find_smallest(compiled, compiled.diagrams.negate(node))
    other = "no" if at_first == "yes" else "yes"
    names = ", ".join(turned or ())
    return (
        f"it is {at_first} with nothing present, {other} by `present: [{names}]`, "
        "and open with the same below `unknown:`"
    )
