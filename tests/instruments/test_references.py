"""What conditions and measures refer to exists, and fits."""

import pytest

from app.conditions.model import Age, Measure, PayPerHour, WeeklyHours
from app.conditions.parse import parse_condition
from app.documents.problem import Fault
from app.instruments.ids import QuestionId
from app.instruments.model import Question
from app.instruments.references import (
    INPUT_TYPES,
    check_condition,
    check_inputs,
    list_parameter_names,
    suggest,
    walk_statements,
)
from app.instruments.vocabulary import QuestionType
from tests.builders import WORK, document, question

ALL_KINDS = {QuestionId(kind.value): question(kind.value, kind.value) for kind in QuestionType}
MEASURES: dict[str, Measure] = {
    "week": WeeklyHours(kind="weekly_hours", hours_a_day="a", days_a_week="b"),
    "wage": PayPerHour(
        kind="pay_per_hour",
        pay="a",
        any_deductions="b",
        deductions="c",
        hours_a_day="d",
        days_a_week="e",
    ),
}


def faults_of(text: str) -> list[Fault]:
    condition = parse_condition(document(text).data)
    return list(check_condition(condition, ("when",), ALL_KINDS, MEASURES))


FITTING = {
    "yes_no": ["yes", "[yes, no]"],
    "one_choice": ["me", "[me, boss]"],
    "several_choices": ["boss"],
    "whole_number": ["{above: 3}", "{below: {parameter: age}}"],
    "money": ["{above: 0}"],
    "duration": ["{at_least: 30}"],
    "country": ["RS", "[RS, ME]"],
    "language": ["en", "[sr, ne]"],
    "date": [],
    "text": [],
}
NOT_FITTING = {
    "yes_no": ["me", "RS", "{above: 3}", "{below: {parameter: p}}"],
    "one_choice": ["yes", "{above: 3}"],
    "several_choices": ["yes", "{above: 3}"],
    "whole_number": ["yes", "me"],
    "money": ["yes", "{above: 3}", "{below: {parameter: p}}"],
    "duration": ["yes"],
    "country": ["serbia", "{above: 3}"],
    "language": ["EN", "{above: 3}"],
    "date": ["yes", "{above: 3}"],
    "text": ["yes", "{above: 3}"],
}


def test_every_type_of_question_is_tried() -> None:
    kinds = {kind.value for kind in QuestionType}

    assert set(FITTING) == set(NOT_FITTING) == kinds


@pytest.mark.parametrize(
    ("kind", "operand"), [(kind, each) for kind, fitting in FITTING.items() for each in fitting]
)
def test_a_question_is_compared_with_what_an_answer_to_it_can_be(kind: str, operand: str) -> None:
    assert faults_of(f"{kind}: {operand}") == []


@pytest.mark.parametrize(
    ("kind", "operand"), [(kind, each) for kind, others in NOT_FITTING.items() for each in others]
)
def test_a_question_is_not_compared_with_what_no_answer_to_it_can_be(
    kind: str, operand: str
) -> None:
    (fault,) = faults_of(f"{kind}: {operand}")

    assert fault.path == ("when", kind)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("week: {above: 48}", 0),
        ("week: {above: {parameter: most}}", 0),
        ("week: yes", 1),
        ("wage: {below: {parameter: least}}", 0),
        ("wage: {below: 5}", 1),
        ("wage: yes", 1),
    ],
)
def test_a_measure_is_compared_with_a_figure_of_its_kind(text: str, count: int) -> None:
    assert len(faults_of(text)) == count


def test_faults_are_placed_at_their_statements() -> None:
    text = "any:\n- all:\n  - yes_no: maybe\n  - yes_no: yes\n- not: {wek: yes}\n"

    assert [(fault.path, fault.hint) for fault in faults_of(text)] == [
        (("when", "any", 0, "all", 0, "yes_no"), "Use one of: yes, no."),
        (("when", "any", 1, "not", "wek"), "Did you mean “week”?"),
    ]


def test_parameters_are_listed_with_their_places() -> None:
    condition = parse_condition(
        document("any:\n- week: {above: {parameter: most}}\n- week: {above: 3}\n").data
    )

    found = [(name, path) for _, name, path in list_parameter_names(condition, ())]

    assert found == [("most", ("any", 0, "week"))]


def test_statements_are_walked_in_their_order() -> None:
    condition = parse_condition(document("all:\n- not: {a: yes}\n- any:\n  - b: no\n").data)

    assert [path for _, path in walk_statements(condition, ("when",))] == [
        ("when", "all", 0, "not", "a"),
        ("when", "all", 1, "any", 0, "b"),
    ]


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("polcie", {"police", "ambulance"}, "Did you mean “police”?"),
        ("zzz", {"police", "ambulance"}, "Use one of: ambulance, police."),
        ("zzz", set(), "Use the id of a contact that exists."),
        ("zzz", set(map(str, range(13))), "Use the id of a contact that exists."),
    ],
)
def test_the_nearest_name_is_suggested_or_the_few_there_are(
    name: str, known: set[str], hint: str
) -> None:
    assert suggest(name, known, "contact") == hint


def test_every_input_of_every_measure_has_its_type() -> None:
    models = (WeeklyHours, PayPerHour, Age, type(WORK))
    names = {name for model in models for name in model.model_fields} - {"kind"}

    assert set(INPUT_TYPES) == names


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        (question("hours", "whole_number", maximum=24), None),
        (question("hours", "whole_number", maximum=25), "“hours” goes up to 25"),
        (question("hours", "money"), "“hours” is a money question"),
        (question("others", "whole_number"), "there is no question “hours”"),
    ],
)
def test_a_measure_is_worked_out_from_questions_that_fit(
    hours: Question, problem: str | None
) -> None:
    measure = WeeklyHours(kind="weekly_hours", hours_a_day="hours", days_a_week="days")
    asked = [question("days", "whole_number", maximum=7), hours]
    questions = {each.id: each for each in asked}

    faults = list(check_inputs(measure, ("measures", "week"), questions))

    assert [fault.path for fault in faults] == [("measures", "week", "hours_a_day")] * bool(problem)
    assert all((problem or "") in fault.what for fault in faults)
