"""The decision with its reasons stands on the first page, beside the machine's finding."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from app.reports.content import SummaryContent
from app.reports.imprint import Level
from app.reports.render import render_summary
from app.reports.reviewed import DecisionMade, OverrideSaid, Reviewed
from tests.reports.small import imprint, print_summary, summarise, word
from tests.reports.stories import PRESUMED, SILENT

DAY = date(2026, 11, 21)
MADE = DecisionMade("not_confirmed", "The <papers> were only lent.", "B. Roe", DAY)
SAID = OverrideSaid(
    says=False, machine="yes", reason="He has them back.", by="C. Poe", on=DAY, is_contradicted=True
)
EMPTY_BOX = "Signature"


def review(reviewed: Reviewed) -> SummaryContent:
    return replace(summarise(PRESUMED), reviewed=reviewed)


def render(reviewed: Reviewed, level: Level = Level.FULL) -> str:
    return render_summary(review(reviewed), word(), imprint(level))


def test_result_override_decision_and_reasons_stand_on_the_first_page_in_this_order() -> None:
    open_and_decided = replace(summarise(SILENT), reviewed=Reviewed(MADE, SAID))

    first = PdfReader(io.BytesIO(print_summary(open_and_decided))).pages[0].extract_text()

    text = " ".join(first.split())
    places = [
        text.index(words)
        for words in (
            "but there are warning signs.",
            "A supervisor says: there is no presumption of trafficking.",
            "He has them back.",
            "C. Poe, 21 November 2026",
            "Something answered since then speaks against this.",
            "Decision of the supervisor: not confirmed",
            "The <papers> were only lent.",
            "Reasons: the six dimensions",
            "What could still change this",
        )
    ]
    assert places == sorted(places)


def test_without_a_decision_there_is_room_to_write_one() -> None:
    assert EMPTY_BOX in render(Reviewed())
    assert EMPTY_BOX in render(Reviewed(override=SAID))
    assert EMPTY_BOX not in render(Reviewed(MADE))


def test_the_machines_finding_stays_beside_what_a_supervisor_says() -> None:
    html = render(Reviewed(MADE, SAID))

    assert "There are signs that add up to a presumption of trafficking." in html
    assert "The machine found then: a presumption. Both stand." in html


@pytest.mark.parametrize("level", [Level.CASE_NUMBER, Level.SHAREABLE])
def test_reasons_and_names_stay_in_the_house(level: Level) -> None:
    html = render(Reviewed(MADE, SAID), level)

    assert "not confirmed" in html
    assert "there is no presumption of trafficking" in html
    for kept in (MADE.by, SAID.by, "only lent", SAID.reason):
        assert kept not in html
    assert ("21 November" in html) is (level is Level.CASE_NUMBER)
