"""Hostile text in every field is shown as text, or refused with a sentence; nothing of it runs."""

import re

import pytest

from app.instruments.questions import place_questions
from app.services.workplace import Workplace
from app.web.interviews.fields import PARTS
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import begin, read_interview_id, topic

GO = "Save and continue"
PICTURE = re.compile(r"/(?!/)[a-z]")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE answers; --",
    "{{ 7 * 7 }}{% raw %}",
    "%(Thing)s %s %d",
    "../../etc/passwd\u202e\u0000",
)
# Where each of them goes the same way, the first and the last are tried by day, and all by night.
TWO_BY_DAY = [
    pytest.param(each, marks=[pytest.mark.night] if 0 < at < len(HOSTILE) - 1 else [])
    for at, each in enumerate(HOSTILE)
]


def assert_harmless(page: Page) -> None:
    assert page.status in (200, 422)
    # Pictures of ours have addresses of the server; those that somebody types have not.
    assert all(PICTURE.match(each.get("src") or "") for each in page.root.iter("img"))
    assert all(each.get("src") for each in page.root.iter("script"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_free_answer_is_shown_as_text(inspector: PageClient, text: str) -> None:
    first = begin(inspector, questionnaire="full-assessment")
    story = topic(inspector, first, "job_story")

    inspector.send(story, GO, {"job_story": text})

    kept = text.replace("\u0000", "")
    again = topic(inspector, first, "job_story")
    shown = again.find_all("textarea", name="job_story")[0].text or ""
    assert shown.strip() == kept
    review = inspector.get(f"/interviews/{read_interview_id(first)}/review")
    assert " ".join(kept.split()) in review.text
    assert_harmless(review)


@pytest.mark.parametrize("text", TWO_BY_DAY)
def test_hostile_text_in_every_other_field_is_refused_in_a_sentence(
    inspector: PageClient, text: str
) -> None:
    first = begin(inspector)
    workplace: Workplace = inspector.http.application.extensions["threshold"]
    short = workplace.library.instruments.questionnaires.newest("short-screening").item
    topics = dict.fromkeys(placed.topic.id for placed in place_questions(short))

    for name in topics:
        form = topic(inspector, first, name)
        offered = {each.get("name") or "" for each in form.find_form(GO).iter()}
        parts = {part for each in PARTS.values() for part in each} | {"silence", "basis"}
        typed = {
            each: text
            for each in offered
            if each not in ("csrf_token", "go", "") and each.partition("-")[2] in {"", *parts}
        }
        page = inspector.send(form, GO, typed)
        assert page.status == 422
        assert_harmless(page)


@pytest.mark.parametrize("text", TWO_BY_DAY)
def test_hostile_reason_is_shown_as_text(inspector: PageClient, text: str) -> None:
    interview = read_interview_id(begin(inspector))
    form = inspector.get(f"/interviews/{interview}/indicators/exploitation.hours")

    page = inspector.send(form, "Save", {"choice": "yes", "reason": text})

    assert_harmless(page)
    assert_harmless(inspector.get(f"/interviews/{interview}/result"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_at_sign_in_is_shown_as_text(anybody: PageClient, text: str) -> None:
    form = anybody.get("/sign-in")

    page = anybody.send(form, "Sign in", {"email": text, "password": text, "next": text})

    assert page.heading == "Sign in"
    assert_harmless(page)


@pytest.mark.parametrize("text", ["<b>", "%00", "a" * 5000, "..%2f..%2f", "'"])
@pytest.mark.parametrize("place", ["/interviews/", "/cases/", "/?after=", "/"])
def test_hostile_address_is_answered_with_a_page(
    inspector: PageClient, place: str, text: str
) -> None:
    page = inspector.get(place + text)

    assert page.status in (200, 404)


@pytest.mark.both
def test_address_with_the_sign_that_no_text_holds_leads_nowhere(inspector: PageClient) -> None:
    for address in ("/interviews/-%00", "/cases/%00", "/?after=%00"):
        assert inspector.get(address).status == 404
