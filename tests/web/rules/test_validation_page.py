"""Everybody can read how often rules and courts say the same, and how little that shows."""

import pytest
from flask import Flask

from app.conditions.truth import Truth
from app.engine.model import Decided, Decision
from app.services.validation import Validation, validate
from app.web.rules.validation import ValidationPage, build_validation_page
from app.web.rules.wording import DECIDED, DECISIONS, TRUTHS
from tests.web.conftest import SignIn
from tests.web.rules.test_rule_pages import LIBRARY, flatten

FOUND = validate(LIBRARY)
CHILDREN = LIBRARY.rules.rule_sets.newest("presumption-child").item.title


@pytest.fixture
def shown(app: Flask) -> ValidationPage:
    with app.test_request_context():
        return build_validation_page(LIBRARY, FOUND)


@pytest.mark.parametrize("name", ["inspector", "administrator"])
def test_page_is_found_from_how_this_is_decided(sign_in: SignIn, name: str) -> None:
    client = sign_in(name)

    page = client.follow(client.get("/rules"), "Held against decided court cases")

    assert page.heading == "Held against decided court cases"


def test_a_rule_set_leads_to_the_page_too(sign_in: SignIn) -> None:
    client = sign_in("analyst")

    page = client.follow(client.get("/rules/presumption-adult"), "Held against decided court cases")

    assert page.address == "/rules/decided-cases"


def test_page_says_everything_that_each_case_says(sign_in: SignIn) -> None:
    page = sign_in("analyst").get("/rules/decided-cases")

    said = [
        words
        for case in FOUND.cases
        for words in (
            *case.facts,
            case.name,
            case.citation,
            case.how,
            case.coded_by,
            case.published_outcome,
            case.note or "",
        )
    ]
    assert [words for words in said if flatten(words) not in page.text] == []
    assert page.text.count("not verified") == len(FOUND.cases) - FOUND.verified


def test_page_says_how_few_cases_there_are_and_who_coded_them(sign_in: SignIn) -> None:
    page = sign_in("analyst").get("/rules/decided-cases")

    counted = f"{len(FOUND.cases)} decided cases, {FOUND.verified} verified."
    assert counted in page.text
    assert "One person coded them" in page.text
    assert "it doesn't measure how well the rules work" in page.text


def test_agreement_is_counted_in_four_cells_with_both_intervals(shown: ValidationPage) -> None:
    rows = [[cell.words for cell in row] for row in shown.measured.rows]

    for row, measured in zip(rows, FOUND.measured, strict=True):
        counts = [int(each) for each in row[2:6]]
        assert sum(counts) == len(measured.agreement.comparisons)
        assert counts[0] == measured.sensitivity.count
        assert counts[0] + counts[1] == measured.sensitivity.total
        assert counts[3] == measured.specificity.count
        assert counts[2] + counts[3] == measured.specificity.total
    child = next(row for row in rows if row[:2] == [CHILDREN, "Forced labour"])
    assert child[2:] == [
        "1", "1", "0", "1",
        "1 of 2 (95 % interval: 1% to 99%)",
        "1 of 1 (95 % interval: 3% to 100%)",
    ]  # fmt: skip


def test_each_case_shows_what_every_rule_set_says_of_it_and_where_they_differ(
    shown: ValidationPage,
) -> None:
    views = {view.case.id: view for view in shown.cases}

    said = {(each.rule_set.words, each.about): each for each in views["V02"].said}
    forced_labour = said[CHILDREN, "Forced labour"]
    assert (forced_labour.decided, forced_labour.assuming_noes) == ("yes", "no")
    assert forced_labour.leaving_open == "open"
    assert not forced_labour.agrees
    assert sum(len(view.said) for view in shown.cases) == sum(
        len(each.agreement.comparisons) for each in FOUND.measured
    )


def test_coding_is_shown_in_the_words_of_the_catalogue(shown: ValidationPage) -> None:
    for view in shown.cases:
        assert [len(each.labels) for each in view.coded] == [
            len(names) for names in view.case.coded.values()
        ]
        assert not any("." in label for each in view.coded for label in each.labels)


def test_without_cases_the_page_says_so(app: Flask) -> None:
    with app.test_request_context():
        page = build_validation_page(LIBRARY, Validation((), (), FOUND.unmeasured))

    assert page.counted == "0 decided cases, 0 verified"
    assert page.measured.rows == ()


def test_every_code_has_words() -> None:
    assert set(DECIDED) == set(Decided)
    assert set(DECISIONS) == set(Decision)
    assert set(TRUTHS) == set(Truth)
