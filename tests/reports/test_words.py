"""Sentences that page and PDF share: careful ones, and one for each code."""

from enum import Enum
from html import unescape

import pytest

from app.conditions.truth import Truth
from app.engine.result import DimensionStatus, FindingStatus
from app.instruments.vocabulary import Provenance, Strength
from app.questionnaire.model import Basis
from app.reports.content import SummaryContent
from app.reports.render import get_environment, speaking
from tests.assessment.story import ADULT_SINCE_LONG, give, set_to
from tests.reports.small import build_sources, summarise, word
from tests.reports.stories import AGELESS, CONFLICTING, PRESUMED, STORIES

INDICATORS = tuple(str(each.id) for each in build_sources().catalogue.item.indicators)
NO_FINDING_THAT_NOTHING_IS_WRONG = (
    "The answers so far do not add up to a presumption of trafficking. "
    "This is not a finding that nothing is wrong."
)
STAYS_OPEN = (
    "Nothing that is left to ask can change this result. It stays open all the same: "
    "something was not answered, or can't be asked here."
)
ONLY_BEFORE_TAX = (
    "the country's minimum wage is only known before tax, and can't be compared with pay in hand"
)
CALL = """{% import template as words with context %}{{ words[name](*parts) }}"""


def say(name: str, *parts: object) -> str:
    return say_from("reports/words.html", name, *parts)


def say_from(template: str, name: str, *parts: object) -> str:
    with speaking(word()):
        call = get_environment().from_string(CALL)
        said = call.render(wording=word(), template=template, name=name, parts=parts)
    return unescape(said)


def first_sentences(content: SummaryContent) -> list[str]:
    return [say("first_sentence", result) for result in content.results]


@pytest.mark.parametrize(
    ("macro", "codes"),
    [
        ("finding_word", FindingStatus),
        ("dimension_word", DimensionStatus),
        ("indicator_word", Truth),
        ("strength_word", Strength),
        ("provenance_words", Provenance),
        ("basis_words", Basis),
        ("age_words", Truth),
    ],
)
def test_every_code_has_words_of_its_own(macro: str, codes: type[Enum]) -> None:
    words = [say(macro, code) for code in codes]

    assert all(words)
    assert len(set(words)) == len(words)


def test_a_presumption_is_said_in_careful_words() -> None:
    assert first_sentences(summarise(PRESUMED)) == [
        "There are signs that add up to a presumption of trafficking."
    ]


def test_for_a_child_the_sentence_says_so() -> None:
    child, adult = first_sentences(summarise(AGELESS))

    assert child == "There are signs that add up to a presumption of trafficking of a child."
    assert adult == "It can't be said yet whether there is a presumption of trafficking."


def test_exploitation_without_means_is_named_beside_the_no() -> None:
    (sentence,) = first_sentences(summarise(*STORIES["assumed"]))

    assert sentence.startswith("The answers so far do not add up to a presumption of trafficking")
    assert sentence.endswith("but they do add up to exploitation at work.")


def test_warning_signs_never_read_as_nothing_found() -> None:
    content = summarise(
        give({**ADULT_SINCE_LONG, "papers_held": "employer", "papers_back": "no"}),
        set_to(absent=set(INDICATORS) - {"coercion_at_destination.documents"}),
    )

    (sentence,) = first_sentences(content)
    assert sentence.endswith("a presumption of trafficking, but there are warning signs.")


def test_a_no_without_signs_is_no_finding_that_nothing_is_wrong() -> None:
    content = summarise(give(ADULT_SINCE_LONG), set_to(absent=INDICATORS))

    assert first_sentences(content) == [NO_FINDING_THAT_NOTHING_IS_WRONG]


def test_a_rule_set_that_speaks_of_no_presumption_never_says_that_there_is_one() -> None:
    (side,) = summarise(PRESUMED).comparison.sides

    assert "do not add up" in say("first_sentence", side.others[0].result)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("presumed", "Nothing that is left to ask can change this result."),
        (
            "silent",
            STAYS_OPEN,
        ),
        ("empty", "15 questions that are not asked yet could change this result."),
    ],
)
def test_what_could_still_change_the_result_is_said_in_one_sentence(name: str, words: str) -> None:
    content = summarise(*STORIES[name])

    assert say("openness_words", content.openness, content.settled) == words


@pytest.mark.parametrize(
    ("settled", "words"),
    [
        ("yes", "No open question can take this presumption away."),
        ("no", "No open question can add up to a presumption any more."),
    ],
)
def test_a_settled_presumption_is_said_to_be_settled(settled: str, words: str) -> None:
    said = say("openness_words", summarise(*STORIES["empty"]).openness, settled)

    assert said.startswith(words)
    assert said.endswith("could still change the rest.")


def test_assumed_answers_are_counted_aloud() -> None:
    content = summarise(*STORIES["assumed"])

    assert say("assumed_words", content.progress) == "3 of 11 answers are assumed: nobody said so."


def test_a_set_indicator_that_contradicts_the_answers_is_said_to() -> None:
    (conflict,) = summarise(PRESUMED, CONFLICTING).conflicts

    assert say("conflict_words", conflict.setting) == (
        "The answers say that it is present; that counts."
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("parameter:minimum_wage", "the country's minimum wage is not known for these dates"),
        ("parameter:rest_days", "the country's rest days is not known for these dates"),
        (
            "parameter:minimum_wage:net",
            ONLY_BEFORE_TAX,
        ),
        (
            "currency",
            "the amounts are in another currency than the country's, and can't be compared",
        ),
        ("pay_period", "it is not known for which time the amount was paid"),
        ("precision", "what is known is not exact enough to decide"),
    ],
)
def test_what_is_missing_is_named(code: str, words: str) -> None:
    assert say("missing_words", code) == words


def test_a_figure_is_said_beside_its_limit_and_named_once() -> None:
    (first, *_) = summarise(PRESUMED).results[0].dimensions[1].present
    assert first.explanation.grounds is not None
    figures = first.explanation.grounds.figures

    said = say("figures_words", (*figures, *figures))

    assert said == (
        "Hours of work in a week: 105 · Maximum weekly hours: 48 · Maximum weekly hours: 48"
    )


def test_an_age_is_said_beside_the_age_that_it_is_compared_with() -> None:
    said = say("figures_words", summarise(PRESUMED).age.figures)

    assert said == (
        "Age in years, when recruited: 33 · compared with: 18 · "
        "Age in years, when the work began: 33 · compared with: 18"
    )


def test_a_parameter_that_is_missing_is_named_in_place_of_its_limit() -> None:
    content = summarise(PRESUMED, laws=False)
    (hours,) = (
        sign.explanation.grounds
        for sign in content.results[0].dimensions[1].open
        if sign.explanation.indicator == "exploitation.hours"
    )
    assert hours is not None

    assert say("figures_words", hours.figures) == (
        "Hours of work in a week: 105 · maximum weekly hours: not known for these dates"
    )


def test_the_counts_that_make_a_dimension_positive_are_said() -> None:
    dimensions = summarise(PRESUMED).results[0].dimensions

    said = [say("clause_words", dimension.clause) for dimension in dimensions[1:]]
    assert said == ["at least 1 strong + 1 medium or weak", "at least 2 strong"]


def test_part_of_a_rule_is_said_as_it_stands() -> None:
    undecided = summarise(give({})).results[1].findings[0]

    assert [say("part_words", part) for part in undecided.parts] == [
        "Exploitation: open",
        "Deceptive recruitment: not positive",
        "Coercion at destination: open",
    ]


def test_every_kind_of_version_has_words() -> None:
    kinds = {version.kind for version in summarise(PRESUMED).origins.versions} | {"module"}

    assert all(say("version_kind", kind) for kind in kinds)
