"""A small world for reports: three dimensions, so that golden files stay short and never move."""

import hashlib
import logging
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from gettext import NullTranslations
from logging.handlers import BufferingHandler
from pathlib import Path

from babel import Locale

from app.assessment.assess import assess
from app.assessment.model import Edition, Interview, Settings, Sources
from app.documents.model import ModelT, parse_as
from app.documents.reader import load_document
from app.engine.compile import compile_rule_set
from app.engine.model import RuleSet
from app.instruments.catalogue import Published
from app.instruments.model import Catalogue, Parameters
from app.questionnaire.model import AnswerSheet
from app.reports.content import CaseFacts, SummaryContent
from app.reports.imprint import Imprint, Level
from app.reports.pdf import Printable, make_pdf, prepare_summary
from app.reports.summary import build_summary
from app.reports.wording import Wording
from tests.assessment.story import load_story
from tests.builders import TODAY

CARRIED = "{}"
WORLD = Path(__file__).parent / "world"
CASE = CaseFacts(
    case_number="ZZ-2026-0012",
    organisation="Labour Inspectorate",
    interviewer="A. Doe (Labour inspector)",
    interviewed_on=(date(2026, 11, 20), TODAY),
    language="fr",
    interpreter=False,
    state="submitted for review",
    printed_on=TODAY,
)


@cache
def load(name: str, model: type[ModelT]) -> Published[ModelT]:
    document = load_document(WORLD / f"{name}.yaml", f"{name}.yaml")
    item = parse_as(document, model)
    return Published(item, str(item.id), "1.0.0", document)  # type: ignore[attr-defined]


@cache
def build_sources() -> Sources:
    return Sources(
        questionnaire=load_story(),
        catalogue=load("catalogue", Catalogue),
        eleven=load("eleven", Catalogue),
        parameters=load("laws", Parameters),
        leading=(*list_editions("adult"), *list_editions("child")),
        others=tuple(list_editions("published")),
    )


def list_editions(name: str) -> Iterable[Edition]:
    published = load(name, RuleSet)
    catalogue = load("catalogue", Catalogue).item
    for group in published.item.groups:
        yield Edition(published, compile_rule_set(published.item, catalogue, group))


def summarise(
    sheet: AnswerSheet,
    settings: Settings | None = None,
    *,
    case: CaseFacts = CASE,
    laws: bool = True,
) -> SummaryContent:
    sources = build_sources() if laws else replace(build_sources(), parameters=None)
    return build_summary(assess(sources, Interview(sheet, settings or {}, TODAY)), case)


def print_summary(
    content: SummaryContent, language: str = "en", *, level: Level = Level.FULL
) -> bytes:
    """Give a summary as an issued PDF that carries next to nothing."""
    return print_once(prepare_summary(content, word(language), imprint(level), CARRIED))[0]


@cache
def print_once(printable: Printable) -> tuple[bytes, tuple[str, ...]]:
    """Give a PDF, and what the library complained of; the same pages are made once for all."""
    complaints = BufferingHandler(capacity=10_000)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        pdf = make_pdf(printable)
    finally:
        logger.removeHandler(complaints)
    return pdf, tuple(each.getMessage() for each in complaints.buffer)


def imprint(level: Level = Level.FULL) -> Imprint:
    return Imprint(
        level=level,
        fingerprint=hashlib.sha256(CARRIED.encode()).hexdigest(),
        made_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
        number="D-2026-7K3M-9QXA-4TBC",
        verify="https://threshold.example/verify",
        log_head="1207-5e5e5e5e5e5e5e5e",
    )


def word(language: str = "en") -> Wording:
    return Wording(Locale(language), NullTranslations(), {"ZZ": "Vardania (invented)"})


def compare_with_golden(path: Path, text: str) -> None:
    """Compare with a file; GOLDEN=write in the environment writes it anew, to be looked at."""
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"Write {path.name} with GOLDEN=write, and look at it."
    assert text == path.read_text(encoding="utf-8"), f"Compare {path.name}; see GOLDEN=write."
