"""Setting an indicator by what the interviewer noticed."""

from tests.web.page_client import PageClient
from tests.web.walking import begin, finish, read_interview_id

REASON = "The gate was locked with a chain."


def place(interview: str) -> str:
    return f"/interviews/{interview}/indicators/exploitation.hours"


def test_indicator_is_set_with_a_reason_and_shown_everywhere(inspector: PageClient) -> None:
    interview = read_interview_id(begin(inspector))

    page = inspector.send(
        inspector.get(place(interview)), "Save", {"choice": "yes", "reason": REASON}
    )

    assert "Present, set by you" in page.text
    assert REASON in page.text
    assert REASON in inspector.get(f"/interviews/{interview}/review").text
    assert REASON in inspector.get(f"/interviews/{interview}/result").text


def test_indicator_is_not_set_without_a_reason(inspector: PageClient) -> None:
    interview = read_interview_id(begin(inspector))

    page = inspector.send(inspector.get(place(interview)), "Save", {"choice": "yes"})

    assert page.status == 422
    assert page.list_error_links() == ["reason"]
    chosen = page.find_all("input", name="choice", value="yes")[0]
    assert chosen.get("checked") is not None


def test_what_was_set_can_be_taken_back(inspector: PageClient) -> None:
    interview = read_interview_id(begin(inspector))
    sent = {"choice": "no", "reason": REASON}
    inspector.send(inspector.get(place(interview)), "Save", sent)

    withdrawn = {"choice": "withdrawn", "reason": "I mixed up two workers."}
    page = inspector.send(inspector.get(place(interview)), "Save", withdrawn)

    assert "set by you" not in page.text


def test_nothing_is_set_after_the_end_or_for_an_unknown_indicator(inspector: PageClient) -> None:
    first = begin(inspector)
    interview = read_interview_id(first)

    assert inspector.get(f"/interviews/{interview}/indicators/weather.rain").status == 404
    finish(inspector, first)
    assert inspector.get(place(interview)).status == 404
