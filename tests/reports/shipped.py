"""Results of the shipped rule sets, side by side, of people about whom every indicator is set."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from app.assessment.assess import assess
from app.assessment.model import Assessment, Interview, Setting, Sources
from app.instruments.ids import IndicatorId
from app.questionnaire.model import AnswerSheet
from app.reports.content import SummaryContent
from app.reports.sides import Reading, Side
from app.reports.summary import build_summary
from app.services.library import (
    LEADING,
    Library,
    list_newest_editions,
    list_others,
    load_library,
)
from app.settings import REPOSITORY
from tests.content.sheets import DATES, DAY, FULL, change
from tests.reports.small import CASE

SURVEY = "ilo-survey-2012"
GROWN = change(AnswerSheet(), {name: DATES[name] for name in ("birth_date", "recruited_on")})
ADULT = change(GROWN, {"work_began": DATES["work_began"]})


@cache
def load_shipped() -> Library:
    return load_library(REPOSITORY / "indicators", REPOSITORY / "rules")


def find_sources(
    name: str = FULL, *, library: Library | None = None, further: Iterable[str] = ("icls-2018",)
) -> Sources:
    """Give the newest versions for one questionnaire; `further` names what it asks about too."""
    library = library or load_shipped()
    shelves = library.instruments
    return Sources(
        questionnaire=shelves.questionnaires.newest(name),
        catalogue=shelves.catalogues.newest("ilo-ec-2009-labour"),
        eleven=shelves.catalogues.newest("ilo-11"),
        parameters=shelves.parameters.newest("zz"),
        leading=tuple(list_newest_editions(library, LEADING)),
        others=tuple(list_newest_editions(library, list_others(library))),
        further=tuple(shelves.catalogues.newest(each) for each in further),
    )


def switch_on(*names: str) -> Library:
    return replace(load_shipped(), switched_on=names)


def assess_those(
    present: Iterable[str], sources: Sources | None = None, sheet: AnswerSheet = ADULT
) -> Assessment:
    """Assess a person of whom these indicators are present, and all others absent."""
    used = sources or find_sources()
    catalogues = (used.catalogue, *used.further)
    known = [indicator.id for each in catalogues for indicator in each.item.indicators]
    wanted = {IndicatorId(name) for name in present}
    assert wanted <= set(known)
    settings = {name: Setting(name, name in wanted, "seen") for name in known}
    return assess(used, Interview(sheet, settings, DAY))


def summarise_those(
    present: Iterable[str], sources: Sources | None = None, sheet: AnswerSheet = ADULT
) -> SummaryContent:
    return build_summary(assess_those(present, sources, sheet), CASE)


def put_side_by_side(present: Iterable[str], sources: Sources | None = None) -> Side:
    (side,) = summarise_those(present, sources).comparison.sides
    return side


def find_reading(side: Side, name: str) -> Reading:
    return next(each for each in side.others if each.name.startswith(f"{name}@"))
