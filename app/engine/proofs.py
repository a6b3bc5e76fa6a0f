"""Prove that a rule set can do all that it says: exhaustively, with the smallest counter-example.

What holds for one of the groups of a rule set is there for a reason. So something is dead only
where it is dead for every group; but nothing may fall for any of them.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from app.conditions.cores import word_always, word_never
from app.conditions.model import Condition
from app.conditions.parts import ALWAYS
from app.documents.problem import Fault, Path, Problem
from app.engine.catalogue import Rules
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import NO, YES, Node
from app.engine.diff import list_differences
from app.engine.falls import prove_steady
from app.engine.model import OutcomeRow, RuleSet
from app.engine.parts import prove_parts
from app.engine.smallest import find_outcome, name_indicators, word_present
from app.instruments.catalogue import Published

Compiled: TypeAlias = tuple[CompiledRuleSet, ...]


def prove_rule_set(published: Published[RuleSet], rules: Rules) -> list[Problem]:
    """Give everything that a rule set says and can't keep, for all groups and all indicators."""
    compiled = rules.compile_groups(published)
    faults = [fault for prove in _PROOFS for fault in prove(compiled)]
    faults += _prove_variant(published.item, compiled, rules)
    return published.document.place(faults)


def _prove_variant(rule_set: RuleSet, compiled: Compiled, rules: Rules) -> Iterator[Fault]:
    """Give the fault of a variant on which no result ever depends."""
    if rule_set.variant_of is None:
        return
    base = rules.compile_groups(rules.rule_sets.get(rule_set.variant_of))
    if not any(list_differences(*pair) for pair in zip(base, compiled, strict=True)):
        what = f"this variant always comes out like {rule_set.variant_of}"
        yield Fault(("changed_strengths",), what, "Change other strengths, or remove the variant.")


def _prove_dimensions(compiled: Compiled) -> Iterator[Fault]:
    for number, dimension in enumerate(compiled[0].rule_set.dimensions):
        if all(each.dimensions[dimension] == NO for each in compiled):
            hint = "Leave it out, or look at the dimension rule of the catalogue."
            classes = (each for each in compiled[0].classes if each.dimension == dimension)
            own = ", ".join(name for each in classes for name in each.indicators)
            what = (
                f"“{dimension}” is never positive, even with all of it present: {own or 'nothing'}"
            )
            yield Fault(("dimensions", number), what, hint)


def _prove_findings(compiled: Compiled) -> Iterator[Fault]:
    for name, finding in compiled[0].rule_set.findings.items():
        nodes = {each.findings[name] for each in compiled}
        path: Path = ("findings", name, "when")
        if nodes == {NO}:
            hint = "Look for parts that exclude each other, or remove the finding."
            why = word_never(finding.when, partial(_is_only, compiled, NO))
            yield Fault(path, f"“{name}” is never yes, whatever is present{why}", hint)
        elif nodes == {YES}:
            hint = "Look for parts that take in everything, or remove the finding."
            why = word_always(finding.when, partial(_is_only, compiled, YES))
            what = f"“{name}” is never no, it is yes {word_present(())} too{why}"
            yield Fault(path, what, hint)


def _prove_rows(compiled: Compiled) -> Iterator[Fault]:
    for number, row in enumerate(compiled[0].rule_set.outcomes):
        if all(each.outcomes[row.code] == NO for each in compiled):
            what = f"the row “{row.code}” never counts: {_word_taken(compiled, row)}"
            hint = "Move it up, change its condition, or remove it."
            yield Fault(("outcomes", number), what, hint)


def _word_taken(compiled: Compiled, row: OutcomeRow) -> str:
    """Say which row above takes the smallest example of what this one asks for."""
    condition = ALWAYS if row.when is None else row.when
    found = [(each, each.diagrams.find_least(each.node_of(condition))) for each in compiled]
    examples = [(each, counts) for each, counts in found if counts is not None]
    if not examples:
        why = word_never(condition, partial(_is_only, compiled, NO))
        return f"its condition never holds, whatever is present{why}"
    each, counts = min(examples, key=lambda example: sum(example[1]))
    present = name_indicators(each, counts)
    return f"{word_present(present)} the row “{find_outcome(each, counts)}” comes first"


def _is_only(compiled: Compiled, node: Node, condition: Condition) -> bool:
    return all(each.node_of(condition) == node for each in compiled)


_PROOFS: tuple[Callable[[Compiled], Iterator[Fault]], ...] = (
    _prove_dimensions,
    _prove_findings,
    _prove_rows,
    prove_parts,
    prove_steady,
)
