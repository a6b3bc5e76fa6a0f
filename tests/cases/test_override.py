from collections.abc import Mapping

import pytest

from app.cases.override import Override, Signs, contradicts, find_override
from app.cases.workflow import CaseEventKind

SAID = {"says": "no", "machine": "yes", "result": "r1"}
OVERRIDDEN = (CaseEventKind.OVERRIDDEN, SAID)
CONTRADICTED: tuple[CaseEventKind, Mapping[str, str]] = (
    CaseEventKind.OVERRIDE_CONTRADICTED,
    {"result": "r2"},
)
WITHDRAWN: tuple[CaseEventKind, Mapping[str, str]] = (CaseEventKind.OVERRIDE_WITHDRAWN, {})


def test_override_stands_with_what_the_machine_had_found() -> None:
    found = find_override([(CaseEventKind.SUBMITTED, {}), OVERRIDDEN])

    assert found == Override(says=False, machine="yes", result="r1")


def test_last_override_counts_and_nothing_contradicts_it_yet() -> None:
    again = (CaseEventKind.OVERRIDDEN, {**SAID, "says": "yes"})

    found = find_override([OVERRIDDEN, CONTRADICTED, again])

    assert found == Override(says=True, machine="yes", result="r1")


def test_contradicted_override_stands_and_is_flagged() -> None:
    found = find_override([OVERRIDDEN, CONTRADICTED])

    assert found is not None
    assert found.is_contradicted


def test_withdrawn_override_stands_no_longer_and_cannot_be_contradicted() -> None:
    assert find_override([OVERRIDDEN, WITHDRAWN]) is None
    assert find_override([OVERRIDDEN, WITHDRAWN, CONTRADICTED]) is None


@pytest.mark.parametrize(
    ("says", "before", "after", "flagged"),
    [
        (False, Signs("open", {"a": "unknown"}), Signs("open", {"a": "yes"}), True),
        (False, Signs("open", {"a": "unknown"}), Signs("open", {"a": "no"}), False),
        (False, Signs("open", {}), Signs("yes", {}), True),
        (False, Signs("yes", {"a": "yes"}), Signs("yes", {"a": "yes"}), False),
        (True, Signs("open", {"a": "unknown"}), Signs("open", {"a": "no"}), True),
        (True, Signs("open", {"a": "unknown"}), Signs("open", {"a": "yes"}), False),
        (True, Signs("open", {}), Signs("no", {}), True),
        (True, Signs("no", {"a": "no"}), Signs("no", {"a": "no"}), False),
    ],
)
def test_only_an_answer_against_it_contradicts_an_override(
    says: bool,  # noqa: FBT001
    before: Signs,
    after: Signs,
    flagged: bool,  # noqa: FBT001
) -> None:
    assert contradicts(says, before, after) is flagged
