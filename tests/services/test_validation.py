"""Every rule set is measured against every decided case, and few cases make wide intervals."""

import pytest

from app.engine.model import Decided
from app.services.library import Library
from app.services.validation import Measured, validate


def find(library: Library, name: str, target: Decided) -> Measured:
    return next(
        each
        for each in validate(library).measured
        if (each.agreement.compiled.rule_set.id, each.agreement.target) == (name, target)
    )


def test_rates_bear_exact_intervals(library: Library) -> None:
    found = find(library, "presumption-child", Decided.FORCED_LABOUR)

    assert (found.sensitivity.count, found.sensitivity.total) == (1, 2)
    assert (found.sensitivity.low, found.sensitivity.high) == pytest.approx(
        (1 - 0.975**0.5, 0.975**0.5)
    )
    assert found.specificity.total == 1


def test_where_no_case_was_decided_so_nothing_is_claimed(library: Library) -> None:
    found = find(library, "ilo-ec-2009-published", Decided.TRAFFICKING)

    rate = found.specificity
    assert (rate.count, rate.total, rate.low, rate.high) == (0, 0, 0, 1)


def test_rule_sets_that_no_case_can_be_compared_with_are_named(library: Library) -> None:
    found = validate(library)

    assert found.unmeasured == ("Survey guidelines of 2012, adults (superseded, unverified)",)
    assert 0 < found.verified <= len(found.cases)
