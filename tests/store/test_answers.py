"""An answer is recorded once, however often it is sent, and what was said before stays."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from app.conditions.values import Money, PartialDate, Period, Silence, Text, Value
from app.store.answers import (
    list_all_answers,
    list_answer_history,
    list_latest_answers,
    record_answer,
)
from app.store.erasing import erase_interview
from app.store.errors import (
    CaseKeyError,
    ConflictError,
    InterviewErasedError,
    NotFoundError,
    SealError,
)
from app.store.ids import AccountId, InterviewId, new_id
from app.store.records import AnswerRecord, InterviewRecord
from app.store.sealing import CaseKey
from app.store.setup import Store
from tests.databases import drop_trigger
from tests.store.factories import answer, make_interview

RESPONSES: list[Value | Silence] = [
    "yes",
    frozenset({"beatings", "threats"}),
    84,
    Money(Decimal("308.50"), "RSD", Period.HOUR),
    PartialDate(2025, 9, about=True),
    Text("He said: «don't go out», and locked the door."),
    Text(""),
    *Silence,
]


@pytest.fixture
def begun(store: Store, at: datetime) -> tuple[InterviewRecord, CaseKey]:
    return make_interview(store, at)


@pytest.fixture
def interview(begun: tuple[InterviewRecord, CaseKey]) -> InterviewRecord:
    return begun[0]


@pytest.fixture
def key(begun: tuple[InterviewRecord, CaseKey]) -> CaseKey:
    return begun[1]


def record(store: Store, key: CaseKey, *answers: AnswerRecord) -> list[AnswerRecord]:
    with store.records.writing() as session:
        return [record_answer(session, key, one) for one in answers]


# The words of a set come in another order in every process, so a name may not hold them.
@pytest.mark.parametrize("response", RESPONSES, ids=lambda value: type(value).__name__)
def test_every_response_comes_back_as_it_was(
    store: Store, interview: InterviewRecord, key: CaseKey, response: Value | Silence
) -> None:
    given = answer(interview, "work", response)

    record(store, key, given)

    with store.records.reading() as session:
        found = list_latest_answers(session, key, interview.id)
    assert found == (replace(given, sequence=1),)
    assert type(found[0].response) is type(response)


def test_the_last_answer_to_a_question_counts_and_the_earlier_stay(
    store: Store, interview: InterviewRecord, key: CaseKey
) -> None:
    first = answer(interview, "papers_held", "employer")
    other = answer(interview, "weekly_hours", 84)
    second = answer(interview, "papers_held", Silence.PREFER_NOT_TO_SAY, basis=None)

    stored = record(store, key, first, other, second)

    assert [one.sequence for one in stored] == [1, 2, 3]
    with store.records.reading() as session:
        assert list_latest_answers(session, key, interview.id) == (stored[1], stored[2])
        history = list_answer_history(session, key, interview.id, "papers_held")
        assert history == (stored[0], stored[2])
        assert list_all_answers(session, key, interview.id) == tuple(stored)


def test_an_answer_sent_again_is_stored_once(
    store: Store, interview: InterviewRecord, key: CaseKey
) -> None:
    given = answer(interview, "story", Text("They took my phone."))
    (stored,) = record(store, key, given)

    later = replace(given, recorded_at=given.recorded_at + timedelta(minutes=5))
    (again,) = record(store, key, later)

    assert again == stored
    with store.records.reading() as session:
        assert list_all_answers(session, key, interview.id) == (stored,)


@pytest.mark.parametrize(
    "change",
    [
        {"response": "no"},
        {"response": Text("yes")},
        {"response": Silence.UNKNOWN},
        {"question_id": "other"},
        {"basis": "document"},
        {"recorded_by": AccountId(2)},
    ],
    ids=str,
)
def test_an_id_with_another_answer_is_refused(
    store: Store, interview: InterviewRecord, key: CaseKey, change: dict[str, object]
) -> None:
    given = answer(interview, "papers_held", "yes")
    record(store, key, given)
    other = replace(given, **change)  # type: ignore[arg-type]

    with pytest.raises(ConflictError, match=given.id):
        record(store, key, other)

    with store.records.reading() as session:
        assert len(list_all_answers(session, key, interview.id)) == 1


def test_an_id_of_another_interview_is_refused(
    store: Store, interview: InterviewRecord, key: CaseKey, at: datetime
) -> None:
    given = answer(interview, "story", Text("They took my phone."))
    record(store, key, given)
    other, other_key = make_interview(store, at)

    with pytest.raises(ConflictError):
        record(store, other_key, replace(given, interview_id=other.id))


def test_the_key_of_another_case_is_refused(
    store: Store, interview: InterviewRecord, at: datetime
) -> None:
    _, other_key = make_interview(store, at)
    given = answer(interview, "papers_held", "yes")

    with pytest.raises(CaseKeyError, match="is not the key of this interview"):
        record(store, other_key, given)


def test_an_unknown_interview_is_named(
    store: Store, interview: InterviewRecord, key: CaseKey
) -> None:
    unknown = replace(interview, id=InterviewId(new_id()))

    with pytest.raises(NotFoundError, match=unknown.id):
        record(store, key, answer(unknown, "papers_held", "yes"))


def test_an_erased_interview_takes_nothing_in_again(
    store: Store, interview: InterviewRecord, key: CaseKey, at: datetime
) -> None:
    given = answer(interview, "papers_held", "yes")
    record(store, key, given)
    with store.records.writing() as session:
        erase_interview(session, interview.id, at)

    with pytest.raises(InterviewErasedError):
        record(store, key, given)


def test_free_text_is_sealed_and_structured_answers_can_be_computed_with(
    store: Store, interview: InterviewRecord, key: CaseKey
) -> None:
    record(
        store,
        key,
        answer(interview, "story", Text("They took my phone.")),
        answer(interview, "weekly_hours", 84),
    )

    with store.records.reading() as session:
        rows = session.execute(text("SELECT value, sealed FROM answers ORDER BY sequence")).all()
        is_file = session.get_bind().dialect.name == "sqlite"
        number = f"{'value' if is_file else 'CAST(value AS JSON)'} ->> 'number'"
        hours = session.scalar(text(f"SELECT max(CAST({number} AS INTEGER)) FROM answers"))  # noqa: S608

    assert rows[0].value is None
    assert b"phone" not in rows[0].sealed
    assert rows[1] == ('{"number":84}', None)
    assert hours == 84


def test_sealed_texts_that_changed_rows_do_not_open(
    store: Store, interview: InterviewRecord, key: CaseKey
) -> None:
    first = answer(interview, "story", Text("They took my phone."))
    second = answer(interview, "leaving", Text("I walked out."))
    record(store, key, first, second)
    swap = text("UPDATE answers SET sealed = (SELECT sealed FROM answers WHERE id = :other)")
    with store.records.writing() as session:
        drop_trigger(session, "answers")
        session.execute(swap, {"other": second.id})

    with store.records.reading() as session, pytest.raises(SealError):
        list_latest_answers(session, key, interview.id)


def test_an_answer_does_not_show_itself_in_logs(interview: InterviewRecord) -> None:
    given = answer(interview, "story", Text("They took my phone."))

    assert "phone" not in repr(given)
