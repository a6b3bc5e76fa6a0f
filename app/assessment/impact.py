"""What other rule sets would make of an assessment that was frozen, without its answers."""

import json
from collections.abc import Iterable

from app.assessment.assess import list_groups
from app.assessment.compare import ResultChange, compare_frozen
from app.assessment.freeze import freeze_result
from app.assessment.model import Edition
from app.conditions.truth import Truth
from app.engine.evaluate import assess_indicators
from app.instruments.ids import IndicatorId

# What indicators are made of: where one of these is newer, their states may be other ones.
DERIVING = frozenset({"questionnaire", "module", "parameters"})


def reapply(content: str, leading: Iterable[Edition], others: Iterable[Edition]) -> str:
    """Give a frozen assessment as it would be with these rule sets and the same indicators."""
    frozen = json.loads(content)
    groups = list_groups(Truth(frozen["child"]))
    states = {IndicatorId(name): Truth(value) for name, value in frozen["indicators"].items()}
    for place, editions in (("leading", tuple(leading)), ("others", tuple(others))):
        frozen[place] = [
            freeze_result(assess_indicators(edition.compiled, states))
            for group in groups
            for edition in editions
            if edition.compiled.group == group
        ]
    return json.dumps(frozen)


def list_changes(
    content: str, leading: Iterable[Edition], others: Iterable[Edition]
) -> tuple[ResultChange, ...]:
    """Give what would come out differently with these rule sets and the same indicators."""
    return compare_frozen(content, reapply(content, leading, others)).results


def list_deriving(content: str) -> frozenset[str]:
    """Give the names of the files that the indicators of a frozen assessment come from."""
    versions = json.loads(content)["versions"]
    return frozenset(str(each["name"]) for each in versions if each["kind"] in DERIVING)
