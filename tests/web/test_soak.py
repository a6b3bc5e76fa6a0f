"""The server does not grow: requests leave nothing behind in its memory."""

import gc
from itertools import cycle, islice

import psutil
import pytest

from tests.web.page_client import PageClient
from tests.web.walking import begin, read_interview_id

REQUESTS = [
    pytest.param(70),
    pytest.param(10_000, marks=[pytest.mark.night, pytest.mark.timeout(3600)]),
]
WARMING_UP = 14
MOST_GROWTH = 1.2
PAGES = ("/", "/cases", "{}/topics/told", "{}/review", "{}/result", "{}/indicators", "/nothing")


def measure() -> int:
    """Give the memory of this process, in bytes, once it gave back what it can."""
    gc.collect()
    return int(psutil.Process().memory_info().rss)


def ask(inspector: PageClient, addresses: list[str], count: int) -> None:
    """Open one page after the other, without the inspection of the page client."""
    for address in islice(cycle(addresses), count):
        with inspector.http.get(address, follow_redirects=True) as response:
            assert response.status_code in (200, 404), address


@pytest.mark.parametrize("requests", REQUESTS)
def test_memory_grows_by_a_fifth_at_most(inspector: PageClient, requests: int) -> None:
    interview = f"/interviews/{read_interview_id(begin(inspector))}"
    addresses = [each.format(interview) for each in PAGES]
    ask(inspector, addresses, WARMING_UP)

    before = measure()
    ask(inspector, addresses, requests)
    after = measure()

    print(f"{requests} requests: {before / 1e6:.0f} MB, then {after / 1e6:.0f} MB")
    assert after <= before * MOST_GROWTH
