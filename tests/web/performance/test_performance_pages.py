"""Figures of a programme stand beside what they are a part of, and are entered by people."""

from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.walking import Finished

ADDRESS = "/programme/figures?first=2026-01-01&last=2026-12-31"


def list_rows(page: Page) -> list[list[str]]:
    return [["".join(c.itertext()).strip() for c in row] for row in page.root.iter("tr")]


def test_every_figure_stands_beside_its_definition_and_small_ones_are_withheld(
    sign_in: SignIn, finished: Finished
) -> None:
    page = sign_in("analyst").get(f"{ADDRESS}&by=sex")

    found = [row for row in list_rows(page) if len(row) == len(("Figure", "Value", "Target"))]
    screened = next(row for row in found if row[0].startswith("K01 Persons screened"))
    rate = next(row for row in found if row[0].startswith("K02 Screening rate"))
    assert finished.case not in page.text
    assert screened[1] == "withheld"
    assert "persons with a screening completed" in screened[0]
    assert rate[1] == "not kept"
    assert {row[0][:3] for row in found} >= {f"K{number:02}" for number in range(1, 41)}
    assert any(row[0].startswith("V1") for row in found)


def test_a_figure_is_entered_with_its_source_and_a_target_without(sign_in: SignIn) -> None:
    analyst = sign_in("analyst")
    said = {"indicator": "K02", "value": "62.5", "source": "Register", "source_day": "2026-02-28"}

    kept = analyst.send(analyst.get(ADDRESS), "Keep", {"kind": "figure", **said})
    aimed = analyst.send(
        analyst.get(ADDRESS), "Keep", {"kind": "target", "indicator": "K02", "value": "80"}
    )
    other = analyst.get("/programme/figures?first=2025-01-01&last=2025-12-31")

    assert "Kept for these days: K02" in kept.text
    assert "62.5 %" in kept.text
    assert "Entered. Source: Register, 2026-02-28" in kept.text
    assert next(row for row in list_rows(aimed) if row[0].startswith("K02"))[2] == "80"
    assert "62.5" not in other.text


def test_what_is_no_figure_or_has_no_source_is_refused_with_a_sentence(sign_in: SignIn) -> None:
    analyst = sign_in("analyst")

    strange = analyst.send(analyst.get(ADDRESS), "Keep", {"indicator": "K02", "value": "Maria"})
    bare = analyst.send(analyst.get(ADDRESS), "Keep", {"indicator": "K02", "value": "5"})

    assert strange.status == bare.status == 422
    assert "Enter a number, or yes or no" in strange.text
    assert "Say where the figure comes from" in bare.text


def test_an_empty_value_takes_a_figure_back(sign_in: SignIn) -> None:
    analyst = sign_in("analyst")
    said = {"indicator": "V5", "value": "yes", "source": "Gazette", "source_day": "2026-02-28"}
    analyst.send(analyst.get(ADDRESS), "Keep", said)

    after = analyst.send(analyst.get(ADDRESS), "Keep", {"indicator": "V5", "value": ""})

    assert "Gazette" not in after.text
