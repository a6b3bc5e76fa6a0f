"""A long log is proved quickly: whoever doubts it does not have to wait."""

import time

import pytest

from app.store.log import Act, get_book
from app.store.setup import Store
from tests.store.test_log import is_whole

# Seconds of the processor: others may use it too while tests run.
LONG_LOGS = [
    pytest.param(10_000, 0.5),
    pytest.param(100_000, 2.0, marks=pytest.mark.night),
]


@pytest.mark.parametrize(("entries", "seconds"), LONG_LOGS)
def test_long_log_is_proved_in_the_time_of_a_short_wait(
    store: Store, entries: int, seconds: float
) -> None:
    with store.records.writing() as session:
        acts = (Act("read", f"{number:036d}") for number in range(entries))
        get_book(session).pending.extend(acts)

    begin = time.process_time()
    whole = is_whole(store)
    took = time.process_time() - begin

    assert whole
    assert took <= seconds
