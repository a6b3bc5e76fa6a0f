"""An assessment as text that never changes: codes, versions and fingerprints, no free text.

Reasons and other free text stay sealed with their case; they are no part of what is computed.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from app.assessment.model import Assessment, Openness, Sources
from app.engine.result import RuleSetResult

FORMAT = 1

Frozen: TypeAlias = "str | int | list[Frozen] | dict[str, Frozen] | None"


@dataclass(frozen=True)
class Version:
    """One file that an assessment used: what it is, `id@version`, and the SHA-256 of the file."""

    kind: str
    name: str
    title: str
    fingerprint: str


def list_versions(sources: Sources) -> Iterator[Version]:
    """Give every file that an assessment by `sources` uses."""
    kinds = (
        ("questionnaire", sources.questionnaire),
        ("module", sources.module),
        ("catalogue", sources.catalogue),
        *(("catalogue", each) for each in sources.further),
        ("catalogue", sources.eleven),
        ("parameters", sources.parameters),
    )
    for kind, published in kinds:
        if published is not None:
            title = published.item.title
            yield Version(kind, published.name, title, published.fingerprint)
    seen: set[str] = set()
    for edition in (*sources.leading, *sources.others):
        rule_set = edition.published
        if rule_set.name not in seen:
            seen.add(rule_set.name)
            yield Version("rule_set", rule_set.name, rule_set.item.title, rule_set.fingerprint)


def freeze(assessment: Assessment) -> str:
    """Give the assessment as JSON with sorted keys: the same assessment gives the same text."""
    settings = assessment.interview.settings
    content: Frozen = {
        "format": FORMAT,
        "day": assessment.interview.day.isoformat(),
        "versions": [
            {"kind": each.kind, "name": each.name, "fingerprint": each.fingerprint}
            for each in list_versions(assessment.sources)
        ],
        "child": assessment.child.value,
        "indicators": {
            str(name): result.truth.value
            for name, result in {**assessment.indicators, **assessment.further}.items()
        },
        "set_by_interviewer": {
            str(name): "yes" if setting.present else "no" for name, setting in settings.items()
        },
        "leading": [freeze_result(result) for result in assessment.leading],
        "others": [freeze_result(result) for result in assessment.others],
        "open": _freeze_openness(assessment.openness),
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


def fingerprint_frozen(text: str) -> str:
    """Give the SHA-256 of a frozen assessment as hexadecimal text."""
    return hashlib.sha256(text.encode()).hexdigest()


def freeze_result(result: RuleSetResult) -> Frozen:
    """Give what a rule set said as it stands in a frozen assessment."""
    outcome = result.outcome
    return {
        "rule_set": f"{result.rule_set}@{result.version}",
        "group": result.group,
        "dimensions": {name: each.status.value for name, each in result.dimensions.items()},
        "findings": {name: each.status.value for name, each in result.findings.items()},
        "possible_outcomes": [] if outcome is None else list(outcome.possible),
        "deciding": {str(name): rank for name, rank in result.deciding.items()},
    }


def _freeze_openness(openness: Openness) -> Frozen:
    return {
        "not_asked": [str(each.question) for each in openness.not_asked],
        "not_answered": [str(each.question) for each in openness.not_answered],
        "beyond": [str(name) for name in openness.beyond],
        "lacking": {str(name): list(codes) for name, codes in openness.lacking},
    }
