"""Newer versions on the pages of a case: a button, a comparison in words, a line of history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from app.engine.result import DimensionStatus, FindingStatus
from app.services.library import Library, load_library
from app.web.reassessing.context import list_labels
from app.web.reassessing.wording import CODES
from tests.newer_versions import copy_shipped, write_newer
from tests.reports.shipped import find_sources
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock
from tests.web.page_client import PageClient
from tests.web.walking import Finished, begin, finish, topic

BUTTON = "Assess again under the newest versions"
LINK = "What newer versions change"
GO = "Save and continue"


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = write_newer(copy_shipped(tmp_path_factory.mktemp("newer")))
    return load_library(folder / "indicators", folder / "rules")


@pytest.fixture
def exploited(inspector: PageClient, moving: MovingClock) -> Finished:
    """A finished interview with two signs of exploitation that are of medium strength."""
    page = begin(inspector)
    inspector.send(topic(inspector, page, "pay"), GO, {"paid_how": "nothing"})
    inspector.send(topic(inspector, page, "dues"), GO, {"dues_not_given": ["contract_terms"]})
    done = finish(inspector, page)
    moving.moment += timedelta(minutes=10)
    return done


@pytest.fixture
def bring_newer(app: Flask, newer: Library) -> Callable[[], None]:
    """Let newer versions come, as a new start would."""

    def bring() -> None:
        app.extensions["threshold"] = replace(app.extensions["threshold"], library=newer)

    return bring


@pytest.mark.parametrize("name", ["inspector", "supervisor"])
def test_case_is_assessed_again_and_the_page_says_what_changed(
    sign_in: SignIn, exploited: Finished, bring_newer: Callable[[], None], name: str
) -> None:
    client = sign_in(name)
    bring_newer()

    page = client.send(client.get(f"/cases/{exploited.case}"), BUTTON)

    assert page.heading == LINK
    dimension = "Exploitative conditions of work Presumption of trafficking and of forced labour,"
    assert f"{dimension} adults · Adults It was: open. Now it is: positive." in page.text
    assert "It was: presumption-adult@1.0.0. Now it is: presumption-adult@1.1.0." in page.text
    assert "The answers come out the same." not in page.text
    case = client.follow(page, "Back to the case")
    assert "The answers were assessed again under newer versions." in case.text
    assert BUTTON not in case.text
    assert client.follow(case, LINK).heading == LINK


def test_case_says_nothing_of_newer_versions_where_there_are_none(
    inspector: PageClient, exploited: Finished
) -> None:
    page = inspector.get(f"/cases/{exploited.case}")

    assert BUTTON not in page.text
    assert LINK not in page.text
    assert (
        inspector.http.get(f"/interviews/{exploited.interview}/newer-versions").status_code == 404
    )


def test_button_that_is_pressed_twice_makes_one_result(
    inspector: PageClient, exploited: Finished, bring_newer: Callable[[], None]
) -> None:
    bring_newer()
    page = inspector.get(f"/cases/{exploited.case}")
    inspector.send(page, BUTTON)

    second = inspector.send(page, BUTTON)

    assert "There is nothing newer to assess this interview with." in second.text
    assert second.text.count("The answers were assessed again under newer versions.") == 1


def test_result_page_goes_on_to_show_the_first_result(
    inspector: PageClient, exploited: Finished, bring_newer: Callable[[], None]
) -> None:
    before = inspector.get(f"/interviews/{exploited.interview}/result").text
    bring_newer()

    inspector.send(inspector.get(f"/cases/{exploited.case}"), BUTTON)

    assert inspector.get(f"/interviews/{exploited.interview}/result").text == before


def test_only_the_own_pages_send_the_button(inspector: PageClient, exploited: Finished) -> None:
    response = inspector.http.post(f"/interviews/{exploited.interview}/newer-versions")

    assert response.status_code == 400


def test_every_state_has_words() -> None:
    statuses = {each.value for table in (DimensionStatus, FindingStatus) for each in table}

    assert statuses | {"present", "absent", ""} == set(CODES)


def test_words_of_every_catalogue_that_was_read_are_known() -> None:
    sources = find_sources()

    labels = list_labels([sources])

    catalogues = [each.item for each in (sources.catalogue, *sources.further)]
    assert len(catalogues) == 2
    for catalogue in catalogues:
        assert [labels[each.id] for each in catalogue.dimensions] == [
            each.label for each in catalogue.dimensions
        ]
        assert {labels[each.id] for each in catalogue.indicators} == {
            each.label for each in catalogue.indicators
        }
