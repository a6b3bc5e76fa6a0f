"""What is asked of every record: what each function may be, and what could still decide it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from app.bulk.plan import Plan, PlanMaker, Value
from app.bulk.planner import Planner
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import Node
from app.instruments.ids import IndicatorId

NameT = TypeVar("NameT", bound=str)

PRESUMPTION: Final = "presumption"


@dataclass(frozen=True)
class Standing:
    """Whether a function may be yes for a record, and whether it may be no."""

    may_be: Value
    may_not_be: Value


@dataclass(frozen=True)
class Questions:
    """A plan, and the names in it under which the answers are found.

    `indicators` are those that are read. `group` is given where the rule set has several.
    `deciding` says of each indicator what is true where it would be deciding if it is unknown.
    It is plain data, so that it can be sent to other machines.
    """

    rule_set: str
    group: str | None
    indicators: tuple[IndicatorId, ...]
    plan: Plan
    dimensions: Mapping[str, Standing]
    findings: Mapping[str, Standing]
    outcomes: Mapping[str, Standing]
    deciding: Mapping[IndicatorId, Value]


def plan_questions(compiled: CompiledRuleSet, *, explain: bool = False) -> Questions:
    """Plan what a rule set says of a record; with `explain`, also what could still decide."""
    maker = PlanMaker()
    planner = Planner(compiled, maker)

    def ask(nodes: Mapping[NameT, Node]) -> dict[str, Standing]:
        negate = compiled.diagrams.negate
        return {
            name: Standing(planner.may_be(node), planner.may_be(negate(node)))
            for name, node in nodes.items()
        }

    dimensions, findings = ask(compiled.dimensions), ask(compiled.findings)
    outcomes = ask(compiled.outcomes)
    deciding = _ask_what_decides(compiled, planner) if explain else {}
    rule_set = compiled.rule_set
    return Questions(
        rule_set=f"{rule_set.id}@{rule_set.version}",
        group=compiled.group if len(rule_set.groups) > 1 else None,
        indicators=tuple(compiled.class_of),
        plan=maker.finish(),
        dimensions=dimensions,
        findings=findings,
        outcomes=outcomes,
        deciding=deciding,
    )


def _ask_what_decides(compiled: CompiledRuleSet, planner: Planner) -> dict[IndicatorId, Value]:
    """Ask what decides the presumption; where there is none, the outcome or else any finding.

    An unknown indicator decides if, in some completion of the others, its yes and no differ.
    """
    diagrams = compiled.diagrams
    presumed = [node for finding, node in compiled.findings.items() if finding == PRESUMPTION]
    targets = presumed or compiled.outcomes.values() or compiled.findings.values()
    of_class: list[Value] = []
    for level in range(len(compiled.classes)):
        differs = (diagrams.differ(each, diagrams.with_one_more(each, level)) for each in targets)
        of_class.append(planner.may_be(diagrams.any_of(differs), left_out=level))
    return {indicator: of_class[level] for indicator, level in compiled.class_of.items()}
