"""A small world for tests: the short story, the shipped rules, and the laws of zz."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

from app.assessment.assess import assess
from app.assessment.model import Assessment, Edition, Interview, Setting, Settings, Sources
from app.conditions.values import Silence, Value
from app.documents.model import parse_as
from app.documents.reader import load_document
from app.instruments.catalogue import Published, load_shelf
from app.instruments.ids import IndicatorId, QuestionId
from app.instruments.model import Parameters, Questionnaire
from app.instruments.source_checks import check_parameters
from app.questionnaire.model import Answer, AnswerSheet, Basis
from tests.builders import TODAY, day, money
from tests.engine.shipped import ROOT, load_catalogues, load_shipped

FILE = Path(__file__).parent / "story.yaml"
Told: TypeAlias = Mapping[str, Value | Silence]

ADULT_SINCE_LONG: Told = {
    "birth_date": day("1990-05-17"),
    "recruited_on": day("2024-01"),
    "work_began": day("2024-02-01"),
    "still_working": "yes",
}
CHILD_THEN: Told = {**ADULT_SINCE_LONG, "birth_date": day("2010-05-17")}
HARD_WORK: Told = {
    "hours_day": 15,
    "days_week": 7,
    "pay_received": money(100, period="month"),
    "pays_back": "no",
}


@cache
def load_story() -> Published[Questionnaire]:
    """Read the questionnaire of the story."""
    document = load_document(FILE, "story.yaml")
    return Published(parse_as(document, Questionnaire), "story", "1.0.0", document)


@cache
def load_laws() -> Published[Parameters]:
    """Read the laws of zz."""
    shelf = load_shelf(ROOT / "indicators" / "parameters", Parameters, check_parameters, [])
    return shelf.newest("zz")


@cache
def build_sources() -> Sources:
    """Give the story with the shipped rule sets."""
    catalogues = load_catalogues()
    return Sources(
        questionnaire=load_story(),
        catalogue=catalogues.newest("ilo-ec-2009-labour"),
        eleven=catalogues.newest("ilo-11"),
        parameters=load_laws(),
        leading=tuple(list_editions("presumption-adult", "presumption-child")),
        others=tuple(list_editions("ilo-ec-2009-published")),
    )


def list_editions(*names: str) -> Iterable[Edition]:
    """Give each rule set for each of its groups."""
    for name in names:
        published = load_shipped().find(name)
        assert published is not None
        for group in published.item.groups:
            yield Edition(published, load_shipped().compile(published, group))


def give(told: Told, assumed: Told | None = None) -> AnswerSheet:
    """Give a sheet with answers that the person told, and others that nobody said."""
    bases = ((told, Basis.TOLD), (assumed or {}, Basis.ASSUMED))
    return AnswerSheet(
        {
            QuestionId(name): Answer(QuestionId(name), value, basis)
            for answers, basis in bases
            for name, value in answers.items()
        }
    )


def set_to(*, present: Iterable[str] = (), absent: Iterable[str] = ()) -> Settings:
    """Set indicators as an interviewer would."""
    settings = [Setting(IndicatorId(name), present=True, reason="Seen.") for name in present]
    settings += [Setting(IndicatorId(name), present=False, reason="Looked.") for name in absent]
    return {setting.indicator: setting for setting in settings}


def set_all_but(*names: str) -> Settings:
    """Set every indicator to absent but these."""
    every = {str(each.id) for each in build_sources().catalogue.item.indicators}
    return set_to(absent=sorted(every - set(names)))


def assess_story(
    sheet: AnswerSheet, settings: Settings | None = None, *, laws: bool = True
) -> Assessment:
    """Give what follows from a sheet."""
    sources = build_sources() if laws else replace(build_sources(), parameters=None)
    return assess(sources, Interview(sheet, settings or {}, TODAY))
