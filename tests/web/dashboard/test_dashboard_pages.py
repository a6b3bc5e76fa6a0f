"""The dashboard on pages: each chart with its table, and nothing small for who sees no case."""

import pytest

from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish, topic

GO = "Save and continue"


def read_tables(page: Page) -> list[str]:
    return [" ".join(" ".join(each.itertext()).split()) for each in page.find_all("table")]


def test_supervisor_sees_every_number_in_a_table_beside_its_chart(
    inspector: PageClient, sign_in: SignIn
) -> None:
    finish(inspector, begin(inspector))
    supervisor = sign_in("supervisor")
    start = supervisor.follow(supervisor.get("/"), "Dashboard")

    by_area = supervisor.get("/dashboard?by=area&year=2026")
    charts = [each.get("src") or "" for each in by_area.find_all("img")]
    drawn = [supervisor.http.get(each) for each in charts]

    found, standing = read_tables(by_area)
    assert "What was found, 2026" in by_area.text
    assert "north 1" in found
    assert "north 1 1 0 0 0 0" in standing
    assert "Mar 2026 1" in read_tables(start)[0]
    assert "No decision can be held against" in by_area.text
    assert len(charts) == 2
    assert {each.mimetype for each in drawn} == {"image/svg+xml"}
    assert all(each.data.startswith(b"<?xml") for each in drawn)


def test_signs_stand_by_themselves_with_their_chart(inspector: PageClient, sign_in: SignIn) -> None:
    first = begin(inspector)
    inspector.send(topic(inspector, first, "hours"), GO, {"hours_day": "16", "days_week": "7"})
    finish(inspector, first)
    supervisor = sign_in("supervisor")

    page = supervisor.get("/dashboard?by=sign")

    [signs] = read_tables(page)
    [chart] = [each.get("src") or "" for each in page.find_all("img")]
    assert "Excessive working days or hours Exploitative conditions of work 1 0 0" in signs
    assert b"1 of 1" in supervisor.http.get(chart).data
    assert supervisor.http.get("/dashboard/chart.svg?by=sign&of=found").status_code == 404


def test_analyst_sees_no_small_number_and_what_the_signs_mean(
    inspector: PageClient, sign_in: SignIn
) -> None:
    finish(inspector, begin(inspector))

    page = sign_in("analyst").get("/dashboard?by=area")

    found, standing = read_tables(page)
    assert "<5: from 0 to 4" in page.text
    assert "All <5" in found
    assert not any(each.isdecimal() for each in (found + standing).split())
    assert "held against what the tool found" not in page.text


@pytest.mark.parametrize("asked", ["by=nonsense&year=nonsense", "by=sector&year=1900"])
def test_nonsense_in_the_address_is_as_if_it_were_not_there(sign_in: SignIn, asked: str) -> None:
    supervisor = sign_in("supervisor")

    page = supervisor.get(f"/dashboard?{asked}")

    assert page.status == 200
    assert "last twelve months" in page.text
    assert supervisor.http.get(f"/dashboard/chart.svg?{asked}&of=nonsense").status_code == 404
