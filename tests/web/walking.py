"""Ways through the pages that several tests go."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.web.page import Page
from tests.web.page_client import Filled, PageClient

Answers = Mapping[str, Filled]
ASK = "Ask whether you may keep it"


@dataclass(frozen=True)
class Finished:
    """A finished interview: its id, the number of its case, and the page that came."""

    interview: str
    case: str
    page: Page


def begin(client: PageClient, **fields: str) -> Page:
    """Begin an interview: two clicks from the start page to the first question."""
    page = client.follow(client.get("/"), "Screen a worker")
    return client.send(page, "Begin the interview", fields)


def read_interview_id(page: Page) -> str:
    """Give the id of the interview that a page belongs to."""
    found = re.search(r"/interviews/([0-9a-f-]{36})", page.address)
    assert found is not None, page.address
    return found[1]


def read_case_number(page: Page) -> str:
    """Give the case number that a page shows."""
    found = re.search(r"T-\d{4}-\d{4}-\d{4}", page.text)
    assert found is not None, page.text
    return found[0]


def topic(client: PageClient, page: Page, name: str) -> Page:
    """Open the page of a topic of the same interview."""
    return client.get(f"/interviews/{read_interview_id(page)}/topics/{name}")


def finish(client: PageClient, page: Page) -> Finished:
    """Finish an interview as it stands, of somebody who agrees that it is kept."""
    interview = read_interview_id(page)
    review = client.get(f"/interviews/{interview}/review")
    if ASK in review.text:
        client.send(client.follow(review, ASK), "Save and continue", {"consent_storage": "yes"})
        review = client.get(f"/interviews/{interview}/review")
    result = client.send(review, "Finish the interview")
    return Finished(interview, read_case_number(review), result)
