"""What only shows across a whole rule set, and against the catalogue that it reads."""

from collections.abc import Iterator, Mapping, Sequence

from app.conditions.model import Codes, Statement
from app.documents.problem import Fault, Path
from app.engine.changed import check_changed_strengths
from app.engine.classes import place_conditions
from app.engine.model import RuleSet
from app.engine.subjects import (
    ANY_DIMENSION,
    ANY_STRONG_INDICATOR,
    DIMENSION_CODES,
    INDICATOR_CODES,
    STRONG,
)
from app.instruments.checks import find_repeated
from app.instruments.model import Catalogue
from app.instruments.references import suggest, walk_statements

# Tables of results have columns of these names beside one for each finding.
RESERVED = {"record_id", "outcome", "possible_outcomes", "deciding", "group", "rule_set"}


def check_rule_set(rule_set: RuleSet) -> Iterator[Fault]:
    """Give every fault of a rule set that its keys alone don't show."""
    if rule_set.variant_of is not None:
        for key in ("dimensions", "findings", "outcomes", "outcomes_may_fall"):
            if getattr(rule_set, key):
                what = f"a variant takes `{key}` from {rule_set.variant_of}"
                yield Fault((key,), what, f"Remove `{key}:`.")
    elif not rule_set.findings and not rule_set.outcomes:
        hint = "Add `findings:`, `outcomes:` or both."
        yield Fault((), "this rule set finds nothing", hint)
    groups = ((str(group), ("groups", n)) for n, group in enumerate(rule_set.groups))
    yield from find_repeated(groups, "group")
    dimensions = ((str(name), ("dimensions", n)) for n, name in enumerate(rule_set.dimensions))
    yield from find_repeated(dimensions, "dimension")
    codes = ((str(row.code), ("outcomes", n, "code")) for n, row in enumerate(rule_set.outcomes))
    yield from find_repeated(codes, "outcome")
    columns = {*RESERVED, *map(str, rule_set.dimensions)}
    for name in rule_set.findings:
        if name in columns:
            hint = "Give the finding another name."
            yield Fault(("findings", name), f"“{name}” is the name of another column", hint)
    yield from _check_rows(rule_set)


def _check_rows(rule_set: RuleSet) -> Iterator[Fault]:
    last = len(rule_set.outcomes) - 1
    for number, row in enumerate(rule_set.outcomes):
        path: Path = ("outcomes", number)
        if number < last and (row.otherwise or row.when is None):
            hint = "Give it `when:` and no `otherwise:`, or move it to the end."
            yield Fault(
                path, f"the row “{row.code}” isn't the last one and needs a condition", hint
            )
        if number == last and row.otherwise is (row.when is not None):
            hint = "Write `otherwise: yes` or `when:`, one of the two."
            yield Fault(path, f"the last row “{row.code}” needs one of two things", hint)


def check_against_catalogue(rule_set: RuleSet, catalogue: Catalogue) -> Iterator[Fault]:
    """Give every fault of what a rule set says of the catalogue that it reads."""
    groups = [group.id for group in catalogue.groups]
    for number, group in enumerate(rule_set.groups):
        if group not in groups:
            hint = suggest(group, groups, "group of the catalogue")
            yield Fault(("groups", number), f"the catalogue has no group “{group}”", hint)
    if groups and not rule_set.groups:
        hint = f"Add `groups:` with some of: {', '.join(groups)}."
        yield Fault((), "nothing says for which group of people these rules are", hint)
    dimensions = [dimension.id for dimension in catalogue.dimensions]
    for number, dimension in enumerate(rule_set.dimensions):
        if dimension not in dimensions:
            hint = suggest(dimension, dimensions, "dimension of the catalogue")
            yield Fault(
                ("dimensions", number), f"the catalogue has no dimension “{dimension}”", hint
            )
    yield from check_changed_strengths(rule_set, catalogue)
    codes = dict(list_readable(rule_set, catalogue))
    for condition, path in place_conditions(rule_set):
        for statement, place in walk_statements(condition, path):
            yield from _check_statement(statement, place, codes)


def list_readable(rule_set: RuleSet, catalogue: Catalogue) -> Iterator[tuple[str, Sequence[str]]]:
    """Give what conditions of the rule set may read, with the codes to compare it with.

    An indicator can be read singly only where every group of the rule set has it.
    """
    for dimension in rule_set.dimensions:
        yield dimension, (*DIMENSION_CODES, STRONG) if rule_set.groups else DIMENSION_CODES
    if rule_set.dimensions:
        yield ANY_DIMENSION, DIMENSION_CODES
    for indicator in catalogue.indicators:
        if all(group in indicator.strengths for group in rule_set.groups):
            yield indicator.id, INDICATOR_CODES
    if rule_set.groups:
        yield ANY_STRONG_INDICATOR, INDICATOR_CODES


def _check_statement(
    statement: Statement, path: Path, codes: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    known = codes.get(statement.subject)
    if known is None:
        hint = suggest(statement.subject, codes, "dimension or indicator")
        what = f"there is no “{statement.subject}” that this rule set reads for all its groups"
        yield Fault(path, what, hint)
    elif not isinstance(statement.operand, Codes):
        hint = f"Write one of: {', '.join(known)}."
        yield Fault(path, f"“{statement.subject}” is no figure", hint)
    else:
        found = statement.operand.codes
        if len(found) != 1 or found[0] not in known:
            hint = f"Write one of: {', '.join(known)}."
            yield Fault(path, f"“{', '.join(found)}” is nothing that it can be", hint)
