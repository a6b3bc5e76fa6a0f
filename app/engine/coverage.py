"""Prove that the table of outcomes has a row for everybody."""

from collections.abc import Iterator

from app.documents.problem import Fault
from app.engine.compile import compile_rule_set
from app.engine.diagram import NO
from app.engine.model import RuleSet
from app.engine.smallest import find_smallest, word_present
from app.instruments.model import Catalogue


def check_covered(rule_set: RuleSet, catalogue: Catalogue) -> Iterator[Fault]:
    """Give a fault for the first group in which somebody would have no outcome."""
    if not rule_set.outcomes or rule_set.outcomes[-1].otherwise:
        return
    for group in rule_set.groups or (None,):
        compiled = compile_rule_set(rule_set, catalogue, group)
        diagrams = compiled.diagrams
        left = diagrams.negate(diagrams.any_of(compiled.outcomes.values()))
        if left != NO:
            present = find_smallest(compiled, left) or ()
            what = f"a person {word_present(present)} has no row"
            hint = "Add one, or end the table with a row that has `otherwise: yes`."
            yield Fault(("outcomes",), what, hint)
            return
