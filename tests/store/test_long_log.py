"""A long log is proved quickly: whoever doubts it does not have to wait.

By night 100,000 entries within two seconds; by day 10,000 in less time than it took to write them,
as seconds are the machine's.
"""

import time

import pytest

from app.store.log import Act, get_book
from app.store.setup import Store
from tests.databases import is_night
from tests.store.test_log import is_whole

LONG_LOGS = [pytest.param(10_000), pytest.param(100_000, marks=pytest.mark.night)]
LONGEST = 2.0  # Seconds of the processor: others may use it too while tests run.


@pytest.mark.parametrize("entries", LONG_LOGS)
def test_long_log_is_proved_in_the_time_of_a_short_wait(store: Store, entries: int) -> None:
    begin = time.process_time()
    with store.records.writing() as session:
        acts = (Act("read", f"{number:036d}") for number in range(entries))
        get_book(session).pending.extend(acts)

    written = time.process_time()
    whole = is_whole(store)
    proved = time.process_time()

    assert whole
    assert proved - written < written - begin
    assert not is_night() or proved - written <= LONGEST
