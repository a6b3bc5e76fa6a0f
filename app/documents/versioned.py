"""What every file of which there are versions says of itself."""

from typing import Annotated, TypeAlias

from pydantic import Field

from app.documents import patterns
from app.documents.model import StrictModel
from app.documents.scalars import Day

Phrase: TypeAlias = Annotated[str, Field(min_length=1)]
Version: TypeAlias = Annotated[str, Field(pattern=patterns.VERSION)]


class Change(StrictModel):
    """What a version changes, from when, why, and which answers or findings that touches."""

    since: Day
    what: Phrase
    because: Phrase
    touches: Annotated[tuple[Phrase, ...], Field(min_length=1)]


class Versioned(StrictModel):
    """A file of which there are versions, with what this one changes."""

    version: Version
    title: Phrase
    changes: tuple[Change, ...] = ()
