"""What each level of disclosure shows, in print and in all parts of the content."""

from dataclasses import fields, is_dataclass
from html import unescape
from typing import Any

import pytest

from app.assessment.explain import GivenAnswer
from app.conditions.values import Text
from app.reports.disclosure import RULES, disclose
from app.reports.imprint import Level
from app.reports.render import render_summary
from tests.assessment.story import set_to
from tests.reports.small import CASE, imprint, summarise, word
from tests.reports.stories import ASSUMED, PRESUMED

OWN_WORDS = "A man came to our village."
REASON = next(iter(set_to(present=["exploitation.bad_living"]).values())).reason
STATED = {
    Level.FULL: "Full: with the person's own words. Keep it with the case.",
    Level.CASE_NUMBER: "Case number only: nobody's own words, no names.",
    Level.SHAREABLE: "Shareable: no case number, no answers; not when or by whom.",
}
# What must be found at a level, and nowhere at the next ones.
SHOWN_UP_TO = {
    Level.FULL: (OWN_WORDS, CASE.interviewer, REASON),
    Level.CASE_NUMBER: (CASE.case_number, "20 November 2026", "105", "French", "since 1 January"),
    Level.SHAREABLE: ("Presumption of trafficking", "Excessive hours", "Labour Inspectorate"),
}


def print_html(level: Level) -> str:
    settings = set_to(present=["exploitation.bad_living"])
    return unescape(render_summary(summarise(PRESUMED, settings), word(), imprint(level)))


def walk(value: Any) -> list[Any]:
    if isinstance(value, tuple):
        return [value, *(found for each in value for found in walk(each))]
    if is_dataclass(value):
        parts = (getattr(value, each.name) for each in fields(value))
        return [value, *(found for part in parts for found in walk(part))]
    return [value]


@pytest.mark.parametrize("level", Level)
def test_every_page_states_its_level(level: Level) -> None:
    html = print_html(level)

    assert STATED[level] in html.partition("<main>")[0]
    assert not [words for other, words in STATED.items() if other is not level and words in html]


@pytest.mark.parametrize("level", Level)
def test_each_level_shows_what_is_its_own_and_nothing_of_those_above(level: Level) -> None:
    html = print_html(level)

    levels = list(Level)
    for other, shown in SHOWN_UP_TO.items():
        is_in = levels.index(other) >= levels.index(level)
        assert [words for words in shown if (words in html) != is_in] == []


def test_levels_are_told_apart_by_rules_of_their_own() -> None:
    assert set(RULES) == set(Level)


@pytest.mark.parametrize("level", [Level.CASE_NUMBER, Level.SHAREABLE])
def test_no_part_of_the_content_keeps_own_words(level: Level) -> None:
    content = summarise(PRESUMED)

    kept = [each.value for each in walk(disclose(content, level)) if isinstance(each, GivenAnswer)]

    assert [each for each in walk(content) if isinstance(each, Text)]
    assert not [value for value in kept if isinstance(value, Text)]


def test_shareable_content_keeps_no_answer_at_all() -> None:
    shown = disclose(summarise(PRESUMED), Level.SHAREABLE)

    assert not [each for each in walk(shown) if isinstance(each, GivenAnswer) and each.is_value]


def test_shareable_print_speaks_of_no_answers_that_are_not_there() -> None:
    full, shareable = (
        render_summary(summarise(ASSUMED), word(), imprint(level))
        for level in (Level.FULL, Level.SHAREABLE)
    )

    for words in ("Each of them is marked below.", "with the answers behind it", "All answers"):
        assert words in full
        assert words not in shareable
