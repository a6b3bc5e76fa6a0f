"""Decided cases, screened through the pages, come to what their published facts were coded as."""

import re
from xml.etree.ElementTree import Element

import pytest
from pypdf import PdfReader

from tests.journeys.conftest import OpenWindow
from tests.journeys.court_case_answers import read_entries
from tests.journeys.expectations import label_indicators, read_expected
from tests.journeys.interviewing import (
    answer_with_buttons,
    answer_with_saving,
    begin,
    sign_in,
)
from tests.journeys.visitor import Reply, Visitor
from tests.journeys.window import Window
from tests.web.page import read

FULL = "Full assessment"
SISTERS = ("V02", "V03")


@pytest.mark.browser
def test_screening_a_worker_takes_two_clicks(open_window: OpenWindow) -> None:
    window = open_window()
    sign_in(window, "inspector")

    window.press("Screen a worker")
    window.press("Begin the interview")

    assert window.list_open_questions()[0] == "safe_to_talk"


@pytest.mark.browser
@pytest.mark.night
def test_v01_comes_to_its_result_with_each_answer_saved_as_it_is_given(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    sign_in(window, "inspector")
    begin(window, FULL)

    answer_with_saving(window, read_entries("V01"))
    window.press("Finish the interview")

    assert find_missing("V01", window.text) == []
    assert_a_supervisor_reads_the_same("V01", window, open_window)


@pytest.mark.browser
@pytest.mark.night
def test_v06_comes_to_its_result_in_a_browser_without_scripts(open_window: OpenWindow) -> None:
    window = open_window(java_script_enabled=False)
    sign_in(window, "inspector")
    begin(window, FULL)

    answer_with_buttons(window, read_entries("V06"))
    window.press("Finish the interview")

    assert find_missing("V06", window.text) == []
    assert_a_supervisor_reads_the_same("V06", window, open_window)


def test_two_sisters_have_opposite_presumptions_and_their_pages_show_why(visitor: Visitor) -> None:
    elder, younger = (screen(visitor, case) for case in SISTERS)

    present = [list_present(page) for page in (elder, younger)]
    statuses = [read_statuses(page) for page in (elder, younger)]

    assert find_missing("V02", elder.page.text) == []
    assert find_missing("V03", younger.page.text) == []
    assert present == [label_indicators(case) for case in SISTERS]
    assert present[0] - present[1] == {
        "Excessive working days or hours",
        "No access to education",
        "Threat of denunciation to authorities",
        "Relationship with authorities/legal status",
    }
    # What decides: the elder one's work is exploitation, the younger one's is not.
    assert statuses[0]["Exploitative conditions of work"] == "positive"
    assert statuses[1]["Exploitative conditions of work"] == "negative"


def assert_a_supervisor_reads_the_same(
    case: str, inspected: Window, open_window: OpenWindow
) -> None:
    window = open_window()
    sign_in(window, "supervisor")
    window.open(inspected.path)

    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="Summary to print (PDF)").click()
    summary = PdfReader(download.value.path())

    assert find_missing(case, window.text) == []
    assert find_missing(case, read_pdf(summary)) == []
    assert 2 <= len(summary.pages) <= 4


def find_missing(case: str, text: str) -> list[str]:
    """Give what a page or a PDF should say of a case and doesn't."""
    return [each for each in read_expected(case).sentences if each not in " ".join(text.split())]


def read_pdf(summary: PdfReader) -> str:
    """Give the words of a PDF, with words that a line end parts put together."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in summary.pages))


def screen(visitor: Visitor, case: str) -> Reply:
    """Screen the person of a case by sending pages, up to the result."""
    interview = visitor.begin("full-assessment")
    visitor.answer_pages(interview, read_entries(case))
    return visitor.finish(interview)


def list_present(result: Reply) -> set[str]:
    """Give the indicators that the dimensions show as present: those that are not folded away."""
    signs = (
        item.find("span")
        for dimension in list_dimensions(result)
        for item in dimension.iterfind("./ul/li")
    )
    return {(sign.text or "").strip() for sign in signs if sign is not None}


def read_statuses(result: Reply) -> dict[str, str]:
    """Give the status of each dimension by its name."""
    return {
        read(next(each.iter("span"))): (each.get("class") or "").rpartition("--")[2]
        for each in list_dimensions(result)
    }


def list_dimensions(result: Reply) -> list[Element]:
    divisions = result.page.root.iter("div")
    return [each for each in divisions if (each.get("class") or "").startswith("th-dimension ")]
