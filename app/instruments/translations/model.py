"""All words of a questionnaire in another language, each under the id that they stand for."""

from typing import Annotated

from pydantic import Field

from app.documents import patterns
from app.documents.model import StrictModel
from app.documents.versioned import Phrase, Versioned
from app.instruments.ids import QuestionId, SectionId, TopicId, TranslationId
from app.instruments.model import LanguageCode
from app.instruments.vocabulary import Provenance


class AnswerWords(StrictModel):
    """What may be answered whatever the options are."""

    yes: Phrase
    no: Phrase
    unknown: Phrase
    prefer_not_to_say: Phrase
    not_applicable: Phrase


class TranslatedTopic(StrictModel):
    """The words of a topic."""

    title: Phrase
    guidance: Phrase | None = None


class TranslatedQuestion(StrictModel):
    """The words of a question; its options by their codes."""

    ask: Phrase
    ask_child: Phrase | None = None
    guidance: Phrase | None = None
    unit: Phrase | None = None
    options: dict[Annotated[str, Field(pattern=patterns.CODE)], Phrase] = Field(
        default_factory=dict
    )


class Translation(Versioned):
    """One version of a questionnaire in another language; `title` is its name there.

    `provenance` says how sure it is that the words mean the same.
    """

    id: Annotated[TranslationId, Field(pattern=patterns.FOLDER_ID)]
    description: Phrase
    questionnaire: Annotated[str, Field(pattern=patterns.NAMED_VERSION)]
    language: LanguageCode
    provenance: Provenance
    answers: AnswerWords
    sections: dict[SectionId, Phrase]
    topics: dict[TopicId, TranslatedTopic]
    questions: dict[QuestionId, TranslatedQuestion]
