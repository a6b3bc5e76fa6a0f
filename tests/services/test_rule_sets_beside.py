"""Which rule sets are applied beside those that lead."""

import pytest

from app.documents.problem import DocumentError
from app.services.library import LEADING, Library, list_others, load_library
from app.settings import REPOSITORY

SURVEY = "ilo-survey-2012-adult"


def test_every_rule_set_that_is_on_is_applied_and_those_that_lead_are_not_repeated(
    library: Library,
) -> None:
    assert {*LEADING, *list_others(library), SURVEY} == set(library.rules.rule_sets.list_ids())
    assert not {*LEADING, SURVEY} & set(list_others(library))


def test_rule_set_that_is_to_be_switched_on_must_be_there() -> None:
    indicators, rules = REPOSITORY / "indicators", REPOSITORY / "rules"

    with pytest.raises(DocumentError) as caught:
        load_library(indicators, rules, switched_on=("ilo-survey-2012-adlt",))

    assert f"Did you mean “{SURVEY}”?" in str(caught.value)
