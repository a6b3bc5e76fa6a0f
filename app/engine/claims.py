"""What a result claims of the things that courts decide, so that rule sets can be compared."""

from app.conditions.truth import Truth, any_of
from app.engine.model import Decided, RuleSet
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


def read_claim(rule_set: RuleSet, target: Decided, result: RuleSetResult) -> Truth:
    """Say whether anything in a result that stands for the target is yes."""
    truths = [
        _TRUTHS[result.findings[name].status]
        for name, finding in rule_set.findings.items()
        if target in finding.stands_for
    ]
    rows = {row.code for row in rule_set.outcomes if target in row.stands_for}
    if rows and result.outcome is not None:
        met = [code in rows for code in result.outcome.possible]
        truths.append(Truth.YES if all(met) else Truth.UNKNOWN if any(met) else Truth.NO)
    return any_of(truths)
