"""A report holds every figure that is declared, with the numbers that it is computed from."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.datasets.performance.compute import compute, is_small
from app.datasets.performance.model import FigureKind, Period
from app.datasets.sample_programme import generate_programme
from app.reports.imprint import Level
from app.services.programme_reports import ProgrammeFacts, build_programme, choose_unit
from app.store.ids import AccountId
from app.store.publications import Entry, RecordedEntry
from tests.datasets.reference import load

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
FACTS = ProgrammeFacts("Labour Inspectorate", YEAR, date(2026, 1, 15))
DECLARED = load().performance.newest("programme").item
PROGRAMME = generate_programme(1, 60)


def test_a_report_has_every_declared_figure_with_its_numbers() -> None:
    content = build_programme(DECLARED, PROGRAMME, FACTS, Level.FULL)

    listed = [*(e.id for e in DECLARED.indicators), *(e.id for e in DECLARED.entered)]
    assert [each.id for each in content.indicators] == listed
    found = {
        (each.id, figure.part): (figure.numerator, figure.denominator)
        for each in content.indicators
        for figure in each.figures
    }
    assert found == {
        (each.indicator, each.part): (each.numerator, each.denominator)
        for each in compute(PROGRAMME, YEAR)
    }


def test_a_shareable_report_withholds_what_the_figures_call_small() -> None:
    content = build_programme(DECLARED, PROGRAMME, FACTS, Level.SHAREABLE)

    withheld = {
        (each.id, figure.part)
        for each in content.indicators
        for figure in each.figures
        if figure.is_withheld
    }
    small = {(each.indicator, each.part) for each in compute(PROGRAMME, YEAR) if is_small(each)}
    assert small
    assert withheld >= small
    assert len(withheld) < len(compute(PROGRAMME, YEAR))


def test_what_people_entered_stands_with_its_source_and_targets_stand_beside() -> None:
    first, last = YEAR.first, YEAR.last
    said = (
        Entry("figure", "K02", "", first, last, "62", "Register of arrivals", "2025-12-31"),
        Entry("figure", "V5", "", first, last, "yes", "Gazette", "2025-03-02"),
        Entry("target", "K01", "", first, last, "100", "", ""),
    )
    moment = datetime(2026, 1, 10, tzinfo=UTC)
    entries = tuple(RecordedEntry(each, moment, AccountId(1)) for each in said)

    facts = replace(FACTS, entries=entries)
    content = build_programme(DECLARED, PROGRAMME, facts, Level.SHAREABLE, {"K01"})

    found = {each.id: each for each in content.indicators}
    assert found["K02"].figures == ()
    assert [each.source for each in found["K02"].entered] == ["Register of arrivals"]
    assert [each.value for each in found["V5"].entered] == ["yes"]
    assert found["K01"].target == "100"


@pytest.mark.parametrize(
    ("declared", "kind", "unit"),
    [
        ("persons and %", FigureKind.SHARE, "%"),
        ("persons and %", FigureKind.COUNT, "persons"),
        ("%", FigureKind.COUNT, ""),
        ("persons", FigureKind.SHARE, "%"),
        ("cases, days", FigureKind.COUNT, "cases"),
        ("cases, days", FigureKind.AVERAGE, "days"),
        ("cases", FigureKind.RATIO, "cases"),
    ],
)
def test_a_figure_has_the_unit_of_its_kind(declared: str, kind: FigureKind, unit: str) -> None:
    assert choose_unit(declared, kind) == unit
