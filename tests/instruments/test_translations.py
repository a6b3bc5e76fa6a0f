"""A translation has all the words of a questionnaire, and the questions stay what they are."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.instruments.catalogue import Published
from app.instruments.model import Questionnaire
from app.instruments.questions import place_questions
from app.instruments.translations.checks import check_translation
from app.instruments.translations.model import Translation
from app.instruments.translations.translate import list_translations, translate_questionnaire
from tests.builders import document, question, questionnaire

ANSWERS = {
    "yes": "Oui",
    "no": "Non",
    "unknown": "ne sait pas",
    "prefer_not_to_say": "préfère ne pas répondre",
    "not_applicable": "sans objet",
}


def asked() -> Questionnaire:
    return questionnaire(
        question(
            "hours", "whole_number", unit="hours", ask_child="How long?", guidance="Count all."
        ),
        question("papers", "one_choice", shown_when={"hours": {"above": "8"}}),
    )


def translation(**keys: object) -> Translation:
    whole: dict[str, Any] = {
        "id": "short-fr",
        "version": "1.0.0",
        "title": "Court",
        "description": "Quelques questions.",
        "questionnaire": "short@1.0.0",
        "language": "fr",
        "provenance": "proposal",
        "answers": ANSWERS,
        "sections": {"story": "Histoire"},
        "topics": {"papers": {"title": "Papiers"}},
        "questions": {
            "hours": {
                "ask": "Combien d'heures ?",
                "ask_child": "Combien de temps ?",
                "guidance": "Comptez tout.",
                "unit": "heures",
            },
            "papers": {"ask": "Qui les a ?", "options": {"me": "Moi", "boss": "Le patron"}},
        },
    }
    return Translation.model_validate(whole | keys)


def faults_of(found: Translation) -> list[tuple[tuple[str | int, ...], str]]:
    faults = check_translation(found, {"short@1.0.0": asked()})
    return [(fault.path, fault.what) for fault in faults]


def test_a_whole_translation_has_no_faults() -> None:
    assert faults_of(translation()) == []


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        (
            {"questionnaire": "short@2.0.0"},
            (("questionnaire",), "there is no questionnaire “short@2.0.0”"),
        ),
        ({"language": "en"}, (("language",), "the words of short itself are in “en”")),
        ({"id": "short-french"}, (("id",), "“short-french” is not what it is called")),
        ({"sections": {}}, (("sections",), "the words of section “story” are missing")),
        ({"topics": {}}, (("topics",), "the words of topic “papers” are missing")),
        (
            {"topics": {"papers": {"title": "Papiers", "guidance": "Regardez."}}},
            (("topics", "papers", "guidance"), "the questionnaire has no `guidance` here"),
        ),
    ],
)
def test_what_does_not_fit_the_questionnaire_is_told(
    keys: dict[str, object], fault: tuple[tuple[str, ...], str]
) -> None:
    assert faults_of(translation(**keys)) == [fault]


def test_a_question_that_is_translated_in_part_is_told() -> None:
    questions = {
        "hours": {"ask": "Combien d'heures ?", "unit": "heures"},
        "papers": {"ask": "Qui les a ?", "options": {"me": "Moi", "boos": "Le patron"}},
    }

    assert set(faults_of(translation(questions=questions))) == {
        (("questions", "hours"), "`ask_child` is missing"),
        (("questions", "hours"), "`guidance` is missing"),
        (("questions", "papers", "options"), "the words of option “boss” are missing"),
        (
            ("questions", "papers", "options", "boos"),
            "the questionnaire has no option “boos” here",
        ),
    }


def list_shape(found: Questionnaire) -> Iterator[tuple[object, ...]]:
    """Give all of each question that is no word."""
    for each in place_questions(found):
        codes = tuple((option.code, option.exclusive) for option in each.question.options)
        yield each.path, each.question.id, each.question.type, each.question.shown_when, codes


def test_a_translated_questionnaire_asks_the_same_in_other_words() -> None:
    translated = translate_questionnaire(asked(), translation())

    hours, papers = (each.question for each in place_questions(translated))
    assert list(list_shape(translated)) == list(list_shape(asked()))
    assert (translated.title, translated.languages) == ("Court", ("fr",))
    assert (translated.sections[0].title, translated.sections[0].topics[0].title) == (
        "Histoire",
        "Papiers",
    )
    assert (hours.ask, hours.ask_child, hours.guidance, hours.unit) == (
        "Combien d'heures ?",
        "Combien de temps ?",
        "Comptez tout.",
        "heures",
    )
    assert [each.label for each in papers.options] == ["Moi", "Le patron"]


def test_the_newest_translation_of_just_this_version_is_found() -> None:
    published = Published(asked(), "short", "1.0.0", document("a: b"))
    kept = [
        Published(translation(**keys), "short-fr", str(keys["version"]), document("a: b"))
        for keys in (
            {"version": "1.10.0"},
            {"version": "1.9.0"},
            {"version": "2.0.0", "questionnaire": "short@1.1.0"},
            {"version": "1.0.0", "language": "ar"},
        )
    ]

    found = list_translations(published, kept)

    assert {language: each.version for language, each in found.items()} == {
        "ar": "1.0.0",
        "fr": "1.10.0",
    }
