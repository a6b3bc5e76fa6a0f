"""On a phone nothing of a list is out of sight."""

import pytest

from tests.journeys.conftest import OpenWindow
from tests.journeys.visitor import Visitor
from tests.journeys.window import PHONE

HIDDEN_WIDTH = "region => region.scrollWidth - region.clientWidth"


@pytest.mark.browser
def test_every_column_of_the_finished_screenings_is_seen_on_a_phone(
    open_window: OpenWindow, visitor: Visitor
) -> None:
    visitor.finish(visitor.begin("short-screening"))
    window = open_window(viewport=PHONE)
    window.enter_as(visitor)

    window.open("/")

    region = window.page.get_by_role("region", name="Finished screenings")
    assert region.get_by_role("link", name="Open").count() >= 1
    assert region.evaluate(HIDDEN_WIDTH) == 0
