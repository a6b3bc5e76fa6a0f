"""Sort the indicators that a rule set reads into classes that no rule can tell apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.conditions.model import Condition, list_statements
from app.documents.problem import Path
from app.engine.model import RuleSet
from app.instruments.ids import DimensionId, GroupId, IndicatorId
from app.instruments.model import Catalogue
from app.instruments.vocabulary import Strength


@dataclass(frozen=True)
class IndicatorClass:
    """Indicators of one dimension and strength that no rule names singly, or one that is named."""

    dimension: DimensionId | None
    strength: Strength | None
    indicators: tuple[IndicatorId, ...]


def list_classes(
    rule_set: RuleSet, catalogue: Catalogue, group: GroupId | None
) -> tuple[IndicatorClass, ...]:
    """Give the classes of the indicators that are read: those of the group, in its dimensions.

    The classes of a dimension stand together, in the order of the rule set.
    """
    named = set(list_subjects(rule_set))
    members: dict[tuple[DimensionId | None, Strength | None, str], list[IndicatorId]] = {}
    for indicator in catalogue.indicators:
        dimension = find_dimension(indicator.id, catalogue)
        graded = indicator.strengths.get(group) if group is not None else None
        in_group = group is None or graded is not None
        if in_group and (dimension is None or dimension in rule_set.dimensions):
            strength = graded.strength if graded is not None else None
            alone = indicator.id if indicator.id in named else ""
            members.setdefault((dimension, strength, alone), []).append(indicator.id)
    return tuple(
        IndicatorClass(dimension, strength, tuple(members[dimension, strength, alone]))
        for place in (*rule_set.dimensions, None)
        for dimension, strength, alone in members
        if dimension == place
    )


def find_dimension(indicator: IndicatorId, catalogue: Catalogue) -> DimensionId | None:
    """Give the dimension that the id of an indicator begins with, if the catalogue has it."""
    prefix = DimensionId(indicator.partition(".")[0])
    return prefix if any(prefix == dimension.id for dimension in catalogue.dimensions) else None


def place_conditions(rule_set: RuleSet) -> Iterator[tuple[Condition, Path]]:
    """Give every condition of a rule set with its path in the document, findings first."""
    for name, finding in rule_set.findings.items():
        yield finding.when, ("findings", name, "when")
    for number, row in enumerate(rule_set.outcomes):
        if row.when is not None:
            yield row.when, ("outcomes", number, "when")


def list_subjects(rule_set: RuleSet) -> Iterator[str]:
    """Give what the conditions of a rule set read, in their order and with repetitions."""
    for condition, _ in place_conditions(rule_set):
        for statement in list_statements(condition):
            yield statement.subject
