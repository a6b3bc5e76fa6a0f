"""Prove that the answers to a questionnaire decide all that follows from it, exhaustively."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

from app.conditions.cores import word_always, word_never
from app.conditions.model import All, Condition
from app.conditions.parts import ALWAYS, NEVER, Part, list_parts, take_whole
from app.conditions.truth import Truth
from app.documents.problem import Fault, Path
from app.instruments.checks import list_conditions
from app.instruments.model import Module, Questionnaire
from app.instruments.module_checks import check_extensions
from app.instruments.possible import Way
from app.instruments.questions import place_questions
from app.instruments.reading import check_read
from app.instruments.search import Space
from app.instruments.steps import make_space


def prove_questionnaire(
    questionnaire: Questionnaire, proved: Collection[Condition] = ()
) -> Iterator[Fault]:
    """Give everything that a questionnaire says and can't keep.

    Once every question that is shown has an answer, each condition is yes or no, although what
    another answer hides is never asked. Each can be yes and can be no, and no part of it can be
    left out. Conditions that are `proved` already are passed over.
    """
    yield from check_read(questionnaire)
    for condition, path in _place_conditions(questionnaire):
        if condition not in proved:
            space = make_space(questionnaire, condition)
            faults = list(_prove_decided(condition, path, space))
            yield from faults or _prove_parts(take_whole(condition, path), condition, space)


def prove_module(module: Module, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Fault]:
    """Give everything that a module makes a questionnaire say that this can't keep.

    What the questionnaire can't keep by itself is told of the questionnaire alone.
    """

    def prove(whole: Questionnaire) -> Iterator[Fault]:
        own = questionnaires[whole.id]
        proved = {condition for condition, _ in _place_conditions(own)}
        told = {fault.what for fault in check_read(own)}
        faults = prove_questionnaire(whole, proved)
        return (fault for fault in faults if fault.what not in told)

    return check_extensions(module, questionnaires, prove)


def _place_conditions(questionnaire: Questionnaire) -> Iterator[tuple[Condition, Path]]:
    yield from list_conditions(questionnaire)
    for placed in place_questions(questionnaire):
        if placed.question.shown_when is not None:
            yield placed.question.shown_when, (*placed.path, "shown_when")


def _prove_decided(condition: Condition, path: Path, space: Space) -> Iterator[Fault]:
    possible = space.list_truths(condition)
    if Truth.UNKNOWN in possible:
        example = space.find_smallest(condition, Truth.UNKNOWN)
        hidden = ", ".join(space.list_hidden(condition, example))
        what = f"{_say(example)} this isn't asked: {hidden}"
        hint = "Name the question that hides the others, so that its answer alone decides."
        yield Fault(path, f"stays unknown when all that is asked is answered: {what}", hint)
    for truth, word_core in ((Truth.YES, word_never), (Truth.NO, word_always)):
        if truth not in possible:
            hint = "Look for parts that exclude each other, or that take in everything."
            why = word_core(condition, partial(_is_never, truth, space))
            yield Fault(path, f"is never {truth.value}, whatever is answered{why}", hint)


def _is_never(truth: Truth, space: Space, condition: Condition) -> bool:
    return truth not in space.list_truths(condition)


def _prove_parts(above: Part, whole: Condition, space: Space) -> Iterator[Fault]:
    """Look at each part below; what stands in a part that makes no difference makes none either."""
    for part in list_parts(above):
        if any(not space.tells_apart(whole, part.replace(other)) for other in (ALWAYS, NEVER)):
            yield _word_idle(part, whole, space)
        else:
            yield from _prove_parts(part, whole, space)


def _word_idle(part: Part, whole: Condition, space: Space) -> Fault:
    both = All((part.condition, whole))
    example = ""
    if Truth.YES in space.list_truths(both):
        example = f", as {_say(space.find_smallest(both, Truth.YES))}"
    what = f"{part.name} makes no difference: the same follows without it{example}"
    return Fault(part.path, what, "Leave it out, or say what it was meant to change.")


def _say(example: Iterable[Way]) -> str:
    return f"with {'; '.join(way.said for way in example)}"
