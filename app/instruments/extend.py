"""Extend a questionnaire by a module: further hints, topics and conditions, and nothing less."""

from collections.abc import Iterator, Mapping

from app.conditions.model import Any
from app.documents.problem import Fault, FaultsError
from app.instruments.ids import QuestionId
from app.instruments.model import (
    AddedTopic,
    Derivation,
    Module,
    Question,
    Questionnaire,
    Section,
    Topic,
)
from app.instruments.references import suggest


def extend_questionnaire(questionnaire: Questionnaire, module: Module) -> Questionnaire:
    """Give the questionnaire with all that the module adds; its id and version stay.

    Raises FaultsError, with places in the module, if the module is for other questionnaires or a
    topic has no place in this one.
    """
    misfits = tuple(_list_misfits(questionnaire, module))
    if misfits:
        raise FaultsError(misfits)
    further = {
        name: _join(questionnaire.indicators.get(name), derivation)
        for name, derivation in module.indicators.items()
    }
    return questionnaire.model_copy(
        update={
            "sections": tuple(_extend(section, module) for section in questionnaire.sections),
            "indicators": {**questionnaire.indicators, **further},
        }
    )


def _list_misfits(questionnaire: Questionnaire, module: Module) -> Iterator[Fault]:
    if questionnaire.id not in module.extends:
        hint = "Choose another module, or none."
        yield Fault(("extends",), f"“{questionnaire.id}” is not extended by this module", hint)
    topics = {
        section.id: [topic.id for topic in section.topics] for section in questionnaire.sections
    }
    for number, added in enumerate(module.topics):
        known = topics.get(added.section)
        if known is None:
            hint = suggest(added.section, topics, "section")
            what = f"there is no section “{added.section}”"
            yield Fault(("topics", number, "section"), what, hint)
            continue
        if added.after is not None and added.after not in known:
            hint = suggest(added.after, known, "topic")
            what = f"section “{added.section}” has no topic “{added.after}” before this one"
            yield Fault(("topics", number, "after"), what, hint)
        known.append(added.topic.id)


def _extend(section: Section, module: Module) -> Section:
    hints = {hint.question: f"{module.title}: {hint.guidance}" for hint in module.hints}
    added = [each for each in module.topics if each.section == section.id]
    own = [_hint_topic(topic, hints) for topic in section.topics]
    last = [each.topic for each in added if each.after is None]
    topics = tuple(each for topic in (*own, *last) for each in _follow(topic, added))
    return section.model_copy(update={"topics": topics})


def _follow(topic: Topic, added: list[AddedTopic]) -> Iterator[Topic]:
    """Give a topic and all that stands behind it, in the order of the module."""
    yield topic
    for each in added:
        if each.after == topic.id:
            yield from _follow(each.topic, added)


def _hint_topic(topic: Topic, hints: Mapping[QuestionId, str]) -> Topic:
    questions = tuple(_hint_question(question, hints) for question in topic.questions)
    return topic.model_copy(update={"questions": questions})


def _hint_question(question: Question, hints: Mapping[QuestionId, str]) -> Question:
    """Put a hint behind the guidance of a question, as a paragraph of its own."""
    if question.id not in hints:
        return question
    paragraphs = (question.guidance, hints[question.id])
    guidance = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return question.model_copy(update={"guidance": guidance})


def _join(own: Derivation | None, further: Derivation) -> Derivation:
    if own is None:
        return further
    return own.model_copy(update={"when": Any((own.when, further.when))})
