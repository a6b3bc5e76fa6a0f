"""Records in memory are assessed together, and each as if it were alone."""

import pytest

from app.bulk.stored import assess_states
from app.conditions.truth import Truth
from app.engine.evaluate import assess_indicators
from tests.bulk.records import draw_people
from tests.engine.shipped import ADULT, CHILD, compiled


@pytest.mark.parametrize("name", ["presumption-child", "ilo-ec-2009-published"])
def test_stored_records_are_assessed_as_each_would_be_alone(name: str) -> None:
    rules = compiled(name, CHILD)
    people = draw_people([each.id for each in rules.catalogue.indicators], 200)
    records = [(f"case-{number}", states) for number, states in enumerate(people)]

    found = list(assess_states(rules, records))

    assert [each.record_id for each in found] == [name for name, _ in records]
    for each, states in zip(found, people, strict=True):
        alone = assess_indicators(rules, states)
        assert each.findings == {name: one.status for name, one in alone.findings.items()}
        assert each.dimensions == {name: one.status for name, one in alone.dimensions.items()}
        assert alone.outcome is not None
        assert each.possible_outcomes == alone.outcome.possible


def test_what_a_record_lacks_is_unknown() -> None:
    rules = compiled("presumption-adult", ADULT)
    unknown = dict.fromkeys(rules.class_of, Truth.UNKNOWN)

    lacking, whole = assess_states(rules, [("a", {}), ("a", unknown)])

    assert lacking == whole


def test_no_records_give_no_results() -> None:
    assert list(assess_states(compiled("presumption-adult", ADULT), [])) == []
