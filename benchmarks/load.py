"""`python -m benchmarks.load --users 25 --cases 100000`: how long people wait while many work.

A server as `./run` starts it, with so many cases in its database, and people who think between one
step and the next: most lead interviews, some read what others finished. Prints a table in Markdown:
how long each step took by the clock, in milliseconds, and how many steps failed. The people run on
the same cores as the server. With `--folder` the installation is made there once, and used again.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from shutil import rmtree
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep
from uuid import uuid4

from app.store.setup import set_up_store
from benchmarks.cases import fill_place
from tests.journeys.conftest import enter
from tests.journeys.court_case_answers import read_entries
from tests.journeys.filling import write_fields
from tests.journeys.server import Server
from tests.journeys.visitor import Reply, Visitor

# Seconds that somebody reads, talks or types before the next step.
_THINKING = (2.0, 8.0)
# Of so many people one is a supervisor.
_READERS = 5
_ASKED = re.compile(r'data-question="([^"]+)"')
_CASE = re.compile(r"/cases/(T-\d{4}-\d{4}-\d{4})")
_INTERVIEW = re.compile(r"/interviews/[0-9a-f-]{36}")


class Clock:
    """How long each kind of step took, in seconds, and which replies were not what they should."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.failed: dict[str, int] = defaultdict(int)

    def take(self, name: str, step: Callable[[], Reply]) -> Reply | None:
        """Take a step, and write down how long it took."""
        before = perf_counter()
        try:
            reply = step()
        except OSError:
            self.failed[name] += 1
            return None
        self.taken[name].append(perf_counter() - before)
        self.failed[name] += reply.status >= 400
        return reply


def main() -> None:
    """Fill a database, let people work for a while, and print how long they waited."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--users", type=int, default=25)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder: Path = asked.folder or Path(scratch) / "installation"
        if not folder.exists():
            make_place(folder, asked.cases)
        server = Server(folder)
        # One that was kept may be older than the newest tables.
        set_up_store(server.settings())
        server.let_codes_be_used_again()
        server.start()
        try:
            clock = work(server, asked.users, asked.seconds)
        finally:
            server.stop()
    write_table(clock)


def make_place(folder: Path, cases: int) -> None:
    """Make an installation with so many cases; one that is half made is not left behind."""
    try:
        app = fill_place(folder, cases)
        app.extensions["threshold.printing"].close()
        app.extensions["threshold.store"].close()
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise


def work(server: Server, users: int, seconds: int) -> Clock:
    """Let so many people work side by side for so long."""
    clock, until = Clock(), monotonic() + seconds
    inspector, supervisor = enter(server, "inspector"), enter(server, "supervisor")
    with ThreadPoolExecutor(users) as threads:
        working = []
        for number in range(users):
            reads = number % _READERS == 0
            one = (supervisor if reads else inspector).open_another()
            working.append(threads.submit(go_on, clock, one, until, Random(number), reads=reads))  # noqa: S311 - It keeps no secret.
        for each in working:
            each.result()
    return clock


def go_on(clock: Clock, visitor: Visitor, until: float, chance: Random, *, reads: bool) -> None:
    """Do one thing after the other, with time to think before each, until the time is over."""
    sleep(chance.uniform(0, _THINKING[1]))
    person = Reader(visitor, clock) if reads else Interviewer(visitor, clock)
    for act in person.work():
        if monotonic() > until:
            return
        act()
        sleep(chance.uniform(*_THINKING))


class Reader:
    """A supervisor who goes from the list to a case, to its result, and looks for a number."""

    def __init__(self, visitor: Visitor, clock: Clock) -> None:
        self.visitor, self.clock = visitor, clock
        self.numbers: list[str] = []
        self.result = ""

    def work(self) -> Iterator[Callable[[], object]]:
        """Give one step after the other, without end."""
        yield from cycle((self.open_list, self.search, self.open_case, self.open_result))

    def open_list(self) -> None:
        """Open the work list."""
        page = self.clock.take("work list", lambda: self.visitor.get("/"))
        self.numbers = _CASE.findall(page.text) if page else []

    def search(self) -> None:
        """Search for a case by its number."""
        if self.numbers:
            path = f"/cases?number={self.numbers[-1]}"
            self.clock.take("search by number", lambda: self.visitor.get(path))

    def open_case(self) -> None:
        """Open the page of a case."""
        if self.numbers:
            path = f"/cases/{self.numbers[0]}"
            page = self.clock.take("case", lambda: self.visitor.get(path))
            found = _INTERVIEW.search(page.text) if page else None
            self.result = f"{found[0]}/result" if found else ""

    def open_result(self) -> None:
        """Open the result of the case."""
        if self.result:
            self.clock.take("result", lambda: self.visitor.get(self.result))


class Interviewer:
    """An inspector who leads one whole interview after the other, each answer saved by itself."""

    def __init__(self, visitor: Visitor, clock: Clock) -> None:
        self.visitor, self.clock = visitor, clock
        self.entries = read_entries("V03")

    def work(self) -> Iterator[Callable[[], object]]:
        """Give one step after the other, without end."""
        while True:
            yield partial(self.clock.take, "start page", partial(self.visitor.get, "/"))
            interview = self.visitor.begin("full-assessment")
            yield from self.answer(interview)
            for page in ("review", "result"):
                path = f"/interviews/{interview}/{page}"
                yield partial(self.clock.take, page, partial(self.visitor.get, path))
            yield partial(self.clock.take, "finishing", partial(self.visitor.finish, interview))

    def answer(self, interview: str) -> Iterator[Callable[[], object]]:
        """Open page after page, and save each answer of it."""
        left, page = set(self.entries), self.open(interview)
        while asked := left.intersection(_ASKED.findall(page.text if page else "")):
            for question in sorted(asked):
                yield partial(self.save, interview, question)
            left -= asked
            page = self.open(interview)

    def open(self, interview: str) -> Reply | None:
        """Open the page on which the interview goes on."""
        path = f"/interviews/{interview}"
        return self.clock.take("questions", lambda: self.visitor.get(path))

    def save(self, interview: str, question: str) -> None:
        """Save one answer as the page's script does."""
        fields = list(write_fields(question, self.entries[question]))
        self.clock.take(
            "saving an answer",
            lambda: self.visitor.save(interview, question, fields, str(uuid4())),
        )


def write_table(clock: Clock) -> None:
    """Print the median, the 95th percentile and the longest of each kind of step, and of all."""
    print("| step | times | median, ms | 95 of 100 within, ms | longest, ms | failed |")
    print("|---|---:|---:|---:|---:|---:|")
    every = [seconds for each in clock.taken.values() for seconds in each]
    for name, taken in sorted(clock.taken.items()):
        write_line(name, taken, clock.failed[name])
    write_line("all", every, sum(clock.failed.values()))


def write_line(name: str, taken: list[float], failed: int) -> None:
    """Print a line of the table."""
    # Of a single time there are no hundredths.
    hundredths = quantiles(taken, n=100, method="inclusive") if len(taken) > 1 else taken * 99
    figures = (hundredths[49], hundredths[94], max(taken))
    words = " | ".join(f"{each * 1000:.0f}" for each in figures)
    print(f"| {name} | {len(taken)} | {words} | {failed} |")


if __name__ == "__main__":
    main()
