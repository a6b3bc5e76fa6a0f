"""What only shows across a whole questionnaire."""

from collections.abc import Iterable, Iterator, Mapping

from app.conditions.model import Condition
from app.conditions.parse import JOINERS
from app.documents.problem import Fault, Path
from app.instruments.ids import QuestionId
from app.instruments.model import Question, Questionnaire
from app.instruments.questions import PlacedQuestion, place_questions
from app.instruments.references import check_condition, check_inputs
from app.instruments.vocabulary import QuestionType

RESERVED = {*JOINERS, "parameter"}
_CHOICES = {QuestionType.ONE_CHOICE, QuestionType.SEVERAL_CHOICES}
_TYPED = set(QuestionType) - _CHOICES - {QuestionType.YES_NO}


def check_questionnaire(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Give every fault of a questionnaire that its keys alone don't show."""
    placed = list(place_questions(questionnaire))
    questions = {each.question.id: each.question for each in placed}
    yield from _check_ids(questionnaire, placed)
    yield from _check_shape(placed)
    yield from _check_shown_when(placed)
    for name, measure in questionnaire.measures.items():
        yield from check_inputs(measure, ("measures", name), questions)
    if questionnaire.work_period is not None:
        yield from check_inputs(questionnaire.work_period, ("work_period",), questions)
    yield from _check_conditions(questionnaire, questions)


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
    for name in questionnaire.measures:
        if any(name == each.question.id for each in placed):
            hint = "Give the measure another name."
            yield Fault(("measures", name), f"“{name}” is also the id of a question", hint)
    dangers = enumerate(questionnaire.immediate_danger)
    yield from find_repeated(((d.id, ("immediate_danger", n, "id")) for n, d in dangers), "danger")


def _check_shape(placed: list[PlacedQuestion]) -> Iterator[Fault]:
    for each in placed:
        question, path = each.question, each.path
        codes = ((o.code, (*path, "options", n, "code")) for n, o in enumerate(question.options))
        yield from find_repeated(codes, "option")
        yield from _check_keys(question, path)


def _check_keys(question: Question, path: Path) -> Iterator[Fault]:
    name = question.type.value
    yield from _check_options(question, path)
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
    if low is None or high is None or low >= high:
        hint = "Add `minimum:` and a larger `maximum:`."
        yield Fault(path, "a whole_number question needs its bounds", hint)


def _check_options(question: Question, path: Path) -> Iterator[Fault]:
    name = question.type.value
    if question.type in _CHOICES and len(question.options) < 2:
        yield Fault(path, f"a {name} question needs at least two options", "Add `options:`.")
    if question.type not in _CHOICES and question.options:
        hint = "Remove them, or make it one_choice or several_choices."
        yield Fault((*path, "options"), f"a {name} question has no options", hint)
    exclusive = any(option.exclusive for option in question.options)
    if exclusive and question.type is not QuestionType.SEVERAL_CHOICES:
        hint = "Remove `exclusive`."
        yield Fault((*path, "options"), "only several_choices have exclusive options", hint)


def _check_shown_when(placed: list[PlacedQuestion]) -> Iterator[Fault]:
    """Let a question be hidden by earlier ones only, so that no two can hide each other."""
    earlier: dict[QuestionId, Question] = {}
    for each in placed:
        if each.question.shown_when is not None:
            path = (*each.path, "shown_when")
            for fault in check_condition(each.question.shown_when, path, earlier, {}):
                yield Fault(fault.path, f"{fault.what} before this one", fault.hint)
        earlier[each.question.id] = each.question


def _check_conditions(
    questionnaire: Questionnaire, questions: Mapping[QuestionId, Question]
) -> Iterator[Fault]:
    conditions: list[tuple[Condition, Path]] = [(questionnaire.child_when, ("child_when",))]
    for number, danger in enumerate(questionnaire.immediate_danger):
        conditions.append((danger.when, ("immediate_danger", number, "when")))
    for name, derivation in questionnaire.indicators.items():
        conditions.append((derivation.when, ("indicators", name, "when")))
    for condition, path in conditions:
        yield from check_condition(condition, path, questions, questionnaire.measures)
