"""The disk is full: what was acknowledged is there, what was typed too, and it works again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import Settings
from tests.store.small_disk import SmallDisk, small_disk
from tests.web.installation import settings_in
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import begin, read_interview_id, topic

GO = "Save and continue"
STORY = "job_story"
AGAIN = "Send it again"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as made:
        yield made


@pytest.fixture
def settings(installed: Path, disk: SmallDisk) -> Settings:
    """An installation whose data all lie on a small disk."""
    shutil.copytree(installed, disk.folder / "installation")
    return settings_in(disk.folder / "installation")


def read_story(client: PageClient, first: Page) -> str:
    page = topic(client, first, STORY)
    return (page.find_all("textarea", name=STORY)[0].text or "").strip()


def test_page_keeps_what_was_typed_while_the_disk_is_full_and_sends_it_once_there_is_room(
    disk: SmallDisk, inspector: PageClient
) -> None:
    first = begin(inspector, questionnaire="full-assessment")
    story = topic(inspector, first, STORY)
    inspector.send(story, GO, {STORY: "Told before."})

    disk.fill()
    refused = inspector.send(story, GO, {STORY: "Told on a full disk.\n<b>"})
    still = inspector.send(refused, AGAIN)
    disk.make_room()
    inspector.send(still, AGAIN)

    assert (refused.status, still.status) == (507, 507)
    assert refused.heading == "The server has no room left"
    assert "was not saved" in refused.text
    assert "administrator" in refused.text
    assert read_story(inspector, first) == "Told on a full disk.\n<b>"


def test_answers_acknowledged_until_the_disk_was_full_are_all_there(
    disk: SmallDisk, inspector: PageClient
) -> None:
    first = begin(inspector, questionnaire="full-assessment")
    story = topic(inspector, first, STORY)
    acknowledged = "nothing"

    for number in range(20):
        if number == 5:
            disk.fill()
        page = inspector.send(story, GO, {STORY: f"Told {number}."})
        if page.status == 507:
            break
        acknowledged = f"Told {number}."

    disk.make_room()
    assert page.status == 507
    assert acknowledged != "nothing"
    assert read_story(inspector, first) == acknowledged


def test_document_is_printed_again_once_there_is_room(
    disk: SmallDisk, inspector: PageClient
) -> None:
    interview = read_interview_id(begin(inspector))
    address = f"/interviews/{interview}/summary.pdf"
    before = inspector.http.get(address).status_code

    disk.fill()
    refused = inspector.http.get(address)
    disk.make_room()

    assert before == 200
    assert refused.status_code == 507
    assert not refused.data.startswith(b"%PDF")
    assert inspector.http.get(address).data.startswith(b"%PDF")


def test_nothing_of_signing_in_is_kept_on_the_page_of_a_full_disk(
    disk: SmallDisk, anybody: PageClient
) -> None:
    page = anybody.get("/sign-in")

    disk.fill()
    refused = anybody.give_password(page, "inspector")
    disk.make_room()

    assert refused.status == 507
    assert "a long password for tests" not in refused.html
    assert anybody.sign_in("inspector").status == 200
