"""A report holds every figure that is declared, with the numbers that it is computed from."""

from datetime import date

from app.datasets.performance.compute import compute, is_small
from app.datasets.performance.model import Period
from app.datasets.sample_programme import generate_programme
from app.reports.imprint import Level
from app.services.programme_reports import ProgrammeFacts, build_programme
from tests.datasets.reference import load

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
FACTS = ProgrammeFacts("Labour Inspectorate", YEAR, date(2026, 1, 15))
DECLARED = load().performance.newest("programme").item
PROGRAMME = generate_programme(1, 60)


def test_a_report_has_every_declared_figure_with_its_numbers() -> None:
    content = build_programme(DECLARED, PROGRAMME, FACTS, Level.FULL)

    assert [each.id for each in content.indicators] == [each.id for each in DECLARED.indicators]
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
    assert withheld == small
