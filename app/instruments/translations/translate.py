"""A questionnaire in another language: the same questions under the same ids, in other words."""

from collections.abc import Iterable

from app.instruments.catalogue import Published, sort_version
from app.instruments.model import Question, Questionnaire, Section, Topic
from app.instruments.translations.model import Translation


def list_translations(
    published: Published[Questionnaire], translations: Iterable[Published[Translation]]
) -> dict[str, Published[Translation]]:
    """Give the newest translation of just this version into each language, by its code."""
    fitting = [each for each in translations if each.item.questionnaire == published.name]
    in_order = sorted(fitting, key=lambda each: (each.item.language, sort_version(each.version)))
    return {each.item.language: each for each in in_order}


def translate_questionnaire(
    questionnaire: Questionnaire, translation: Translation
) -> Questionnaire:
    """Give the questionnaire in the words of its translation; nothing that follows is different."""
    return questionnaire.model_copy(
        update={
            "title": translation.title,
            "description": translation.description,
            "languages": (translation.language,),
            "sections": tuple(
                _translate_section(section, translation) for section in questionnaire.sections
            ),
        }
    )


def _translate_section(section: Section, translation: Translation) -> Section:
    topics = tuple(_translate_topic(topic, translation) for topic in section.topics)
    return section.model_copy(update={"title": translation.sections[section.id], "topics": topics})


def _translate_topic(topic: Topic, translation: Translation) -> Topic:
    said = translation.topics[topic.id]
    questions = tuple(_translate_question(each, translation) for each in topic.questions)
    return topic.model_copy(
        update={"title": said.title, "guidance": said.guidance, "questions": questions}
    )


def _translate_question(question: Question, translation: Translation) -> Question:
    said = translation.questions[question.id]
    options = tuple(
        each.model_copy(update={"label": said.options[each.code]}) for each in question.options
    )
    words = {name: getattr(said, name) for name in ("ask", "ask_child", "guidance", "unit")}
    return question.model_copy(update={**words, "options": options})
