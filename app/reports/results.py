"""What one rule set says, with its dimensions, the indicators in them, and the reasons."""

from collections.abc import Iterator, Mapping

from app.assessment.explain import IndicatorExplanation
from app.conditions.evaluate import Trace, list_deciding_statements
from app.conditions.model import Codes, Statement
from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.explain import (
    DimensionExplanation,
    FindingExplanation,
    RowStanding,
    StrengthExplanation,
    explain_result,
)
from app.engine.model import OutcomeRow
from app.instruments.ids import IndicatorId
from app.instruments.model import Catalogue, Clause
from app.instruments.model import Dimension as CatalogueDimension
from app.instruments.vocabulary import Strength
from app.reports.findings import (
    Dimension,
    Finding,
    GradedIndicator,
    Outcome,
    Part,
    Result,
    StrengthClause,
)
from app.reports.origins import Backing

Explanations = Mapping[IndicatorId, IndicatorExplanation]


def build_result(compiled: CompiledRuleSet, explanations: Explanations) -> Result:
    """Give what a rule set says of the indicators, for the group that it is compiled for."""
    states = {name: each.truth for name, each in explanations.items()}
    explained = explain_result(compiled, states)
    labels = _label_subjects(compiled.catalogue)
    dimensions = {each.id: each for each in compiled.catalogue.dimensions}
    return Result(
        rule_set=compiled.rule_set.id,
        version=compiled.rule_set.version,
        title=compiled.rule_set.title,
        group=compiled.group or "",
        findings=tuple(_build_finding(each, labels) for each in explained.findings),
        possible=tuple(
            _build_outcome(each.row)
            for each in explained.rows
            if each.standing is not RowStanding.EXCLUDED
        ),
        dimensions=tuple(
            _build_dimension(dimensions[each.result.dimension], each, compiled, explanations)
            for each in explained.dimensions
        ),
    )


def _label_subjects(catalogue: Catalogue) -> dict[str, str]:
    dimensions: dict[str, str] = {each.id: each.label for each in catalogue.dimensions}
    return dimensions | {each.id: each.label for each in catalogue.indicators}


def _build_finding(explained: FindingExplanation, labels: Mapping[str, str]) -> Finding:
    rule = explained.rule
    return Finding(
        code=explained.result.finding,
        title=rule.title,
        status=explained.result.status,
        because=rule.because,
        backing=Backing(rule.source, rule.provenance),
        parts=tuple(_list_parts(explained.trace, labels)),
    )


def _list_parts(trace: Trace, labels: Mapping[str, str]) -> Iterator[Part]:
    """Give the statements that decide; while nothing is decided, all of them."""
    is_open = trace.truth is Truth.UNKNOWN
    for each in _list_statements(trace) if is_open else list_deciding_statements(trace):
        statement = each.condition
        if isinstance(statement, Statement) and isinstance(statement.operand, Codes):
            label = labels.get(statement.subject, "")
            yield Part(statement.subject, label, statement.operand.codes, each.truth)


def _list_statements(trace: Trace) -> Iterator[Trace]:
    if trace.judgement is not None:
        yield trace
    for part in trace.parts:
        yield from _list_statements(part)


def _build_outcome(row: OutcomeRow) -> Outcome:
    return Outcome(row.code, row.label, row.because, Backing(row.source, row.provenance))


def _build_dimension(
    dimension: CatalogueDimension,
    explained: DimensionExplanation,
    compiled: CompiledRuleSet,
    explanations: Explanations,
) -> Dimension:
    present, absent, unknown = (
        tuple(
            indicator
            for strength in explained.strengths
            for indicator in _grade(strength, truth, compiled, explanations)
        )
        for truth in (Truth.YES, Truth.NO, Truth.UNKNOWN)
    )
    return Dimension(
        code=dimension.id,
        label=dimension.label,
        status=explained.result.status,
        clause=() if explained.fulfilled is None else tuple(_list_clause(explained.fulfilled)),
        present=present,
        absent=absent,
        open=unknown,
    )


def _grade(
    strength: StrengthExplanation,
    truth: Truth,
    compiled: CompiledRuleSet,
    explanations: Explanations,
) -> Iterator[GradedIndicator]:
    names = {Truth.YES: strength.present, Truth.NO: strength.absent, Truth.UNKNOWN: strength.open}
    indicators = {each.id: each for each in compiled.catalogue.indicators}
    for name in names[truth]:
        graded = None if compiled.group is None else indicators[name].strengths.get(compiled.group)
        provenance = indicators[name].provenance if graded is None else graded.provenance
        yield GradedIndicator(explanations[name], strength.strength, provenance)


def _list_clause(clause: Clause) -> Iterator[StrengthClause]:
    minimums = (
        (None, False, clause.indicators),
        (Strength.STRONG, False, clause.strong),
        (Strength.MEDIUM, False, clause.medium),
        (Strength.MEDIUM, True, clause.medium_or_weak),
        (Strength.WEAK, False, clause.weak),
    )
    for strength, or_weaker, count in minimums:
        if count:
            yield StrengthClause(strength, or_weaker, count)
