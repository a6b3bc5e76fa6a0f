"""Many documents: each by right, none stopped by another, and gone when they are fetched."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from gettext import NullTranslations

import pytest
from babel import Locale

from app.cases.roles import Role
from app.reports.imprint import Level
from app.reports.pdf import Printable
from app.reports.printer import NotPrintedError
from app.services import printing
from app.services.actors import Actor
from app.services.batches import (
    MOST_DOCUMENTS,
    Batch,
    Obstacle,
    Order,
    Progress,
    TooManyDocumentsError,
)
from app.services.choosing import list_to_print
from app.services.documents import Status, find_standing
from app.services.interviews import start_interview
from app.services.printing import KEPT_OF_EACH, PrintQueue
from app.services.session import Session
from app.services.summaries import Speech
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.finished import Span
from app.store.ids import InterviewId, new_id
from tests.services.conftest import FindActor, Leading, new_start
from tests.web.installation import BEGIN, MovingClock

SPEECH = Speech(Locale("en"), NullTranslations(), {role: role.value for role in Role})
VERIFY = "https://threshold.example/verify"


class QuickPrinter:
    """Gives a page as it is, or does what a test wants to happen first."""

    before: Callable[[Printable], None] | None = None

    def make(self, printable: Printable) -> bytes:
        if QuickPrinter.before is not None:
            QuickPrinter.before(printable)
        return printable.html.encode()

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class Press:
    """A queue, and who orders of it."""

    workplace: Workplace
    queue: PrintQueue
    supervisor: Actor

    def order(self, *interviews: InterviewId, level: Level = Level.FULL) -> Batch:
        cases = {each: f"T-{number}" for number, each in enumerate(interviews, start=1)}
        order = Order(self.supervisor.account, cases, level, VERIFY, SPEECH)
        batch = self.queue.order(order)
        self.queue.wait()
        found = self.queue.find(batch, self.supervisor.account)
        assert found is not None
        return found

    def fetch(self, batch: Batch, actor: Actor | None = None) -> dict[str, bytes]:
        with self.workplace.records.reading() as session:
            return dict(self.queue.fetch(session, batch, actor or self.supervisor))


@pytest.fixture
def press(
    session: Session, workplace: Workplace, person: FindActor, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Press]:
    monkeypatch.setattr(printing, "Printer", QuickPrinter)
    monkeypatch.setattr(QuickPrinter, "before", None)
    supervisor = person("supervisor")
    session.commit()
    queue = PrintQueue(workplace)
    yield Press(workplace, queue, supervisor)
    queue.close()


@pytest.fixture
def make(session: Session, workplace: Workplace, person: FindActor) -> Callable[..., InterviewId]:
    """Make an interview of somebody, finished unless it shall stay open."""

    def make_one(name: str = "inspector", *, is_open: bool = False) -> InterviewId:
        actor = person(name)
        start = new_start(actor)
        start_interview(session, workplace, actor, start)
        if not is_open:
            Leading(session, workplace, actor, start.interview).finish()
        session.commit()
        return start.interview

    return make_one


def test_each_document_is_issued_and_can_be_fetched(
    press: Press, make: Callable[..., InterviewId]
) -> None:
    batch = press.order(make(), make(), level=Level.CASE_NUMBER)

    printed = press.fetch(batch)

    assert not batch.is_running
    assert batch.count(Progress.PRINTED) == 2
    numbers = [each.number for each in batch.entries]
    assert list(printed) == [f"T-1 {numbers[0]}.pdf", f"T-2 {numbers[1]}.pdf"]
    for number, page in zip(numbers, printed.values(), strict=True):
        assert f"{VERIFY}/{number}".encode() in page
        assert find_status(press, number) is Status.CURRENT


def test_a_shareable_document_bears_no_case_number_in_its_name_either(
    press: Press, make: Callable[..., InterviewId]
) -> None:
    batch = press.order(make(), level=Level.SHAREABLE)

    assert list(press.fetch(batch)) == [f"{batch.entries[0].number}.pdf"]


def test_what_may_not_or_cannot_be_printed_is_told_and_stops_no_other(
    press: Press, make: Callable[..., InterviewId]
) -> None:
    unfinished, another, gone = make(is_open=True), make("outreach"), InterviewId(new_id())

    batch = press.order(unfinished, another, gone, make())

    assert [each.obstacle for each in batch.entries] == [
        Obstacle.NOT_ALLOWED,
        Obstacle.OUT_OF_REACH,
        Obstacle.OUT_OF_REACH,
        None,
    ]
    assert len(press.fetch(batch)) == 1


@pytest.mark.parametrize("error", [NotPrintedError("It took longer."), MemoryError("a secret")])
def test_a_document_that_fails_is_withdrawn_or_told_of_and_the_next_is_printed(
    press: Press,
    make: Callable[..., InterviewId],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    pages: list[Printable] = []

    def fail_once(printable: Printable) -> None:
        pages.append(printable)
        if len(pages) == 1:
            raise error

    monkeypatch.setattr(QuickPrinter, "before", fail_once)
    batch = press.order(make(), make())

    failed, printed = batch.entries
    assert (failed.progress, failed.obstacle) == (Progress.FAILED, Obstacle.NOT_PRINTED)
    assert "secret" not in failed.detail
    assert printed.progress is Progress.PRINTED
    if isinstance(error, NotPrintedError):
        number = pages[0].html.partition("Document ")[2][:21]
        assert find_status(press, number) is Status.WITHDRAWN


def test_cancelling_keeps_what_is_printed_and_prints_nothing_more(
    press: Press, make: Callable[..., InterviewId], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancel(_: Printable) -> None:
        for each in press.queue.list_batches(press.supervisor.account):
            press.queue.cancel(each.id, press.supervisor.account)

    monkeypatch.setattr(QuickPrinter, "before", cancel)
    batch = press.order(make(), make(), make())

    assert [each.progress for each in batch.entries] == [
        Progress.PRINTED,
        Progress.CANCELLED,
        Progress.CANCELLED,
    ]
    assert len(press.fetch(batch)) == 1


def test_rights_are_those_of_the_moment_and_not_of_the_order(
    press: Press, make: Callable[..., InterviewId], monkeypatch: pytest.MonkeyPatch
) -> None:
    interviews = [make(), make()]

    def leave(_: Printable) -> None:
        with press.workplace.records.writing() as own:
            get_account(own, press.supervisor.account).active = False

    monkeypatch.setattr(QuickPrinter, "before", leave)
    batch = press.order(*interviews)

    assert [each.obstacle for each in batch.entries] == [None, Obstacle.NOT_ALLOWED]


def test_a_batch_is_there_for_the_one_who_ordered_it_alone(
    press: Press, make: Callable[..., InterviewId], person: FindActor
) -> None:
    stranger = person("inspector")
    batch = press.order(make())

    press.queue.cancel(batch.id, stranger.account)
    press.queue.forget(batch.id, stranger.account)

    assert press.queue.find(batch.id, stranger.account) is None
    assert press.queue.list_batches(stranger.account) == ()
    assert press.fetch(batch, stranger) == {}
    assert len(press.fetch(batch)) == 1


def test_batches_are_forgotten_when_they_are_deleted_old_or_too_many(
    press: Press, make: Callable[..., InterviewId], moving: MovingClock
) -> None:
    account, interview = press.supervisor.account, make()
    batches = [press.order(interview) for _ in range(KEPT_OF_EACH + 1)]

    assert press.queue.find(batches[0].id, account) is None
    press.queue.forget(batches[1].id, account)
    assert [each.id for each in press.queue.list_batches(account)] == [
        each.id for each in reversed(batches[2:])
    ]
    moving.moment = BEGIN + timedelta(hours=25)
    assert press.queue.list_batches(account) == ()


def test_a_batch_has_one_to_five_hundred_documents(press: Press) -> None:
    with pytest.raises(TooManyDocumentsError):
        press.order()
    with pytest.raises(TooManyDocumentsError):
        press.order(*(InterviewId(str(number)) for number in range(MOST_DOCUMENTS + 1)))


def test_finished_interviews_within_reach_can_be_chosen_by_their_days(
    press: Press, make: Callable[..., InterviewId], moving: MovingClock, session: Session
) -> None:
    first = make()
    moving.moment = BEGIN + timedelta(days=2)
    second = make("southerner")
    make("outreach")
    make(is_open=True)

    def choose(span: Span) -> list[InterviewId]:
        return [each.interview for each in list_to_print(session, press.supervisor, span)]

    assert choose(Span()) == [second, first]
    assert choose(Span(last=BEGIN.date())) == [first]
    assert choose(Span(first=BEGIN.date() + timedelta(days=1))) == [second]


def test_nobody_chooses_without_cases_to_read(session: Session, person: FindActor) -> None:
    assert list_to_print(session, person("analyst"), Span()) == ()


def find_status(press: Press, number: str) -> Status:
    with press.workplace.records.reading() as session:
        standing = find_standing(session, number)
    assert standing is not None
    return standing.status
