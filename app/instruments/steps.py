"""Which answers a condition depends on: its questions and figures, and what shows them."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from app.conditions.model import (
    Age,
    Codes,
    Comparison,
    Condition,
    Measure,
    ParameterName,
    PayPerHour,
    Statement,
    WeeklyHours,
    WorkPeriod,
    list_inputs,
    list_statements,
)
from app.conditions.truth import Truth
from app.instruments.ids import QuestionId
from app.instruments.model import Questionnaire
from app.instruments.possible import list_figures, list_ways
from app.instruments.questions import PlacedQuestion, map_questions
from app.instruments.search import Known, Space, Step

Given = Callable[[Known], bool]


def make_space(questionnaire: Questionnaire, *conditions: Condition) -> Space:
    """Give all the steps that these conditions depend on, questions in the order of asking."""
    builder = _Builder(questionnaire)
    for condition in conditions:
        builder.take(condition)
    return Space((*builder.list_questions(), *builder.list_figures()))


def is_answered(question: str, code: str) -> Statement:
    """Give the statement that a question has this answer."""
    return Statement(question, Comparison.IS, Codes((code,)))


class _Builder:
    """Gathers questions, and the statements about each, from conditions and what hides them."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.placed = map_questions(questionnaire)
        self.statements: dict[Statement, None] = {}
        self.questions: set[QuestionId] = set()

    def take(self, condition: Condition) -> None:
        for statement in list_statements(condition):
            if statement not in self.statements:
                self.statements[statement] = None
                self._take_subject(statement)

    def _take_subject(self, statement: Statement) -> None:
        measure = self.questionnaire.measures.get(statement.subject)
        self._ask([statement.subject] if measure is None else list_inputs(measure))
        if isinstance(measure, PayPerHour):
            self.take(is_answered(measure.any_deductions, "no"))
        work = self.questionnaire.work_period
        if isinstance(statement.operand, ParameterName) and work is not None:
            self._ask((work.began, work.ended, work.still_working))
            self.take(is_answered(work.still_working, "yes"))

    def _ask(self, names: Iterable[str]) -> None:
        for name in map(QuestionId, names):
            if name not in self.questions:
                self.questions.add(name)
                shown_when = self.placed[name].question.shown_when
                if shown_when is not None:
                    self.take(shown_when)

    def list_questions(self) -> Iterator[Step]:
        for name, placed in self.placed.items():
            if name in self.questions:
                own = [each for each in self.statements if each.subject == name]
                known = [each for each in own if not isinstance(each.operand, ParameterName)]
                ways = list_ways(placed.question, known)
                yield Step(name, tuple(known), ways, partial(_is_shown, placed))

    def list_figures(self) -> Iterator[Step]:
        """Give measures after all questions, and apart what needs the days of the work as well."""
        for name in dict.fromkeys(each.subject for each in self.statements):
            own = [each for each in self.statements if each.subject == name]
            measure = self.questionnaire.measures.get(name)
            given = partial(_is_shown_by_name, name) if measure is None else _when_given(measure)
            by_number = [each for each in own if not isinstance(each.operand, ParameterName)]
            by_law = [each for each in own if isinstance(each.operand, ParameterName)]
            if by_number and measure is not None:
                yield Step(name, tuple(by_number), list_figures(name, by_number), given)
            if by_law:
                work = partial(_is_work_known, self.questionnaire.work_period)
                both = partial(_are_both, given, work)
                yield Step(f"{name} by law", tuple(by_law), list_figures(name, by_law), both)


def _is_shown(placed: PlacedQuestion, known: Known) -> bool:
    shown_when = placed.question.shown_when
    return shown_when is None or known.judge(shown_when) is not Truth.NO


def _is_shown_by_name(name: str, known: Known) -> bool:
    return name in known.shown


def _are_both(one: Given, other: Given, known: Known) -> bool:
    return one(known) and other(known)


def _when_given(measure: Measure) -> Given:
    if isinstance(measure, WeeklyHours):
        return lambda known: known.shown.issuperset(list_inputs(measure))
    if isinstance(measure, PayPerHour):
        return lambda known: _is_pay_known(measure, known)
    return lambda known: _is_age_known(measure, known)


def _is_pay_known(measure: PayPerHour, known: Known) -> bool:
    nothing_taken = known.statements.get(is_answered(measure.any_deductions, "no"))
    inputs = {measure.pay, measure.hours_a_day, measure.days_a_week}
    return known.shown >= inputs and bool(nothing_taken or measure.deductions in known.shown)


def _is_age_known(measure: Age, known: Known) -> bool:
    return measure.on in known.shown and not known.shown.isdisjoint(
        {measure.born, measure.or_age_now}
    )


def _is_work_known(work: WorkPeriod | None, known: Known) -> bool:
    if work is None:
        return True
    goes_on = known.statements.get(is_answered(work.still_working, "yes"))
    over = work.ended in known.shown
    return work.began in known.shown and bool(goes_on or over)
