"""What a person does not agree to is not done, and not kept."""

from datetime import timedelta

from tests.web.installation import MovingClock
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import begin, read_interview_id

GO = "Save and continue"


def refuse(client: PageClient, consent: str) -> tuple[str, Page]:
    """Answer no to a consent; give the id of the interview and the page that comes."""
    first = begin(client)
    return read_interview_id(first), client.send(first, GO, {consent: "no"})


def test_interview_stops_kindly_where_the_person_does_not_agree_to_talk(
    inspector: PageClient,
) -> None:
    _, page = refuse(inspector, "consent_interview")

    assert page.heading == "Thank the person, and stop here"
    assert "000 20 00" in page.text
    assert inspector.follow(page, "They changed their mind").heading == "Before you begin"


def test_closing_after_a_refused_interview_keeps_nothing_of_it(inspector: PageClient) -> None:
    interview, page = refuse(inspector, "consent_interview")
    for place in ("topics/age", "review", ""):
        again = inspector.get(f"/interviews/{interview}/{place}".rstrip("/"))
        assert again.heading == page.heading

    home = inspector.send(page, "Close the interview")

    assert home.heading == "Start"
    assert "Nothing that was said is kept" in home.text
    assert inspector.get(f"/interviews/{interview}/review").status == 404
    assert inspector.get(f"/interviews/{interview}/result").status == 404


def test_interview_without_consent_to_storage_goes_on_and_says_so(inspector: PageClient) -> None:
    _, page = refuse(inspector, "consent_storage")

    assert page.heading == "Is anybody in danger now?"
    assert "Not kept: destroyed when you close this interview" in page.text


def test_interview_without_consent_to_storage_is_never_handed_on(inspector: PageClient) -> None:
    interview, _ = refuse(inspector, "consent_storage")
    review = inspector.get(f"/interviews/{interview}/review")
    token = review.find_all("input", name="csrf_token")[0].get("value") or ""

    response = inspector.http.post(f"/interviews/{interview}/finish", data={"csrf_token": token})

    assert response.headers["Location"] == f"/interviews/{interview}/close"
    assert not review.find_all("form", action=f"/interviews/{interview}/finish")


def test_result_can_be_read_until_the_interview_is_closed(inspector: PageClient) -> None:
    interview, _ = refuse(inspector, "consent_storage")
    review = inspector.get(f"/interviews/{interview}/review")

    assert inspector.follow(review, "See the result").heading == "Result"
    closing = inspector.follow(review, "Close the interview")
    inspector.send(closing, "Close and destroy")

    assert inspector.get(f"/interviews/{interview}/result").status == 404


def test_refusal_stays_on_the_page_of_the_case(inspector: PageClient) -> None:
    interview, page = refuse(inspector, "consent_storage")
    number = inspector.get(f"/interviews/{interview}/review").text.split("Case ")[1].split()[0]
    closing = inspector.get(f"/interviews/{interview}/close")

    inspector.send(closing, "Close and destroy")

    case = inspector.get(f"/cases/{number}")
    assert "did not agree that the answers are kept" in case.text
    assert "Not kept" in case.text
    assert page.status == 200


def test_interview_that_may_be_kept_is_not_closed(inspector: PageClient) -> None:
    first = begin(inspector)

    page = inspector.get(f"/interviews/{read_interview_id(first)}/close")

    assert page.heading == "Before you begin"


def test_start_page_marks_what_may_not_be_kept(inspector: PageClient) -> None:
    refuse(inspector, "consent_storage")

    home = inspector.get("/")

    assert "May not be kept" in home.text
    assert inspector.follow(home, "Close").heading == "Close without keeping anything?"


def test_sitting_that_nobody_closed_is_destroyed_at_the_next_sign_in(
    inspector: PageClient, moving: MovingClock
) -> None:
    interview, _ = refuse(inspector, "consent_storage")
    kept = begin(inspector)
    inspector.send(inspector.get("/"), "Sign out")
    moving.moment += timedelta(hours=13)

    home = inspector.sign_in("inspector")

    assert "Everything in it was destroyed" in home.text
    assert inspector.get(f"/interviews/{interview}/review").status == 404
    assert inspector.get(f"/interviews/{read_interview_id(kept)}/review").status == 200


def test_sitting_of_this_morning_goes_on_after_signing_in_again(
    inspector: PageClient, moving: MovingClock
) -> None:
    interview, _ = refuse(inspector, "consent_storage")
    inspector.send(inspector.get("/"), "Sign out")
    moving.moment += timedelta(hours=3)

    inspector.sign_in("inspector")

    assert inspector.get(f"/interviews/{interview}/review").status == 200
