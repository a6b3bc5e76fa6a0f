"""The summary of a decided case has two to four pages, also when the age is not known."""

import io
from functools import cache

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from app.assessment.assess import assess
from app.assessment.model import Interview
from app.conditions.values import Silence
from app.instruments.ids import QuestionId
from app.questionnaire.model import Answer, AnswerSheet, Basis
from app.reports.summary import build_summary
from tests.content.sheets import DAY
from tests.journeys.court_case_answers import read_sheet
from tests.reports.shipped import find_sources
from tests.reports.small import CASE, imprint, print_summary

BORN = QuestionId("birth_date")


@cache
def print_case(case: str, *, is_age_known: bool = True) -> bytes:
    sources = find_sources()
    sheet = read_sheet(case, sources.questionnaire.item)
    if not is_age_known:
        sheet = sheet.with_answer(Answer(BORN, Silence.UNKNOWN, Basis.TOLD))
    return print_summary(build_summary(assess(sources, Interview(sheet, {}, DAY)), CASE))


@pytest.mark.parametrize(
    ("case", "is_age_known"),
    [("V01", True), ("V02", True), ("V03", True), ("V06", True), ("V06", False)],
)
def test_a_summary_has_two_to_four_pages(case: str, is_age_known: bool) -> None:  # noqa: FBT001 - As listed.
    pdf = print_case(case, is_age_known=is_age_known)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]

    assert 2 <= len(pages) <= 4
    assert all(len(text) > 600 for text in pages), "A page with next to nothing on it is wasted."


def test_the_first_page_has_result_decision_reasons_and_what_is_open() -> None:
    pdf = print_case("V06", is_age_known=False)

    first = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())

    places = [
        first.index(words)
        for words in (
            "There are signs that add up to a presumption of trafficking of a child.",
            "Nothing that is left to ask can change this result.",
            "Decision of the supervisor",
            "Reasons: the six dimensions",
            "Why",
        )
    ]
    assert places == sorted(places)


def test_the_code_on_every_page_leads_to_where_it_is_verified() -> None:
    document = pypdfium2.PdfDocument(print_case("V03"))
    pictures = [page.render(scale=200 / 72).to_pil() for page in document]
    document.close()

    read = [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]

    assert len(read) > 1
    assert read == [[imprint().address]] * len(read)


def test_numbers_of_the_eleven_stand_with_their_indicators() -> None:
    pages = PdfReader(io.BytesIO(print_case("V01"))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)

    assert "1. Abuse of vulnerability: present" in text
    assert "11. Excessive overtime: present" in text


def test_a_title_of_two_lines_beside_one_answer_leaves_the_next_title_in_its_place() -> None:
    sources = find_sources("short-screening", further=())
    given = {"coming_going": frozenset({"free"}), "treated_here": frozenset({"well"})}
    sheet = AnswerSheet(
        {
            QuestionId(name): Answer(QuestionId(name), said, Basis.TOLD)
            for name, said in given.items()
        }
    )
    summary = build_summary(assess(sources, Interview(sheet, {}, DAY)), CASE)

    lefts = find_lefts(print_summary(summary), ("Freedom and", "Treatment", "Leaving"))

    assert len(lefts) == 3
    assert max(lefts) - min(lefts) < 1


def find_lefts(pdf: bytes, titles: tuple[str, ...]) -> list[float]:
    """Give how far from the left each title stands that begins a line of the last page."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[len(document) - 1].get_textpage()
    lefts = []
    for title in titles:
        found = text.search(title, match_case=True).get_next()
        assert found is not None, title
        lefts.append(text.get_charbox(found[0])[0])
    return lefts
