"""One story in a real browser: four people of two organisations, over three days."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from app.cases.referrals import RecipientKind
from app.services.workplace import Workplace
from app.settings import Settings
from app.store.ids import RecipientId, new_id
from app.store.recipients import RecipientRecord, store_recipient
from app.web.application import create_app
from app.web.passwords import PASSWORDS
from tests.journeys.server import HOST, find_free_port
from tests.journeys.window import Window, make_window
from tests.web.installation import (
    CHEAP_HASHES,
    PASSWORD,
    MovingClock,
    install,
    let_codes_be_used_again,
    make_code,
    settings_in,
)
from tests.web.second_coding.asking import find_person

SHELTER = "Open Door"


@dataclass
class World:
    """A server whose clock the story moves, and the windows of its people."""

    app: Flask
    moving: MovingClock
    browser: Browser
    address: str

    def __post_init__(self) -> None:
        self.windows: list[Window] = []
        self.case = ""

    @property
    def workplace(self) -> Workplace:
        workplace: Workplace = self.app.extensions["threshold"]
        return workplace

    def pass_a_day(self) -> None:
        """Let everybody go home."""
        self.moving.moment += timedelta(days=1)

    def enter(self, name: str) -> Window:
        """Sign somebody in, with both factors, in a window of their own."""
        window = make_window(self.browser, self.address)
        self.windows.append(window)
        let_codes_be_used_again(self.workplace.records)
        window.open("/sign-in")
        window.page.fill("#email", f"{name}@people.example")
        window.page.fill("#password", PASSWORD)
        window.press("Sign in")
        window.page.fill("#code", make_code(self.moving.moment))
        window.press("Continue")
        assert window.heading == "Start"
        return window

    def open_case(self, window: Window) -> None:
        window.open(f"/cases/{self.case}")

    def follow(self, window: Window, words: str) -> None:
        """Press a link that says more to those who hear it."""
        link = window.page.locator("main").get_by_role("link", name=re.compile(f"^{words}"))
        with window.page.expect_navigation(wait_until="load"):
            link.first.click()

    def consent(self, window: Window, by: str, said: str) -> None:
        """Write down what somebody says about telling the shelter."""
        self.open_case(window)
        window.press("Consents")
        window.press("Write down what somebody says")
        window.page.check(f'[name="by"][value="{by}"]')
        window.page.select_option("#recipient", label=f"{SHELTER} (Shelter)")
        window.page.fill("#purpose", "a bed for some nights")
        window.page.check(f'[name="said"][value="{said}"]')
        window.press("Keep")
        assert window.heading == "What the person agreed to"

    def close(self) -> list[str]:
        return [problem for window in self.windows for problem in window.close()]


@pytest.fixture
def world(tmp_path: Path, chromium: Browser) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PASSWORDS, "HASH_PASSLIB_OPTIONS", CHEAP_HASHES)
        install(tmp_path)
        port, moving = find_free_port(), MovingClock()
        settings: Settings = replace(settings_in(tmp_path), base_url=f"http://{HOST}:{port}")
        app = create_app(settings, moving.clock)
        server = make_server(HOST, port, app, threaded=True)
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        made = World(app, moving, chromium, settings.base_url)
        name_shelter(made.workplace)
        yield made
        problems = made.close()
        server.shutdown()
        serving.join()
        app.extensions["threshold.printing"].close()
        app.extensions["threshold.store"].close()
    assert problems == []


def name_shelter(workplace: Workplace) -> None:
    """Put the shelter that the helpers run into the directory."""
    with workplace.records.writing() as session:
        helper = find_person(session, "outreach")
        shelter = RecipientRecord(
            RecipientId(new_id()),
            SHELTER,
            RecipientKind.SHELTER.value,
            "ZZ",
            organisation_id=helper.organisation,
        )
        store_recipient(session, shelter, workplace.clock.now(), helper.account)


def screen_at_site(world: World) -> None:
    """Day 1: the inspector screens a worker on a visit, and names who it is."""
    inspector = world.enter("inspector")
    inspector.open("/sites/new")
    inspector.page.fill("#name", "Sunny Hill Farm")
    inspector.page.fill("#address", "Mill Road 4")
    inspector.press("Continue")
    inspector.press("Begin a visit here")
    inspector.press("Begin the visit")
    inspector.press("Screen the first worker")
    inspector.page.check('[name="consent_storage"][value="yes"]')
    inspector.wait_until_saved(["consent_storage"])
    interview = inspector.path.split("/")[2]
    inspector.open(f"/interviews/{interview}/topics/papers")
    inspector.page.check('[name="papers_held"][value="me"]')
    inspector.press("Save and continue")
    inspector.open(f"/interviews/{interview}/review")
    world.case = inspector.page.locator("p.th-quiet").first.inner_text().split()[-1]
    inspector.press("Finish the interview")
    world.open_case(inspector)
    inspector.press("Write down who it is")
    inspector.page.fill("#name", "Amina Ziri")
    inspector.page.fill("#telephone", "000 60 01")
    inspector.page.check('[name="safety"][value="do_not_call"]')
    inspector.press("Keep")
    assert "Amina Ziri" in inspector.heading
    assert "000 60 01" not in inspector.text


def send_back(world: World) -> None:
    """Day 1, later: the supervisor asks for one answer again."""
    supervisor = world.enter("supervisor")
    world.open_case(supervisor)
    supervisor.press("Send back")
    supervisor.page.fill("#reason", "Ask again where the papers are.")
    supervisor.press("Send back")
    assert "Sent back" in supervisor.text


def correct(world: World) -> None:
    """Day 2: a colleague asks again, corrects the answer, and hands the case in."""
    colleague = world.enter("colleague")
    world.open_case(colleague)
    assert "Amina" not in colleague.text
    world.follow(colleague, "Go on")
    interview = colleague.path.split("/")[2]
    colleague.open(f"/interviews/{interview}/topics/papers")
    colleague.page.check('[name="papers_held"][value="employer"]')
    colleague.wait_until_saved(["papers_held"])
    colleague.open(f"/interviews/{interview}/review")
    colleague.press("Finish the interview")
    world.open_case(colleague)
    colleague.press("Who took which answer")
    assert "Taken by: inspector, colleague" in colleague.text
    assert "Before that: I do, or they are where only I can get them" in colleague.text


def override_and_confirm(world: World) -> None:
    """Day 2: the supervisor says otherwise than the tool, with a reason, and decides."""
    supervisor = world.enter("supervisor")
    world.open_case(supervisor)
    supervisor.press("Override the tool’s finding")
    supervisor.page.check('[name="says"][value="yes"]')
    supervisor.page.fill("#reason", "The employer showed the passports of all workers.")
    supervisor.press("Override the tool’s finding")
    supervisor.press("Decide")
    supervisor.page.check('[name="decision"][value="confirmed"]')
    supervisor.page.fill("#reason", "Papers, and what was seen at the site.")
    supervisor.press("Decide")
    assert "Decided: confirmed" in supervisor.text


def refer_with_consent(world: World) -> None:
    """Day 2: nothing leaves before everybody agreed; then the shelter is told, and accepts."""
    supervisor = world.enter("supervisor")
    world.open_case(supervisor)
    supervisor.press("Refer the case")
    assert "Missing: the assent of the person" in supervisor.text
    assert supervisor.page.get_by_role("button", name="Refer", exact=True).count() == 0
    for by in ("person", "child_protection"):
        world.consent(supervisor, by, "yes")
    world.open_case(supervisor)
    supervisor.press("Refer the case")
    supervisor.page.check('[name="recipient"]')
    supervisor.press("Refer")
    helper = world.enter("outreach")
    helper.open("/referrals")
    world.follow(helper, "Open")
    assert "a bed for some nights" in helper.text
    assert "Amina" not in helper.text
    helper.page.check('[name="answer"][value="accept"]')
    helper.press("Keep")
    helper.open(f"/cases/{world.case}")
    assert helper.heading == "This page is not here"


def withdraw_and_end(world: World) -> None:
    """Day 3: the person takes the consent back; the case is closed, and opened again."""
    supervisor = world.enter("supervisor")
    world.consent(supervisor, "person", "no")
    helper = world.enter("outreach")
    helper.open("/referrals")
    assert "Nothing waits for you here." in helper.text
    world.open_case(supervisor)
    supervisor.press("Close the case")
    supervisor.press("Close the case")
    supervisor.press("Re-open the case")
    supervisor.page.fill("#reason", "The person came back.")
    supervisor.press("Re-open the case")


@pytest.mark.browser
def test_four_people_of_two_organisations_take_a_case_through_three_days(world: World) -> None:
    screen_at_site(world)
    send_back(world)
    world.pass_a_day()
    correct(world)
    override_and_confirm(world)
    refer_with_consent(world)
    world.pass_a_day()

    withdraw_and_end(world)

    last = world.windows[-2]
    told = last.page.locator(".th-timeline__event > p:first-child").all_inner_texts()
    assert [each.partition(". ")[0].rstrip(".") for each in told] == TOLD
    days = last.page.locator(".th-timeline time").evaluate_all(
        "all => new Set(all.map(one => one.dateTime.slice(0, 10))).size"
    )
    assert days == 3


TOLD = [
    "The screening began",
    "The interview was finished, its result fixed, and the case handed to a supervisor",
    "The case was sent back to whoever took the answers",
    (
        "The interview was finished again, a new result fixed, and the case handed back to a "
        "supervisor"
    ),
    "A supervisor said otherwise than the tool found",
    "Decided: confirmed",
    f"{SHELTER}: A consent was given",
    f"{SHELTER}: A consent was given",
    f"{SHELTER}: The case was referred to another organisation",
    f"{SHELTER}: The referral was accepted",
    f"{SHELTER}: A consent was taken back",
    f"{SHELTER}: The referral was taken back",
    "The case was closed",
    "The case was re-opened",
]
