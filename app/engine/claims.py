"""What a result claims of the things that courts decide, so that rule sets can be compared."""

from collections.abc import Set as AbstractSet

from app.conditions.truth import Truth, any_of
from app.engine.model import Decided, OutcomeRow, RuleSet
from app.engine.result import FindingStatus, RuleSetResult

_TRUTHS = {
    FindingStatus.YES: Truth.YES,
    FindingStatus.NO: Truth.NO,
    FindingStatus.OPEN: Truth.UNKNOWN,
}


def speaks_of(rule_set: RuleSet, target: Decided) -> bool:
    """Say whether a rule set claims anything of a thing that courts decide."""
    findings = rule_set.findings.values()
    return any(target in each.stands_for for each in findings) or any(
        target in row.stands_for for row in rule_set.outcomes
    )


def read_claim(rule_set: RuleSet, target: Decided, result: RuleSetResult) -> Truth | None:
    """Say whether anything in a result that stands for the target is yes.

    None where the rule set says nothing of that, or nothing of this person: that is not a no.
    """
    truths = [
        _TRUTHS[result.findings[name].status]
        for name, finding in rule_set.findings.items()
        if target in finding.stands_for
    ]
    rows = {row.code: _read_row(row, target) for row in rule_set.outcomes}
    if result.outcome is not None and Truth.YES in rows.values():
        possible = {rows[code] for code in result.outcome.possible}
        if possible == {None} and not truths:
            return None
        truths.append(_agree(possible))
    return any_of(truths) if truths else None


def _read_row(row: OutcomeRow, target: Decided) -> Truth | None:
    if row.says_nothing:
        return None
    return Truth.YES if target in row.stands_for else Truth.NO


def _agree(possible: AbstractSet[Truth | None]) -> Truth:
    """Give what all rows say that are still possible; unknown where they don't say the same."""
    (said, *others) = possible
    return Truth.UNKNOWN if others or said is None else said
