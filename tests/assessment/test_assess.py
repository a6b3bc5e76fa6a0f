"""From an interview to everything that follows: groups, findings, dangers, the eleven."""

import pytest

from app.assessment.assess import list_groups
from app.assessment.model import ADULT, CHILD, Assessment
from app.conditions.truth import Truth
from app.conditions.values import Silence
from app.engine.result import FindingStatus
from app.instruments.ids import GroupId, IndicatorId
from tests.assessment.story import (
    ADULT_SINCE_LONG,
    CHILD_THEN,
    HARD_WORK,
    Told,
    assess_story,
    give,
    set_all_but,
    set_to,
)
from tests.builders import day

PUBLISHED = "ilo-ec-2009-published"


def applied(assessment: Assessment) -> list[tuple[str, GroupId | None]]:
    return [(result.rule_set, result.group) for result in assessment.leading]


@pytest.mark.parametrize(
    ("child", "groups"),
    [(Truth.YES, (CHILD,)), (Truth.NO, (ADULT,)), (Truth.UNKNOWN, (CHILD, ADULT))],
)
def test_the_child_comes_first_where_age_is_not_sure(
    child: Truth, groups: tuple[GroupId, ...]
) -> None:
    assert list_groups(child) == groups


@pytest.mark.parametrize(
    ("answers", "child", "rules"),
    [
        (CHILD_THEN, Truth.YES, [("presumption-child", CHILD)]),
        (ADULT_SINCE_LONG, Truth.NO, [("presumption-adult", ADULT)]),
        (
            {**CHILD_THEN, "birth_date": day("2006", about=True)},
            Truth.UNKNOWN,
            [("presumption-child", CHILD), ("presumption-adult", ADULT)],
        ),
    ],
)
def test_age_says_whose_rules_apply(
    answers: Told, child: Truth, rules: list[tuple[str, GroupId]]
) -> None:
    assessment = assess_story(give(answers))

    assert assessment.child is child
    assert applied(assessment) == rules
    assert [(each.rule_set, each.group) for each in assessment.others] == [
        (PUBLISHED, group) for _, group in rules
    ]


def test_hard_work_without_means_is_no_presumption_for_an_adult_and_one_for_a_child() -> None:
    settings = set_all_but("exploitation.hours", "exploitation.low_or_no_salary")

    adult = assess_story(give({**ADULT_SINCE_LONG, **HARD_WORK}), settings)
    child = assess_story(give({**CHILD_THEN, **HARD_WORK}), settings)

    assert adult.is_presumed is FindingStatus.NO
    assert adult.leading[0].outcome is not None
    assert adult.leading[0].outcome.decided == "exploited"
    assert child.is_presumed is FindingStatus.YES


def test_the_presumption_is_that_of_the_result_that_stands_first() -> None:
    settings = set_all_but("exploitation.hours", "exploitation.low_or_no_salary")
    unsure = {**ADULT_SINCE_LONG, **HARD_WORK, "birth_date": Silence.UNKNOWN}

    assessment = assess_story(give(unsure), settings)

    assert assessment.leading[0].group == CHILD
    assert assessment.is_presumed is FindingStatus.YES


def test_an_immediate_danger_is_listed_only_when_an_answer_says_so() -> None:
    said = [assess_story(give({"hurt_now": answer})) for answer in ("yes", "no", Silence.UNKNOWN)]

    assert [[danger.id for danger in each.dangers] for each in said] == [["hurt"], [], []]


def test_what_was_typed_before_a_question_was_hidden_does_not_count() -> None:
    answers: Told = {"told_about": frozenset({"nothing"}), "found_it": "worse"}

    assessment = assess_story(give(answers))

    assert assessment.indicators[IndicatorId("deceptive_recruitment.wages")].truth is Truth.NO


def test_without_a_country_the_interview_runs_and_what_needs_its_laws_stays_unknown() -> None:
    assessment = assess_story(give({**ADULT_SINCE_LONG, **HARD_WORK}), laws=False)

    truths = {str(name): result.truth for name, result in assessment.indicators.items()}

    assert truths["exploitation.hours"] is Truth.UNKNOWN
    assert truths["exploitation.low_or_no_salary"] is Truth.UNKNOWN


def test_the_eleven_follow_from_the_indicators_that_feed_them() -> None:
    debt = "coercion_at_destination.debt"

    assessment = assess_story(give(ADULT_SINCE_LONG), set_to(present=[debt]))

    bondage = next(entry for entry in assessment.profile if entry.number == 9)
    assert bondage.truth is Truth.YES
    assert debt in bondage.feeders


def test_the_eleven_of_a_child_are_fed_by_the_indicators_of_children() -> None:
    adult, child = (assess_story(give(each)).profile for each in (ADULT_SINCE_LONG, CHILD_THEN))

    assert sum(len(entry.feeders) for entry in adult) > sum(len(entry.feeders) for entry in child)


def test_the_same_interview_gives_the_same_assessment() -> None:
    sheet = give({**ADULT_SINCE_LONG, **HARD_WORK})

    assert assess_story(sheet) == assess_story(sheet)
