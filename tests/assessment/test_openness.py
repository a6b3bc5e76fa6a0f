"""What could still change a result: which questions, in which order, and what is no question."""

from dataclasses import replace

from app.assessment.assess import assess
from app.assessment.model import Assessment, Interview, OpenQuestion
from app.assessment.openness import merge_ranks
from app.conditions.values import Silence
from app.engine.ids import FindingId, RuleSetId
from app.engine.result import FindingResult, FindingStatus, RuleSetResult
from app.instruments.ids import IndicatorId, QuestionId
from tests.assessment.story import (
    ADULT_SINCE_LONG,
    CHILD_THEN,
    HARD_WORK,
    Told,
    assess_story,
    build_sources,
    give,
    list_editions,
    set_all_but,
    set_to,
)
from tests.builders import TODAY
from tests.engine.shipped import load_catalogues

HOURS, PAY = "exploitation.hours", "exploitation.low_or_no_salary"
WAGES, DOCUMENTS = "deceptive_recruitment.wages", "coercion_at_destination.documents"
EDUCATION = "deceptive_recruitment.education"


def deciding(ranks: dict[str, int]) -> RuleSetResult:
    """Give a result of which only what decides it is known."""
    known = {IndicatorId(name): rank for name, rank in ranks.items()}
    finding = FindingResult(FindingId("found"), FindingStatus.OPEN, known)
    return RuleSetResult(RuleSetId("rules"), "1.0.0", None, {}, {finding.finding: finding}, None)


def not_asked(assessment: Assessment) -> list[str]:
    return [str(each.question) for each in assessment.openness.not_asked]


def not_answered(assessment: Assessment) -> list[str]:
    return [str(each.question) for each in assessment.openness.not_answered]


def test_nothing_is_open_when_every_indicator_is_known() -> None:
    openness = assess_story(give(ADULT_SINCE_LONG), set_all_but()).openness

    assert openness.nothing_left_to_ask
    assert not openness.stays_open


def test_questions_that_feed_no_deciding_indicator_are_not_named() -> None:
    settings = set_all_but(WAGES, EDUCATION, HOURS, PAY)

    assessment = assess_story(give({**CHILD_THEN, **HARD_WORK}), settings)

    assert not_asked(assessment) == ["told_about", "found_it"]


def test_a_question_names_the_deciding_indicators_that_it_feeds() -> None:
    settings = set_all_but(WAGES, EDUCATION, HOURS, PAY)

    first = assess_story(give({**CHILD_THEN, **HARD_WORK}), settings).openness.not_asked[0]

    assert first.question == "told_about"
    assert set(first.indicators) == {WAGES, EDUCATION}


def test_questions_stand_by_rank_and_then_in_the_order_of_the_interview() -> None:
    assessment = assess_story(give(ADULT_SINCE_LONG))

    ranks = [each.rank for each in assessment.openness.not_asked]
    asked = not_asked(assessment)

    assert ranks == sorted(ranks)
    assert asked.index("told_about") < asked.index("found_it")


def test_asked_in_vain_stands_apart_from_not_asked() -> None:
    answers: Told = {
        **ADULT_SINCE_LONG,
        "papers_held": "employer",
        "papers_back": Silence.PREFER_NOT_TO_SAY,
    }

    assessment = assess_story(give(answers), set_all_but(DOCUMENTS, HOURS))

    assert not_answered(assessment) == ["papers_back"]
    assert not_asked(assessment) == ["hours_day", "days_week"]


def test_when_only_silences_are_left_nothing_is_left_to_ask_and_the_result_stays_open() -> None:
    answers: Told = {
        **ADULT_SINCE_LONG,
        "hours_day": Silence.UNKNOWN,
        "days_week": Silence.UNKNOWN,
    }

    openness = assess_story(give(answers), set_all_but(HOURS)).openness

    assert openness.nothing_left_to_ask
    assert openness.stays_open


def test_deciding_indicators_that_nothing_asks_about_lie_beyond() -> None:
    openness = assess_story(
        give(ADULT_SINCE_LONG), set_all_but("exploitation.bad_living", HOURS)
    ).openness

    assert openness.beyond == ("exploitation.bad_living",)


def test_what_lacks_a_parameter_is_named_with_its_code() -> None:
    sheet = give({**ADULT_SINCE_LONG, **HARD_WORK})

    openness = assess_story(sheet, set_all_but(HOURS, PAY), laws=False).openness

    assert dict(openness.lacking) == {
        HOURS: ("parameter:maximum_weekly_hours",),
        PAY: ("parameter:minimum_wage",),
    }
    assert openness.beyond == ()
    assert openness.nothing_left_to_ask
    assert openness.stays_open


def test_age_is_asked_for_only_where_it_changes_what_is_found() -> None:
    exploited = {key: value for key, value in ADULT_SINCE_LONG.items() if key != "birth_date"}

    matters = assess_story(give({**exploited, **HARD_WORK}), set_all_but(HOURS, PAY))
    does_not = assess_story(give(exploited), set_all_but())

    assert not_asked(matters) == ["birth_date", "age_now"]
    assert matters.openness.not_asked[0] == OpenQuestion(QuestionId("birth_date"), 1, ())
    assert not_asked(does_not) == []


def test_age_is_asked_for_where_only_the_outcome_is_another_one() -> None:
    unsure = {key: value for key, value in ADULT_SINCE_LONG.items() if key != "birth_date"}
    # For a child a threat of violence is a strong indicator, for an adult a medium one.
    settings = {**set_all_but(), **set_to(present=["coercion_at_destination.threat_violence"])}

    assessment = assess_story(give(unsure), settings)

    child, adult = (result.outcome for result in assessment.leading)
    assert child is not None
    assert adult is not None
    assert (child.decided, adult.decided) == ("warning_signs", "not_indicated")
    assert not_asked(assessment) == ["birth_date", "age_now"]


def test_rule_sets_without_an_outcome_are_compared_by_what_they_find() -> None:
    leading = tuple(list_editions("icls-2018-adult", "icls-2018-child"))
    elements = load_catalogues().newest("icls-2018")
    sources = replace(build_sources(), catalogue=elements, leading=leading, others=())

    assessment = assess(sources, Interview(give({}), {}, TODAY))

    assert [result.outcome for result in assessment.leading] == [None, None]
    assert {
        finding.status for each in assessment.leading for finding in each.findings.values()
    } == {FindingStatus.OPEN}


def test_an_indicator_keeps_the_best_of_its_ranks_and_the_best_stand_first() -> None:
    ranks = ({"a.late": 3, "z.far": 2}, {"z.far": 1, "a.late": 4, "a.same": 3})

    merged = merge_ranks(tuple(deciding(each) for each in ranks))

    assert list(merged.items()) == [("z.far", 1), ("a.late", 3), ("a.same", 3)]


def test_an_age_that_was_asked_in_vain_is_among_the_unanswered() -> None:
    answers: Told = {
        **ADULT_SINCE_LONG,
        **HARD_WORK,
        "birth_date": Silence.UNKNOWN,
        "age_now": Silence.UNKNOWN,
    }

    assessment = assess_story(give(answers), set_all_but(HOURS, PAY))

    assert not_asked(assessment) == []
    assert not_answered(assessment) == ["birth_date", "age_now"]


def test_both_results_give_the_questions_where_age_is_not_sure() -> None:
    unsure = {key: value for key, value in CHILD_THEN.items() if key != "birth_date"}

    assessment = assess_story(give(unsure))

    decided_by_child = set(assessment.leading[0].deciding)
    named = {name for each in assessment.openness.not_asked for name in each.indicators}
    assert len(assessment.leading) == 2
    assert named & decided_by_child
