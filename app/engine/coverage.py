"""Prove that the table of outcomes has a row for everybody."""

from collections.abc import Iterator

from app.documents.problem import Fault
from app.engine.compile import CompiledRuleSet, compile_rule_set
from app.engine.model import RuleSet
from app.engine.smallest import find_smallest, word_present
from app.instruments.ids import IndicatorId
from app.instruments.model import Catalogue


def check_covered(rule_set: RuleSet, catalogue: Catalogue) -> Iterator[Fault]:
    """Give a fault if somebody would have no outcome, with the smallest example of any group."""
    if not rule_set.outcomes or rule_set.outcomes[-1].otherwise:
        return
    examples = [
        example
        for group in rule_set.groups or (None,)
        if (example := _find_left_out(compile_rule_set(rule_set, catalogue, group))) is not None
    ]
    if examples:
        smallest = min(examples, key=len)
        what = f"a person {word_present(smallest)} has no row"
        hint = "Add one, or end the table with a row that has `otherwise: yes`."
        yield Fault(("outcomes",), what, hint)


def _find_left_out(compiled: CompiledRuleSet) -> tuple[IndicatorId, ...] | None:
    diagrams = compiled.diagrams
    return find_smallest(compiled, diagrams.negate(diagrams.any_of(compiled.outcomes.values())))
