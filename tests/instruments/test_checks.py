"""A questionnaire is checked as a whole; each single mistake has its file among the broken ones."""

from app.instruments.checks import check_questionnaire, find_repeated, list_conditions
from tests.builders import question, questionnaire

DANGER = {"id": "hurt", "when": {"hurt": "yes"}, "say": "Call.", "contacts": ["police"]}
SIGN = {"when": {"not": {"papers_held": "no"}}, "because": "So."}


def test_the_plainest_questionnaire_has_no_faults() -> None:
    assert list(check_questionnaire(questionnaire())) == []


def test_a_question_of_every_type_can_stand_in_a_questionnaire() -> None:
    kinds = ("yes_no", "one_choice", "several_choices", "whole_number", "money")
    others = ("duration", "date", "text", "country", "language")
    asked = [question(kind, kind) for kind in (*kinds, *others)]

    assert list(check_questionnaire(questionnaire(*asked))) == []


def test_several_choices_can_have_one_that_stands_alone() -> None:
    options = [{"code": "threat", "label": "A"}, {"code": "none", "label": "B", "exclusive": "yes"}]
    asked = question("threats", "several_choices", options=options)

    assert list(check_questionnaire(questionnaire(question(), asked))) == []


def test_what_does_not_apply_can_count_as_no_where_there_are_codes() -> None:
    asked = [
        question(kind, kind, not_applicable="no")
        for kind in ("yes_no", "one_choice", "several_choices")
    ]

    assert list(check_questionnaire(questionnaire(*asked))) == []


def test_a_question_can_be_hidden_by_an_earlier_one() -> None:
    asked = (question(), question("who", shown_when={"papers_held": "yes"}))

    assert list(check_questionnaire(questionnaire(*asked))) == []


def test_several_faults_are_given_at_once() -> None:
    asked = (
        question("a", "text", thing=None),
        question("a", options=[{"code": "x", "label": "X"}]),
    )

    faults = list(check_questionnaire(questionnaire(*asked, child_when={"b": "yes"})))

    assert [fault.what for fault in faults] == [
        "the question id “a” stands here a second time",
        "a text question needs `thing`",
        "a yes_no question has no options",
        "there is no question “b”",
    ]


def test_each_repetition_of_an_id_is_told_where_it_stands() -> None:
    ids = [("a", ("x", 0)), ("b", ("x", 1)), ("a", ("x", 2)), ("a", ("x", 3))]

    assert [fault.path for fault in find_repeated(ids, "thing")] == [("x", 2), ("x", 3)]


def test_conditions_are_listed_with_their_places() -> None:
    whole = questionnaire(
        question(), question("hurt"), immediate_danger=[DANGER], indicators={"work.pay": SIGN}
    )

    assert [path for _, path in list_conditions(whole)] == [
        ("child_when",),
        ("immediate_danger", 0, "when"),
        ("indicators", "work.pay", "when"),
    ]
