"""The shipped rule sets say what they must, in words that never claim too much."""

from collections.abc import Mapping
from itertools import chain

import pytest

from app.documents.model import StrictModel, parse_as
from app.documents.reader import load_document
from app.engine.example_checks import check_examples
from app.engine.model import Example, ExampleFile, Expectation, Others, RuleSet
from app.engine.subjects import DIMENSION_CODES
from app.instruments.catalogue import Published
from tests.engine.shipped import ROOT, load_catalogues, load_shipped

RULES = ROOT / "rules"
SHIPPED = (
    "icls-2018-adult",
    "icls-2018-child",
    "ilo-ec-2009-published",
    "ilo-survey-2012-adult",
    "presumption-adult",
    "presumption-adult-rows-strong",
    "presumption-adult-rows-weak",
    "presumption-child",
)
GROUPS = {"adult_labour": "adult", "child_labour": "child"}
MOST_LINES = 130  # One page of a print-out with a small font.


class CourtCase(StrictModel):
    """A decided case as the reference file writes it."""

    id: str
    name: str
    cite: str
    verified: str
    group: str
    facts: tuple[str, ...]
    indicators_present: tuple[str, ...]
    published_outcome: str
    dimensions: dict[str, str]
    expected_with_assumed_noes: dict[str, dict[str, str]]
    expected_with_unknowns: dict[str, dict[str, str | tuple[str, ...]]]
    disagreement: str | None = None


class Boundaries(StrictModel):
    """The boundary counts as the reference file writes them."""

    source: str
    minimal_positive: tuple[dict[str, str], ...]
    maximal_negative: tuple[dict[str, str], ...]


class CourtCases(StrictModel):
    """The reference file of court cases."""

    cases: tuple[CourtCase, ...]
    rule_boundaries: Boundaries


REFERENCE = parse_as(
    load_document(ROOT / "tests" / "reference" / "court-cases.yaml", "court-cases.yaml"), CourtCases
)


def _published() -> list[Published[RuleSet]]:
    return list(load_shipped().rule_sets)


def _examples(rule_set: str) -> list[Example]:
    files = sorted((RULES / rule_set / "examples").glob("*.yaml"))
    assert files
    read = (parse_as(load_document(path, path.name), ExampleFile) for path in files)
    return list(chain.from_iterable(file.examples for file in read))


def _said(expect: Expectation) -> dict[str, str | tuple[str, ...]]:
    said: dict[str, str | tuple[str, ...]] = {
        name: status.value for name, status in expect.findings.items()
    }
    if expect.outcome is not None:
        said["outcome"] = expect.outcome
    if expect.possible_outcomes:
        said["possible_outcomes"] = tuple(sorted(expect.possible_outcomes))
    return said


def test_every_rule_set_of_the_plan_is_there() -> None:
    assert set(load_shipped().rule_sets.list_ids()) >= set(SHIPPED)


def test_every_worked_example_comes_out_as_it_says_and_none_is_missing() -> None:
    assert check_examples(RULES, load_shipped()) == []


@pytest.mark.parametrize("published", _published(), ids=lambda published: published.name)
def test_a_rule_set_is_short_enough_to_be_read_at_once(published: Published[RuleSet]) -> None:
    text = (RULES / published.id / f"{published.version}.yaml").read_text(encoding="utf-8")

    assert text.count("\n") <= MOST_LINES
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("published", _published(), ids=lambda published: published.name)
def test_dimensions_stand_in_the_order_of_the_catalogue(published: Published[RuleSet]) -> None:
    catalogue = load_catalogues().get(published.item.reads).item

    order = [each.id for each in catalogue.dimensions]
    assert list(published.item.dimensions) == sorted(published.item.dimensions, key=order.index)


@pytest.mark.parametrize("published", _published(), ids=lambda published: published.name)
def test_no_label_claims_that_nothing_is_wrong(published: Published[RuleSet]) -> None:
    rows = {row.code: row for row in published.item.outcomes}

    assert "no signs" not in " ".join(row.label.lower() for row in rows.values())
    assert all(
        "doesn't mean that all is well" in rows[code].because
        for code in rows
        if code == "not_indicated"
    )


@pytest.mark.parametrize("case", REFERENCE.cases, ids=lambda case: case.id)
def test_each_court_case_is_an_example_with_assumed_noes_and_with_unknowns(
    case: CourtCase,
) -> None:
    default = f"presumption-{GROUPS[case.group]}"
    assert set(case.expected_with_assumed_noes) == {default, "ilo-ec-2009-published"}
    for rule_set in case.expected_with_assumed_noes:
        found = [each for each in _examples(rule_set) if each.name.startswith(f"{case.id}")]

        assert [each.others for each in found] == [Others.ASSUMED_NO, Others.UNKNOWN]
        assert all(each.present == case.indicators_present for each in found)
        assert all(each.case == f"{case.name}, {case.cite}" for each in found)
        assert all("Facts published, coding ours" in (each.note or "") for each in found)
        assert {k: v.value for k, v in found[0].expect.dimensions.items()} == case.dimensions
        assert _said(found[0].expect) == case.expected_with_assumed_noes[rule_set]
        if rule_set in case.expected_with_unknowns:
            assert _said(found[1].expect) == case.expected_with_unknowns[rule_set]


def _boundary(counts: Mapping[str, str], *, weak: bool) -> frozenset[tuple[str, str]]:
    """Give a boundary as an example writes it, without what is 0."""
    return frozenset(
        (strength, "all" if number == "any" else number)
        for strength, number in counts.items()
        if number != "0" and (weak or strength != "weak")
    )


@pytest.mark.parametrize(
    ("rule_set", "weak"), [("presumption-adult", True), ("presumption-child", False)]
)
@pytest.mark.parametrize("status", DIMENSION_CODES)
def test_every_boundary_that_a_group_can_reach_is_an_example(
    rule_set: str, status: str, *, weak: bool
) -> None:
    boundaries = REFERENCE.rule_boundaries
    stated = boundaries.minimal_positive if status == "positive" else boundaries.maximal_negative
    reachable = {
        _boundary(counts, weak=weak) for counts in stated if weak or counts["weak"] in {"0", "any"}
    } - {frozenset()}

    found = {
        frozenset((strength.value, number) for strength, number in each.in_each_dimension.items())
        for each in _examples(rule_set)
        if each.expect.that_dimension and each.expect.that_dimension.value == status
    }

    assert found == reachable
