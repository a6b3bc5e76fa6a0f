"""Visits, referrals and programmes on paper: unknown is no no, and nobody can be picked out."""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner
from pypdf import PdfReader

from app.cli.explaining import explain
from app.conditions.truth import Truth
from app.reports.carried import read_carried
from app.reports.imprint import Level
from app.reports.programme import ProgrammeFigure, disclose_programme
from app.reports.referral import ConsentMissingError, build_referral
from app.reports.render import render_report
from app.reports.site_visit import SiteVisitContent, WorkerResult, build_site_visit
from app.reports.spread import Spread, spread
from tests.reports.papers import (
    INDICATORS,
    PROGRAMME,
    REFERRAL,
    VISIT,
    WORKERS,
    list_papers,
    prepare_paper,
)
from tests.reports.small import compare_with_golden, imprint, print_once, word
from tests.reports.test_render import GOLDEN

FULL, CASE_NUMBER, SHAREABLE = Level.FULL, Level.CASE_NUMBER, Level.SHAREABLE
PAPERS = {f"{name}-{level.value}": (content, level) for name, level, content in list_papers()}


@pytest.mark.parametrize("name", PAPERS)
def test_the_page_says_what_the_golden_file_says(name: str) -> None:
    content, level = PAPERS[name]

    html = render_report(content, word(), imprint(level))

    lines = (line.strip() for line in html[html.index("<main") :].split("\n"))
    text = "\n".join(line for line in lines if line) + "\n"
    compare_with_golden(GOLDEN / f"paper-{name}.golden", text)


@pytest.mark.parametrize("name", ["visit-full", "referral-full", "programme-full"])
def test_every_page_can_be_checked_and_carries_what_it_says(name: str) -> None:
    content, level = PAPERS[name]
    pdf = print_once(prepare_paper(content, level))[0]

    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=200 / 72).to_pil() for page in document]
    document.close()

    read = [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]
    carried = read_carried(pdf)
    assert read == [[imprint().address]] * len(read)
    assert carried.is_unchanged
    assert json.loads(carried.content)["level"] == level.value
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert carried.fingerprint in page.extract_text()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("visit-full", ["Visit to Fish plant 7", "For 5 of 7 workers", "in common", "Seen at"]),
        ("referral-full", ["Referral to", "Immediate danger", "needs", "Do not call", "Received"]),
        ("programme-full", ["How the programme", "K40", "Not kept", "K01", "K08", "12 of 20"]),
    ],
)
def test_the_text_is_in_reading_order(name: str, words: list[str]) -> None:
    content, level = PAPERS[name]
    pages = PdfReader(io.BytesIO(print_once(prepare_paper(content, level))[0])).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)

    places = [text.index(each) for each in words]

    assert places == sorted(places)


def test_what_nobody_asked_is_open_and_never_absent() -> None:
    worker = replace(WORKERS[0], indicators={})

    content = build_site_visit(VISIT, INDICATORS, [worker], FULL)

    assert {each.spread for each in content.lines} == {Spread(0, 0, 1)}
    assert content.absent == ()
    assert spread([Truth.UNKNOWN, Truth.YES]) == Spread(1, 0, 1)


def test_what_most_workers_have_stands_first() -> None:
    content = build_site_visit(VISIT, INDICATORS, WORKERS, FULL)

    assert [each.label for each in content.lines] == [
        "Confiscation of documents",
        "Excessive hours",
        "Isolation, confinement or surveillance",
        "Debt bondage",
    ]
    assert content.absent == ("Work that is bad for a child",)


def list_numbers(content: SiteVisitContent) -> Iterator[int]:
    shown = [content.presumption, content.under_18, *(each.spread for each in content.lines)]
    for each in shown:
        if each is not None:
            yield from (each.yes, each.no, each.unknown)


@pytest.mark.parametrize("level", [FULL, SHAREABLE])
def test_small_numbers_are_withheld_from_whoever_may_not_see_every_case(level: Level) -> None:
    hidden = [replace(WORKERS[0], is_within_reach=False), *WORKERS[1:]]

    content = build_site_visit(VISIT, INDICATORS, hidden, level)

    assert content.withholds
    assert {"Confiscation of documents"} <= {e.label for e in content.lines if e.spread is None}
    assert not [number for number in list_numbers(content) if 0 < number < 5]
    assert WORKERS[0].case_number not in content.cases


@pytest.mark.parametrize("level", Level)
def test_of_too_few_workers_nothing_is_counted(level: Level) -> None:
    few = [replace(each, is_within_reach=False) for each in WORKERS[:4]]

    content = build_site_visit(VISIT, INDICATORS, few, level)

    assert (content.workers, content.lines, content.absent, content.cases) == (None, (), (), ())
    assert list(list_numbers(content)) == []


def test_no_worker_of_a_visit_is_named_and_strangers_learn_no_place() -> None:
    fields = set(WorkerResult.__dataclass_fields__)
    html = render_report(PAPERS["visit-shareable"][0], word(), imprint(SHAREABLE))

    assert not {each for each in fields if "name" in each}
    for said in (VISIT.site, VISIT.place, VISIT.employer, "ZZ-2026", "Bunks", "20 November"):
        assert said not in html


@pytest.mark.parametrize(
    "consent",
    [
        replace(REFERRAL.consent, withdrawn_on=date(2026, 11, 21)),
        replace(REFERRAL.consent, given_on=date(2027, 1, 1)),
    ],
)
def test_nothing_is_printed_without_consent(consent: object) -> None:
    facts = replace(REFERRAL, consent=consent)  # type: ignore[arg-type]

    with pytest.raises(ConsentMissingError):
        build_referral(facts, FULL)


def test_a_referral_says_only_what_was_agreed_to() -> None:
    facts = replace(REFERRAL, shares_identity=False, shares_result=False)

    content = build_referral(facts, FULL)

    assert content.reaching is None
    assert content.presumption is None


def test_how_a_person_must_not_be_reached_is_not_printed() -> None:
    flagged = replace(REFERRAL.reaching, do_not_call=True, do_not_write=True)

    for level in Level:
        content = build_referral(replace(REFERRAL, reaching=flagged), level)
        html = render_report(content, word(), imprint(level))
        assert "0101" not in html
        assert "Harbour road 4" not in html


@pytest.mark.parametrize("level", [CASE_NUMBER, SHAREABLE])
def test_names_and_own_words_are_on_full_referrals_alone(level: Level) -> None:
    content = build_referral(REFERRAL, level)

    html = render_report(content, word(), imprint(level))

    for said in ("Sita", "A. Doe", "What happened?"):
        assert said not in html
    assert ("ZZ-2026-0012" in html) is (level is CASE_NUMBER)


def test_figures_about_few_people_stay_in_the_house() -> None:
    content = disclose_programme(PROGRAMME, SHAREABLE)

    soon, sooner, nobody = content.indicators[1].figures
    assert soon == ProgrammeFigure("within 1 days", Decimal("60.0"), 12, 20, unit="%")
    assert sooner == ProgrammeFigure("within 3 days", None, None, None, is_withheld=True)
    assert not nobody.is_withheld
    assert disclose_programme(PROGRAMME, FULL) == PROGRAMME


def test_explain_says_which_document_it_is_and_that_it_is_as_issued(tmp_path: Path) -> None:
    content, level = PAPERS["referral-full"]
    file = tmp_path / "referral.pdf"
    file.write_bytes(print_once(prepare_paper(content, level))[0])

    result = CliRunner().invoke(explain, [str(file)])

    assert result.exit_code == 0
    assert "as issued" in result.output
    assert f"Document {imprint().number}, full." in result.output


def test_the_fingerprint_is_that_of_what_is_carried() -> None:
    content, level = PAPERS["visit-case_number"]

    printable = prepare_paper(content, level)

    fingerprint = hashlib.sha256(printable.enclosed[0].content).hexdigest()
    assert f"sha256:{fingerprint}" in printable.html
