"""What names a case on paper opens to who showed within five minutes that it is them."""

from datetime import timedelta

from tests.web.account.test_sessions import show_again
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock
from tests.web.page_client import PageClient
from tests.web.walking import Finished

ASKED = "Show again that it is you"


def test_documents_of_a_case_ask_who_is_there(
    sign_in: SignIn, finished: Finished, moving: MovingClock
) -> None:
    supervisor = sign_in("supervisor")
    moving.moment += timedelta(minutes=6)
    address = f"/interviews/{finished.interview}/documents"

    asked = [supervisor.get(each).heading for each in (address, "/printing")]
    page = show_again(supervisor, supervisor.get(address), moving)

    assert asked == [ASKED, ASKED]
    assert page.heading == "Documents to give away"


def test_download_leads_back_to_the_page_that_it_was_asked_for_on(
    inspector: PageClient, finished: Finished, moving: MovingClock
) -> None:
    moving.moment += timedelta(minutes=6)

    asked = inspector.get(f"/interviews/{finished.interview}/summary.pdf")
    page = show_again(inspector, asked, moving)

    assert asked.heading == ASKED
    assert page.heading == "Result"
    assert "opens for five minutes now" in page.text


def test_document_that_is_ordered_too_late_is_not_issued(
    inspector: PageClient, finished: Finished, moving: MovingClock
) -> None:
    page = inspector.get(f"/interviews/{finished.interview}/documents")
    moving.moment += timedelta(minutes=6)
    levels = page.find_all("input", name="level")

    refused = inspector.send(page, "Issue and download", {"level": levels[0].get("value") or ""})
    again = show_again(inspector, inspector.get(page.address), moving)

    assert refused.status == 401
    assert "Nothing was done." in refused.text
    assert "D-20" not in again.text
