"""What the page of blank forms shows: each questionnaire with the languages in which it exists."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from app.instruments.catalogue import Instruments, Published
from app.instruments.model import Questionnaire
from app.instruments.translations.translate import list_translations
from app.reports.paper import PaperForm, build_paper_form
from app.web.components import Choice
from app.web.locale import name_language


class UnknownLanguageError(Exception):
    """The questionnaire has no words in that language."""


@dataclass(frozen=True)
class BlankRow:
    """A questionnaire on paper; `languages` is empty where there is nothing to choose."""

    id: str
    title: str
    description: str
    address: str
    languages: tuple[Choice, ...]


def list_blank(instruments: Instruments) -> Iterator[BlankRow]:
    """Give the newest version of each questionnaire."""
    shelf = instruments.questionnaires
    for published in (shelf.newest(name) for name in shelf.list_ids()):
        own = published.item.languages[0]
        languages = (own, *list_translations(published, instruments.translations))
        yield BlankRow(
            published.id,
            published.item.title,
            published.item.description,
            url_for("paper.form", questionnaire=published.id),
            tuple(Choice(code, name_language(code), code == own) for code in languages)
            if len(languages) > 1
            else (),
        )


def build_blank(
    instruments: Instruments, published: Published[Questionnaire], language: str
) -> PaperForm:
    """Give a form in a language; without one, in the questionnaire's own words.

    Raises UnknownLanguageError.
    """
    if language in ("", published.item.languages[0]):
        return build_paper_form(published)
    translated = list_translations(published, instruments.translations).get(language)
    if translated is None:
        raise UnknownLanguageError
    return build_paper_form(published, translated)
