"""The oldest versions still load, and what was assessed with them goes on to say what it said.

This test stays as long as there is Threshold. An interview is finished under the versions that are
kept in tests/old. Then everything is published anew in other words, and the application is started
again.
"""

import io
import re
import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.services.library import load_library
from app.settings import REPOSITORY
from app.web.application import create_app
from tests.old.oldest import OLD, copy_oldest, publish_second
from tests.web.installation import MovingClock, settings_in
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish, read_interview_id, topic

AGAIN = "Assess again under the newest versions"
GO = "Save and continue"
ON_THE_RESULT = (
    "What do you get for your work?",
    "Low or no salary",
    "Exploitative conditions of work",
    "Withholding of wages",
)


@dataclass(frozen=True)
class Shown:
    """What somebody who is signed in reads of one interview."""

    result: str
    pdf: str


@dataclass(frozen=True)
class Story:
    """What is shown before anything newer is published, and afterwards.

    `again` is the page that says what newer versions change, `after_all` the result once the
    interview is assessed again, and the last two are pages of an interview that is begun then.
    """

    published: tuple[str, ...]
    before: str
    after: Shown
    again: str
    after_all: str
    new_question: str
    new_result: str


class Place:
    """An installation on the oldest versions, which is started and started again."""

    def __init__(self, folder: Path, clock: MovingClock) -> None:
        self.folder = folder
        self.moving = clock

    def start(self, versions: Path) -> None:
        """Start with the instruments and rule sets of a folder."""
        settings = replace(
            settings_in(self.folder), indicators=versions / "indicators", rules=versions / "rules"
        )
        self.app = create_app(settings, self.moving.clock)
        self.app.testing = True
        self.client = PageClient(self.app.test_client())
        self.client.sign_in("inspector")

    def stop(self) -> None:
        self.app.extensions["threshold.store"].close()

    def show_result(self, interview: str) -> str:
        return self.client.get(f"/interviews/{interview}/result").text

    def show(self, interview: str) -> Shown:
        pdf = self.client.http.get(f"/interviews/{interview}/summary.pdf")
        assert pdf.mimetype == "application/pdf"
        pages = PdfReader(io.BytesIO(pdf.data)).pages
        return Shown(
            self.show_result(interview),
            " ".join(" ".join(page.extract_text() for page in pages).split()),
        )


@pytest.fixture(scope="module")
def story(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("old") / "installation"
    shutil.copytree(installed, folder)
    place = Place(folder, MovingClock())
    place.start(copy_oldest(folder / "oldest"))
    client = place.client
    first = begin(client)
    client.send(topic(client, first, "pay"), GO, {"paid_how": "nothing"})
    client.send(topic(client, first, "dues"), GO, {"dues_not_given": ["contract_terms"]})
    finished = finish(client, first)
    before = place.show_result(finished.interview)
    place.stop()

    newer = copy_oldest(folder / "newer")
    published = publish_second(newer)
    place.moving.moment += timedelta(minutes=10)
    place.start(newer)
    client = place.client
    after = place.show(finished.interview)
    again = client.send(client.get(f"/cases/{finished.case}"), AGAIN).text
    after_all = place.show_result(finished.interview)
    new = begin(client)
    new_question = topic(client, new, "pay").text
    new_result = place.show_result(read_interview_id(new))
    place.stop()
    return Story(published, before, after, again, after_all, new_question, new_result)


def test_oldest_versions_still_load() -> None:
    library = load_library(OLD / "indicators", OLD / "rules")

    assert {each.version for each in library.rules.rule_sets} == {"1.0.0"}
    assert {each.version for each in library.instruments.questionnaires} == {"1.0.0"}


@pytest.mark.parametrize(
    "path", sorted(OLD.glob("*/**/1.0.0.yaml")), ids=lambda path: path.relative_to(OLD).as_posix()
)
def test_oldest_version_is_still_there_as_it_was(path: Path) -> None:
    shipped = REPOSITORY / path.relative_to(OLD)

    assert shipped.read_bytes() == path.read_bytes()


def test_finished_interview_shows_its_own_words_after_newer_ones_are_published(
    story: Story,
) -> None:
    assert "short-screening@1.1.0" in story.published
    assert [words for words in ON_THE_RESULT if words not in story.after.result] == []
    assert not re.search("Newer (words|word|label|title) ", story.after.result)
    assert story.after.result == story.before


def test_its_pdf_shows_its_own_words_too(story: Story) -> None:
    assert [words for words in ON_THE_RESULT if words not in story.after.pdf] == []
    assert not re.search("Newer (words|word|label|title) ", story.after.pdf)
    assert "presumption-adult@1.0.0" in story.after.pdf
    assert "@1.1.0" not in story.after.pdf


def test_assessing_again_gives_a_new_result_under_the_newest_versions(story: Story) -> None:
    assert "It was: presumption-adult@1.0.0. Now it is: presumption-adult@1.1.0." in story.again
    assert "It was: ilo-ec-2009-labour@1.0.0. Now it is: ilo-ec-2009-labour@1.1.0." in story.again
    assert "It was: open. Now it is: positive." in story.again
    assert story.after_all == story.before


def test_new_interview_is_led_in_the_newest_words(story: Story) -> None:
    assert "Newer words for what you get?" in story.new_question
    assert "Newer word for nothing" in story.new_question
    assert "What do you get for your work?" not in story.new_question
    assert "Newer label of exploitation" in story.new_result
    assert "Newer label of the eighth" in story.new_result
