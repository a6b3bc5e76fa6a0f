"""What a prefill declares: which answers and indicators say what a field of a dataset holds."""

from typing import Annotated

from pydantic import Field

from app.datasets.model import Code, FieldId
from app.documents import patterns
from app.documents.model import StrictModel
from app.documents.scalars import YesNo
from app.documents.versioned import Phrase, Versioned
from app.instruments.vocabulary import Provenance


class AnswerCode(StrictModel):
    """What one choice of a question means in a field."""

    answer: Code
    code: Code


class FromAnswer(StrictModel):
    """A field that an answer fills: by its codes, or as it was given.

    A choice without a code fills nothing; of several choices, `otherwise` holds where the question
    was answered and no code fits. What is `proposed` may be a part alone, and counts once a person
    has confirmed it.
    """

    field: FieldId
    question: FieldId
    codes: tuple[AnswerCode, ...] = ()
    otherwise: Code | None = None
    proposed: YesNo = False


class FromIndicator(StrictModel):
    """A code that is proposed where one of these indicators is present."""

    field: FieldId
    code: Code
    present: tuple[Phrase, ...]


class Prefill(Versioned):
    """What a record of one dataset is prefilled with."""

    id: Annotated[str, Field(pattern=patterns.FOLDER_ID)]
    fills: Annotated[str, Field(pattern=patterns.NAMED_VERSION)]
    source: Phrase
    provenance: Provenance
    answers: tuple[FromAnswer, ...] = ()
    indicators: tuple[FromIndicator, ...] = ()
