"""Cases whose time is over: an administrator proposes on a page, and a supervisor decides."""

from datetime import timedelta

import pytest

from app.cases.retention import Purpose
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock
from tests.web.page_client import PageClient
from tests.web.walking import Finished, begin, finish

PAGE = "/organisation/purge"
MONTHS = 12


@pytest.fixture
def due(sign_in: SignIn, inspector: PageClient, moving: MovingClock) -> Finished:
    """A case that is closed for longer than anybody needs it."""
    finished = finish(inspector, begin(inspector))
    supervisor, administrator = sign_in("supervisor"), sign_in("administrator")
    page = supervisor.follow(supervisor.get(f"/cases/{finished.case}"), "Decide")
    decided = supervisor.send(page, "Decide", {"decision": "confirmed", "reason": "Papers."})
    supervisor.send(supervisor.follow(decided, "Close the case"), "Close the case")
    periods = dict.fromkeys((each.value for each in Purpose), str(MONTHS))
    administrator.send(administrator.get("/organisation/retention"), "Keep", periods)
    moving.moment += timedelta(days=366)
    return finished


def test_what_one_proposes_another_destroys(sign_in: SignIn, due: Finished) -> None:
    administrator = sign_in("administrator")
    page = administrator.follow(administrator.get("/organisation"), "Look at what is due")
    assert "1 case is due." in page.text
    assert due.case in page.text

    proposed = administrator.send(page, "Propose to destroy 1 case")
    supervisor = sign_in("supervisor")
    home = supervisor.get("/")
    destroyed = supervisor.send(supervisor.get(PAGE), "Destroy them for ever")

    assert "a supervisor or another administrator has to decide" in proposed.text
    assert "Destroy them for ever" not in proposed.text
    assert "Somebody proposes to destroy cases" in home.text
    assert "Destroyed for ever, of 1 case" in destroyed.text
    assert supervisor.get(f"/cases/{due.case}").status == 404
    assert "Somebody proposes" not in supervisor.get("/").text


def test_what_is_to_be_kept_is_refused(sign_in: SignIn, due: Finished) -> None:
    administrator = sign_in("administrator")
    administrator.send(administrator.get(PAGE), "Propose to destroy 1 case")
    supervisor = sign_in("supervisor")

    refused = supervisor.send(supervisor.get(PAGE), "Keep them all")

    assert "Refused. Nothing was destroyed." in refused.text
    assert "1 case is due." in refused.text
    assert supervisor.get(f"/cases/{due.case}").status == 200


def test_without_periods_the_page_says_what_is_missing(sign_in: SignIn) -> None:
    page = sign_in("administrator").get(PAGE)

    assert "No whole case is ever due while a purpose has no period" in page.text
    assert "Propose" not in page.html


def test_what_was_told_goes_by_itself_and_the_case_still_opens(
    sign_in: SignIn, due: Finished
) -> None:
    administrator = sign_in("administrator")
    longer = {Purpose.STATISTICS.value: "120", Purpose.ACCOUNTABILITY.value: "120"}
    administrator.send(administrator.get("/organisation/retention"), "Keep", longer)

    proposed = administrator.send(administrator.get(PAGE), "Propose to destroy this of 1 case")
    supervisor = sign_in("supervisor")
    destroyed = supervisor.send(supervisor.get(PAGE), "Destroy them for ever")
    case = supervisor.get(f"/cases/{due.case}")

    assert "Names, answers, files, and all that was written" in proposed.text
    assert "Destroyed for ever, of 1 case" in destroyed.text
    assert case.status == 200
    assert "Papers." not in case.text
    assert supervisor.get(f"/cases/{due.case}/answers").status == 200
