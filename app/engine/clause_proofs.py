"""Prove that each clause of a dimension rule makes some dimension positive by itself."""

from collections.abc import Iterator, Sequence

from app.documents.problem import Fault, Problem
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import NO
from app.engine.smallest import find_smallest, word_present
from app.instruments.catalogue import Published
from app.instruments.ids import DimensionId
from app.instruments.model import Catalogue, Clause

HINT = "Remove it, or look at the clauses and at the strengths that the indicators have."


def prove_clauses(
    published: Published[Catalogue], compiled: Sequence[CompiledRuleSet]
) -> list[Problem]:
    """Give a problem for each clause that no dimension needs, in no group of `compiled`.

    Those are all the rule sets that read the catalogue. A clause is needed where it is met and none
    above it is: a set of strengths without weak indicators has no use for one that asks for them.
    """
    rule = published.item.dimension_rule
    if rule is None or not compiled:
        return []
    places = [(each, dimension) for each in compiled for dimension in each.dimensions]
    faults = (
        _word_idle(number, rule.positive_with_any, places)
        for number in range(len(rule.positive_with_any))
        if not any(_is_needed(number, rule.positive_with_any, place) for place in places)
    )
    return [published.document.problem(f.path, f.what, f.hint) for f in faults]


def _is_needed(
    number: int, clauses: Sequence[Clause], place: tuple[CompiledRuleSet, DimensionId]
) -> bool:
    compiled, dimension = place
    above = (compiled.node_of_clause(each, dimension) for each in clauses[:number])
    met = compiled.node_of_clause(clauses[number], dimension)
    diagrams = compiled.diagrams
    return diagrams.both(met, diagrams.negate(diagrams.any_of(above))) != NO


def _word_idle(
    number: int,
    clauses: Sequence[Clause],
    places: Sequence[tuple[CompiledRuleSet, DimensionId]],
) -> Fault:
    reason = next(
        _list_examples(number, clauses, places), "no dimension has that many such indicators"
    )
    words = ", ".join(f"{name}: {count}" for name, count in clauses[number] if count)
    what = f"the clause {{{words}}} makes no dimension positive: {reason}"
    return Fault(("dimension_rule", "positive_with_any", number), what, HINT)


def _list_examples(
    number: int,
    clauses: Sequence[Clause],
    places: Sequence[tuple[CompiledRuleSet, DimensionId]],
) -> Iterator[str]:
    """Say for each dimension in which the clause is met that one above it is met as well."""
    for compiled, dimension in places:
        smallest = find_smallest(compiled, compiled.node_of_clause(clauses[number], dimension))
        if smallest is not None:
            yield f"{word_present(smallest)} “{dimension}” is positive by a clause above it"
