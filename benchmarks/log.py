"""`python -m benchmarks.log --entries 100000`: how long a log takes to be written and proved.

Prints seconds of this machine, as wall time and as time of the processor.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from app.settings import DatabaseFile, Mode, Settings
from app.store.log import Act, get_book, reading_log
from app.store.log_chain import check_log
from app.store.log_keys import read_log_keys
from app.store.setup import Store, open_store, set_up_store

_AT_ONCE = 10_000


def main() -> None:
    """Write a log into a new store, prove it, and print how long each took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.log", description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    entries = parser.parse_args().entries
    with TemporaryDirectory() as folder:
        settings = _settle_in(Path(folder))
        set_up_store(settings)
        store = open_store(settings)
        _report(f"write {entries:,} entries", lambda: _write(store, entries))
        for _ in range(3):
            _report("prove them all", lambda: _prove(store, settings))
        store.close()


def _write(store: Store, entries: int) -> None:
    for begin in range(0, entries, _AT_ONCE):
        with store.records.writing() as session:
            numbers = range(begin, min(begin + _AT_ONCE, entries))
            get_book(session).pending.extend(Act("read", f"{number:036d}") for number in numbers)


def _prove(store: Store, settings: Settings) -> None:
    with store.records.reading() as session, reading_log(session, {}) as content:
        verdict = check_log(read_log_keys(settings.keys), content)
    if verdict.fault is not None:
        raise SystemExit(verdict.sentence)


def _report(what: str, task: Callable[[], None]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    task()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what}: {wall:.2f} s, of the processor {processor:.2f} s")


def _settle_in(folder: Path) -> Settings:
    return Settings(
        mode=Mode.DEMONSTRATION,
        database=DatabaseFile(folder / "database" / "threshold.sqlite"),
        key_store=folder / "key-store" / "keys.sqlite",
        keys=folder / "keys",
        base_url="http://127.0.0.1:8000",
        indicators=folder,
        rules=folder,
    )


if __name__ == "__main__":
    main()
