"""What was told can be read nowhere afterwards: not in the files of the server, nor the browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys.canaries import (
    CANARIES,
    CANARY,
    find_canaries,
    keep_for_later,
    list_spellings,
)
from tests.journeys.conftest import ARGUMENTS, CHROMIUM, enter
from tests.journeys.server import Server
from tests.journeys.teller import STORY
from tests.journeys.visitor import Visitor
from tests.journeys.window import PATIENCE

INDICATOR = "coercion_at_destination.debt"


@pytest.fixture
def everyday_browser(chromium: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser that keeps what browsers keep, as at somebody's desk."""
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=CHROMIUM, args=ARGUMENTS
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.mark.browser
def test_what_was_told_stands_in_no_file_of_the_server_or_the_browser(
    mortal_server: Server, everyday_browser: BrowserContext, tmp_path: Path
) -> None:
    visitor = enter(mortal_server, "inspector")
    interview = f"/interviews/{visitor.begin('full-assessment')}"

    tell_everything(everyday_browser, mortal_server, visitor, interview)
    mortal_server.kill()  # What waits in its log of changes still waits there.
    shutil.copytree(tmp_path / "data" / "database", tmp_path / "data" / "as-they-were")
    keep_for_later(mortal_server)
    everyday_browser.close()

    assert find_canaries([tmp_path / "data"]) == []
    assert (tmp_path / "data" / "as-they-were" / "threshold.sqlite-wal").stat().st_size > 0
    assert (tmp_path / "profile" / "Default").is_dir()
    assert find_canaries([tmp_path / "profile"]) == []


def tell_everything(
    context: BrowserContext, server: Server, visitor: Visitor, interview: str
) -> None:
    """Type the canaries as answers that the script saves and the page sends, and as a reason."""
    context.add_cookies(
        [
            {"name": each.name, "value": each.value or "", "url": server.address}
            for each in visitor.cookies
        ]
    )
    page = context.new_page()
    story = f"{server.address}{interview}/topics/{STORY}"
    page.goto(story)
    page.fill(f"#{STORY}", CANARIES[0])
    page.locator("h1").click()
    page.locator(f'[data-question="{STORY}"] [data-save-state][data-state="saved"]').wait_for()
    page.fill(f"#{STORY}", CANARIES[1])
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue").click()
    page.goto(f"{server.address}{interview}/indicators/{INDICATOR}")
    page.check('[name="choice"][value="yes"]')
    page.fill('[name="reason"]', CANARIES[2])
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{server.address}{interview}/review")
    assert CANARIES[1] in (page.text_content("main") or "")
    page.goto(story)
    assert visitor.get(f"{interview}/summary.pdf").body.startswith(b"%PDF")


def test_canaries_are_found_however_they_are_written(tmp_path: Path) -> None:
    spellings = list_spellings(CANARY)
    for number, each in enumerate(spellings):
        (tmp_path / f"file-{number}").write_bytes(b"\x00before" + each + b"behind")
    (tmp_path / f"{CANARY}.txt").touch()
    (tmp_path / "other").write_bytes(b"Zaun")

    found = [Path(each).name for each in find_canaries([tmp_path])]

    assert found == sorted(
        [*(f"file-{number}" for number in range(len(spellings))), f"{CANARY}.txt"]
    )
