"""A translation is whole: it has the words of everything that is asked, and of nothing else."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from app.documents.problem import Fault, Path
from app.instruments.model import Question, Questionnaire, Topic
from app.instruments.questions import place_questions
from app.instruments.references import suggest
from app.instruments.translations.model import TranslatedQuestion, TranslatedTopic, Translation

MISSING = "Write what the questionnaire says in the language of this translation."
OF_A_TOPIC = ("guidance",)
OF_A_QUESTION = ("ask_child", "guidance", "unit")


def check_translation(
    translation: Translation, questionnaires: Mapping[str, Questionnaire]
) -> Iterator[Fault]:
    """Give every fault of a translation beside the questionnaires, each under `id@version`."""
    asked = questionnaires.get(translation.questionnaire)
    if asked is None:
        what = f"there is no questionnaire “{translation.questionnaire}”"
        yield Fault(
            ("questionnaire",), what, suggest(translation.questionnaire, questionnaires, "version")
        )
        return
    yield from _check_language(translation, asked)
    topics = {topic.id: topic for section in asked.sections for topic in section.topics}
    questions = {each.question.id: each.question for each in place_questions(asked)}
    sections = [section.id for section in asked.sections]
    yield from _compare(("sections",), translation.sections, sections, "section")
    yield from _compare(("topics",), translation.topics, topics, "topic")
    yield from _compare(("questions",), translation.questions, questions, "question")
    for name in topics.keys() & translation.topics.keys():
        path: Path = ("topics", name)
        yield from _compare_keys(path, translation.topics[name], topics[name], OF_A_TOPIC)
    for identity in questions.keys() & translation.questions.keys():
        said, question = translation.questions[identity], questions[identity]
        path = ("questions", identity)
        yield from _compare_keys(path, said, question, OF_A_QUESTION)
        codes = [option.code for option in question.options]
        yield from _compare((*path, "options"), said.options, codes, "option")


def _check_language(translation: Translation, asked: Questionnaire) -> Iterator[Fault]:
    if translation.language in asked.languages:
        what = f"the words of {asked.id} itself are in “{translation.language}”"
        yield Fault(("language",), what, "Name the language of this translation.")
        return
    # So there is one translation into each language, and whoever looks for it finds it.
    name = f"{asked.id}-{translation.language.lower()}"
    if translation.id != name:
        yield Fault(("id",), f"“{translation.id}” is not what it is called", f"Call it {name}.")


def _compare_keys(
    path: Path,
    said: TranslatedTopic | TranslatedQuestion,
    asked: Topic | Question,
    names: Iterable[str],
) -> Iterator[Fault]:
    """Ask for the words that the questionnaire has too, and for no others."""
    for name in names:
        is_said, is_asked = (getattr(each, name) is not None for each in (said, asked))
        if is_asked and not is_said:
            yield Fault(path, f"`{name}` is missing", MISSING)
        if is_said and not is_asked:
            what = f"the questionnaire has no `{name}` here"
            yield Fault((*path, name), what, "Leave it out.")


def _compare(
    path: Path, said: Collection[str], asked: Collection[str], kind: str
) -> Iterator[Fault]:
    for name in asked:
        if name not in said:
            yield Fault(path, f"the words of {kind} “{name}” are missing", MISSING)
    for name in said:
        if name not in asked:
            what = f"the questionnaire has no {kind} “{name}” here"
            yield Fault((*path, name), what, suggest(name, asked, kind))
