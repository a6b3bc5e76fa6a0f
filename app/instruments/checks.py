"""What only shows across a whole questionnaire."""

from collections.abc import Iterable, Iterator, Mapping

from app.conditions.model import Condition, Measure
from app.conditions.parse import JOINERS
from app.conditions.values import Silence
from app.documents.problem import Fault, Path
from app.instruments.ids import QuestionId
from app.instruments.model import Question, Questionnaire
from app.instruments.questions import PlacedQuestion, place_questions
from app.instruments.references import check_condition, check_inputs, walk_statements
from app.instruments.vocabulary import QuestionType

RESERVED = {*JOINERS, "parameter"}
_SILENCES = {silence.value for silence in Silence}
_CHOICES = {QuestionType.ONE_CHOICE, QuestionType.SEVERAL_CHOICES}
_TYPED = set(QuestionType) - _CHOICES - {QuestionType.YES_NO}


def check_questionnaire(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Give every fault of a questionnaire that its keys alone don't show."""
    placed = list(place_questions(questionnaire))
    questions = {each.question.id: each.question for each in placed}
    yield from _check_ids(questionnaire, placed)
    yield from _check_shape(placed)
    yield from _check_shown_when(placed, questionnaire.measures)
    for name, measure in questionnaire.measures.items():
        yield from check_inputs(measure, ("measures", name), questions)
    if questionnaire.work_period is not None:
        yield from check_inputs(questionnaire.work_period, ("work_period",), questions)
    for condition, path in list_conditions(questionnaire):
        yield from check_condition(condition, path, questions, questionnaire.measures)


def find_repeated(ids: Iterable[tuple[str, Path]], kind: str) -> Iterator[Fault]:
    """Give a fault for each id that stands a second time."""
    seen: set[str] = set()
    for name, path in ids:
        if name in seen:
            yield Fault(
                path, f"the {kind} id “{name}” stands here a second time", "Give it another id."
            )
        seen.add(name)


def _check_ids(questionnaire: Questionnaire, placed: list[PlacedQuestion]) -> Iterator[Fault]:
    sections = enumerate(questionnaire.sections)
    yield from find_repeated(((s.id, ("sections", n, "id")) for n, s in sections), "section")
    topics = (
        (topic.id, ("sections", s, "topics", t, "id"))
        for s, section in enumerate(questionnaire.sections)
        for t, topic in enumerate(section.topics)
    )
    yield from find_repeated(topics, "topic")
    ids = [(str(each.question.id), (*each.path, "id")) for each in placed]
    yield from find_repeated(ids, "question")
    for name, path in [*ids, *((name, ("measures", name)) for name in questionnaire.measures)]:
        if name in RESERVED:
            yield Fault(path, f"“{name}” is a word of conditions", "Choose another id.")
    taken = {name for name, _ in ids}
    for name in questionnaire.measures:
        if name in taken:
            hint = "Give the measure another name."
            yield Fault(("measures", name), f"“{name}” is also the id of a question", hint)
    dangers = enumerate(questionnaire.immediate_danger)
    yield from find_repeated(((d.id, ("immediate_danger", n, "id")) for n, d in dangers), "danger")


def _check_shape(placed: list[PlacedQuestion]) -> Iterator[Fault]:
    for each in placed:
        question, path = each.question, each.path
        codes = ((o.code, (*path, "options", n, "code")) for n, o in enumerate(question.options))
        yield from find_repeated(codes, "option")
        yield from _check_options(question, path)
        yield from _check_keys(question, path)


def _check_keys(question: Question, path: Path) -> Iterator[Fault]:
    name = question.type.value
    if question.not_applicable == "no" and question.type in _TYPED:
        hint = "Write `not_applicable: unknown`, or ask a yes_no question before it."
        yield Fault((*path, "not_applicable"), f"a {name} question has no answer *no*", hint)
    if question.type in _TYPED and question.thing is None:
        hint = "Add `thing:`, the noun for the sentence “Enter …”."
        yield Fault(path, f"a {name} question needs `thing`", hint)
    if question.type is not QuestionType.WHOLE_NUMBER:
        for key in ("minimum", "maximum", "unit"):
            if getattr(question, key) is not None:
                hint = "Remove it; it is for whole_number questions."
                yield Fault((*path, key), f"a {name} question has no {key}", hint)
        return
    low, high = question.minimum, question.maximum
    if low is None or high is None:
        hint = "Add `minimum:` and `maximum:`."
        yield Fault(path, "a whole_number question needs its bounds", hint)
    elif low >= high:
        hint = "Write a `maximum:` that is larger than `minimum:`."
        yield Fault((*path, "maximum"), f"nothing lies between {low} and {high}", hint)


def _check_options(question: Question, path: Path) -> Iterator[Fault]:
    name = question.type.value
    if question.type in _CHOICES and len(question.options) < 2:
        yield Fault(path, f"a {name} question needs at least two options", "Add `options:`.")
    if question.type not in _CHOICES and question.options:
        hint = "Remove them, or make it one_choice or several_choices."
        yield Fault((*path, "options"), f"a {name} question has no options", hint)
    for number, option in enumerate(question.options):
        if option.code in _SILENCES:
            hint = "Remove the option: every question offers it. Or mean something else by it."
            what = f"“{option.code}” says that there is no answer"
            yield Fault((*path, "options", number, "code"), what, hint)
        if option.exclusive and question.type is not QuestionType.SEVERAL_CHOICES:
            what = f"in a {name} question, an option never stands beside others"
            yield Fault((*path, "options", number, "exclusive"), what, "Remove `exclusive`.")


def _check_shown_when(
    placed: list[PlacedQuestion], measures: Mapping[str, Measure]
) -> Iterator[Fault]:
    """Let a question be hidden by earlier ones only, so that no two can hide each other."""
    order = {each.question.id: number for number, each in enumerate(placed)}
    questions = {each.question.id: each.question for each in placed}
    for number, each in enumerate(placed):
        if each.question.shown_when is None:
            continue
        path = (*each.path, "shown_when")
        yield from check_condition(each.question.shown_when, path, questions, measures)
        for statement, place in walk_statements(each.question.shown_when, path):
            name = statement.subject
            if name in measures:
                hint = "Use the questions that the measure is worked out from."
                yield Fault(place, f"“{name}” is a measure, and only questions hide others", hint)
            elif order.get(QuestionId(name), -1) >= number:
                hint = "Move it before this one, or use an earlier question."
                yield Fault(place, f"“{name}” isn't asked before this one", hint)


def list_conditions(questionnaire: Questionnaire) -> Iterator[tuple[Condition, Path]]:
    """Give every condition but `shown_when`, with its path in the document."""
    yield questionnaire.child_when, ("child_when",)
    for number, danger in enumerate(questionnaire.immediate_danger):
        yield danger.when, ("immediate_danger", number, "when")
    for name, derivation in questionnaire.indicators.items():
        yield derivation.when, ("indicators", name, "when")
