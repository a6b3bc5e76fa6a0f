"""Words for rule sets side by side: one for each code, and none stronger than the result."""

import pytest

from app.conditions.truth import Truth
from app.engine.model import Decided
from app.reports.findings import Part
from app.reports.sides import Difference
from tests.reports.test_words import say as say_words
from tests.reports.test_words import say_from

TEMPLATE = "reports/side_words.html"


def say(name: str, *parts: object) -> str:
    return say_from(TEMPLATE, name, *parts)


def test_everything_that_courts_decide_has_words_of_its_own() -> None:
    words = [say("claim_words", about.value) for about in Decided]

    assert all(words)
    assert len(set(words)) == len(Decided)


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (
            Difference("forced_labour", "", ("no",), ("open",), ""),
            "Signs of forced labour: here open, by the rules that lead no.",
        ),
        (
            Difference("finding", "Unfree recruitment", ("no",), ("yes",), ""),
            "Unfree recruitment: here yes, by the rules that lead no.",
        ),
        (
            Difference("outcome", "", ("Exploited",), ("Deceived", "Exploited"), ""),
            "Outcome: here open (2 outcomes still possible), by the rules that lead “Exploited”.",
        ),
    ],
)
def test_difference_says_what_each_of_the_two_says(difference: Difference, words: str) -> None:
    assert say("difference_words", difference) == words


@pytest.mark.parametrize(
    ("truth", "words"),
    [
        (Truth.YES, "Duress: has a strong indicator"),
        (Truth.NO, "Duress: has no strong indicator"),
        (Truth.UNKNOWN, "Duress: open"),
    ],
)
def test_part_of_a_rule_that_asks_for_a_strong_indicator_has_words(
    truth: Truth, words: str
) -> None:
    assert say_words("part_words", Part("duress", "Duress", ("strong",), truth)) == words
