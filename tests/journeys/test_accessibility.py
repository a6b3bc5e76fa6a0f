"""Every page that a role reaches is valid, gives axe nothing to find, and fits a phone.

By day those pages are opened on which any kind of element stands as on none before, whoever reached
them, and axe judges them on a phone; by night each page of each role is judged, at a desk too.
"""

import os
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe

from app.cases.roles import Role
from tests.journeys.conftest import OpenWindow, enter
from tests.journeys.crawl import NAMES, Found, crawl
from tests.journeys.server import Server
from tests.journeys.visitor import Visitor
from tests.journeys.window import DESK, PHONE, Window
from tests.web.page import Kind

IS_NIGHT = bool(os.environ.get("THRESHOLD_NIGHT"))
MOST_OF_A_KIND = 1000 if IS_NIGHT else 2
# The kinds of elements that axe has judged, those on pages that were turned round, and the kinds of
# pages that were opened.
JUDGED: set[Kind] = set()
TURNED: set[Kind] = set()
OPENED: set[str] = set()
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
ROLES = [role.value for role in Role]
FIELD_ROLES = (Role.INSPECTOR.value, Role.OUTREACH.value)
FIND_VIOLATIONS = "options => axe.run(options).then(found => found.violations)"
TURN_ROUND = """() => {
  document.documentElement.dir = "rtl";
  const sheet = document.querySelector("link[rel=stylesheet]");
  return new Promise(done => {
    sheet.onload = done;
    sheet.href = sheet.href.replace("threshold.css", "threshold.rtl.css");
  });
}"""


@cache
def reach(server: Server, role: str) -> dict[str, list[Found]]:
    """Give the pages that a role reaches, with those at the end of a talk that was refused."""
    visitor = enter(server, role)
    starts = ["/", "/no-such-page"]
    if role in FIELD_ROLES:
        starts += begin_some(visitor)
    return crawl(visitor, starts, MOST_OF_A_KIND)


def begin_some(visitor: Visitor) -> list[str]:
    """Begin one interview with each questionnaire, and one to which the person said no."""
    short, full, refused = (
        visitor.begin(name) for name in ("short-screening", "full-assessment", "short-screening")
    )
    visitor.save(full, "danger_seen", [("danger_seen", "bad_injury")])
    visitor.save(refused, "consent_interview", [("consent_interview", "no")])
    ends = [f"/interviews/{refused}/{page}" for page in ("stop", "close")]
    return [f"/interviews/{short}", f"/interviews/{full}", *ends]


def list_pages(server: Server, role: str, *, topics: bool) -> list[Found]:
    """Give one page of each kind: those of topics, or all others."""
    kinds = reach(server, role)
    return [pages[0] for kind, pages in kinds.items() if ("/topics/" in kind) is topics]


def is_new(found: Found, seen: set[Kind]) -> bool:
    """Say whether not all that a page is made of was seen before, and take it for seen."""
    new = found.elements - seen
    seen.update(new)
    return IS_NIGHT or bool(new)


def is_known(found: Found) -> bool:
    """Say whether another role opened such a page, and this one has nothing more on it."""
    kind = NAMES.sub("…", found.path)
    opened = kind in OPENED
    OPENED.add(kind)
    return not IS_NIGHT and opened and found.elements <= JUDGED


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_a_role_reaches_is_valid_and_labelled(server: Server, role: str) -> None:
    kinds = reach(server, role)

    assert len(kinds) >= (20 if role in FIELD_ROLES else 3), kinds.keys()


@pytest.mark.browser
@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing_on_a_phone_or_at_a_desk(
    open_window: OpenWindow, server: Server, role: str
) -> None:
    window = open_window(viewport=PHONE)
    window.enter_as(enter(server, role))

    for each in list_pages(server, role, topics=False):
        if is_known(each):
            continue
        window.open(each.path)
        assert_narrow(window)
        if is_new(each, JUDGED):
            assert_fit(window)
            assert_fit_at_a_desk_by_night(window)


@pytest.mark.browser
def test_axe_finds_nothing_on_any_page_of_questions(
    open_window: OpenWindow, server: Server
) -> None:
    window = open_window(viewport=PHONE)
    window.enter_as(enter(server, "inspector"))

    for each in list_pages(server, "inspector", topics=True):
        if is_new(each, JUDGED):
            window.open(each.path)
            assert_fit(window)


@pytest.mark.browser
def test_axe_finds_nothing_before_sign_in(open_window: OpenWindow) -> None:
    window = open_window(viewport=PHONE)

    window.open("/sign-in")
    assert_fit(window)
    window.press("Sign in")

    assert window.page.title().startswith("Error: ")
    assert_fit(window)


@pytest.mark.browser
def test_axe_finds_nothing_on_a_page_that_is_not_open_to_a_role(
    open_window: OpenWindow, server: Server
) -> None:
    window = open_window(viewport=PHONE)
    window.enter_as(enter(server, "analyst"))

    window.open("/interviews/new")

    assert window.heading == "This is not open to you"
    assert_fit(window)


@pytest.mark.browser
def test_pages_written_from_right_to_left_fit_too(open_window: OpenWindow, server: Server) -> None:
    window = open_window(viewport=PHONE)
    window.enter_as(enter(server, "inspector"))

    for each in list_pages(server, "inspector", topics=False):
        if not is_new(each, TURNED):
            continue
        window.open(each.path)
        window.page.evaluate(TURN_ROUND)
        assert_narrow(window)
        if IS_NIGHT:
            assert_fit(window)


def assert_fit(window: Window) -> None:
    """Assert that axe finds nothing, and that nobody has to scroll sideways."""
    assert list_violations(window) == [], window.path
    assert_narrow(window)


def assert_fit_at_a_desk_by_night(window: Window) -> None:
    """Assert by night that axe finds nothing at the width of a desk either."""
    if IS_NIGHT:
        window.page.set_viewport_size(DESK)
        assert list_violations(window) == [], window.path
        window.page.set_viewport_size(PHONE)


def assert_narrow(window: Window) -> None:
    """Assert that nobody has to scroll sideways."""
    assert window.width <= PHONE["width"], window.path


def list_violations(window: Window) -> list[tuple[str, list[str]]]:
    """Give what axe finds: the rule, and where it is broken."""
    window.page.evaluate(Axe().axe_script)
    found = window.page.evaluate(FIND_VIOLATIONS, OPTIONS)
    return [(each["id"], [str(node["target"]) for node in each["nodes"]]) for each in found]
