"""Second codings are kept apart from the interviews of their case, and go with them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from app.cases.second_coding import CodingBasis, CodingState
from app.store.answers import list_all_answers, record_answer
from app.store.cases import Reach
from app.store.erasing import erase_case, erase_interview
from app.store.errors import CaseKeyError, ConflictError, NotFoundError, StoreError
from app.store.ids import AccountId, AreaId, InterviewId, OrganisationId, SecondCodingId, new_id
from app.store.indicator_settings import record_setting
from app.store.interviews import (
    create_interview,
    find_interview,
    list_interviews,
    list_unfinished_interviews,
)
from app.store.migration import Line, migrate, migrate_down
from app.store.records import InterviewRecord, SecondCodingRecord
from app.store.sealing import CaseKey
from app.store.second_codings import (
    begin_second_coding,
    create_second_coding,
    end_second_coding,
    find_coding_of_sheet,
    find_recorded,
    find_second_coding,
    list_cases_to_code,
    list_codings_of_interview,
    list_finished_codings,
    list_open_codings,
)
from app.store.setup import Store
from tests.store.factories import FIRST_ACCOUNT, answer, make_interview, setting

SAID = "He says that the boss has his passport."
WITHIN = Reach(OrganisationId(1))
CODER = FIRST_ACCOUNT


def new_coding(of: InterviewRecord) -> SecondCodingRecord:
    return SecondCodingRecord(
        id=SecondCodingId(new_id()),
        interview_id=of.id,
        coder=CODER,
        basis=CodingBasis.RECORD,
        state=CodingState.ASKED,
        asked_at=of.started_at,
        asked_by=FIRST_ACCOUNT,
    )


class Asked:
    """An interview that somebody was asked to code."""

    def __init__(self, store: Store, at: datetime) -> None:
        self.store, self.at = store, at
        self.first, self.key = make_interview(store, at)
        self.coding = new_coding(self.first)
        with store.records.writing() as session:
            create_second_coding(session, self.key, self.coding, SAID)

    def begin(self) -> InterviewRecord:
        """Begin to code, with an answer and a setting on the sheet."""
        sheet = replace(self.first, id=InterviewId(new_id()))
        with self.store.records.writing() as session:
            create_interview(session, sheet)
            begin_second_coding(session, self.coding.id, sheet.id)
            record_answer(session, self.key, answer(sheet, "papers_held", "employer"))
            record_setting(session, self.key, setting(sheet, "exploitation.hours", "yes", "Seen."))
        return sheet

    def finish(self, content: str = "{}") -> None:
        with self.store.records.writing() as session:
            end_second_coding(session, self.coding.id, CodingState.FINISHED, self.at, content)

    def load(self) -> SecondCodingRecord:
        with self.store.records.reading() as session:
            found = find_second_coding(session, self.coding.id)
        assert found is not None
        return found


@pytest.fixture
def asked(store: Store, at: datetime) -> Asked:
    return Asked(store, at)


def test_second_coding_comes_back_as_it_was_asked_for(asked: Asked) -> None:
    assert asked.load() == asked.coding
    with asked.store.records.reading() as session:
        assert list_codings_of_interview(session, asked.first.id) == (asked.coding,)
        assert list_open_codings(session, CODER) == (asked.coding,)
        assert list_cases_to_code(session, CODER) == {asked.first.case_id}
        assert find_recorded(session, asked.key, asked.coding.id) == SAID


def test_what_was_recorded_is_sealed(asked: Asked) -> None:
    with asked.store.records.reading() as session:
        sealed = session.scalar(text("SELECT recorded FROM second_codings"))

    assert isinstance(sealed, bytes)
    assert SAID.encode() not in sealed


def test_nothing_recorded_is_nothing(store: Store, at: datetime) -> None:
    first, key = make_interview(store, at)
    coding = new_coding(first)

    with store.records.writing() as session:
        create_second_coding(session, key, coding, None)

        assert find_recorded(session, key, coding.id) is None


def test_request_sent_again_is_kept_once_and_another_with_its_id_refused(asked: Asked) -> None:
    with asked.store.records.writing() as session:
        again = create_second_coding(session, asked.key, asked.coding, SAID)
        assert again == asked.coding

        other = replace(asked.coding, coder=AccountId(99))
        with pytest.raises(ConflictError, match=asked.coding.id):
            create_second_coding(session, asked.key, other, SAID)


def test_request_needs_an_interview_and_the_key_of_its_case(
    store: Store, at: datetime, asked: Asked
) -> None:
    other = new_coding(make_interview(store, at)[0])
    of_nothing = replace(other, interview_id=InterviewId("nothing"))

    with store.records.writing() as session:
        with pytest.raises(CaseKeyError):
            create_second_coding(session, asked.key, other, SAID)
        with pytest.raises(NotFoundError):
            create_second_coding(session, asked.key, of_nothing, SAID)


def test_sheet_is_none_of_the_interviews_of_the_case(asked: Asked) -> None:
    sheet = asked.begin()

    assert asked.load() == replace(asked.coding, state=CodingState.BEGUN, sheet_id=sheet.id)
    with asked.store.records.reading() as session:
        assert list_interviews(session, asked.first.case_id) == (asked.first,)
        assert list_unfinished_interviews(session, FIRST_ACCOUNT) == (asked.first,)
        assert find_coding_of_sheet(session, sheet.id) == asked.load()
        assert find_coding_of_sheet(session, asked.first.id) is None
        assert list_all_answers(session, asked.key, asked.first.id) == ()


def test_finished_coding_is_kept_with_what_follows_and_opens_the_case(asked: Asked) -> None:
    sheet = asked.begin()

    asked.finish('{"indicators":{}}')

    found = asked.load()
    assert (found.state, found.ended_at) == (CodingState.FINISHED, asked.at)
    assert (found.content, found.sheet_id) == ('{"indicators":{}}', sheet.id)
    with asked.store.records.reading() as session:
        assert list_open_codings(session, CODER) == ()
        assert list_cases_to_code(session, CODER) == frozenset()
        assert list_finished_codings(session, WITHIN) == (found,)


def test_finished_codings_are_found_within_reach_only(asked: Asked) -> None:
    asked.begin()
    asked.finish()

    with asked.store.records.reading() as session:
        for reach, found in (
            (Reach(OrganisationId(2)), 0),
            (Reach(OrganisationId(1), frozenset({AreaId(2)})), 0),
            (Reach(OrganisationId(1), frozenset({AreaId(1)})), 1),
        ):
            assert len(list_finished_codings(session, reach)) == found


def test_result_of_a_coding_that_was_changed_is_not_read(asked: Asked) -> None:
    asked.begin()
    asked.finish()
    with asked.store.records.writing() as session:
        session.execute(text("UPDATE second_codings SET content = '[]'"))

    with pytest.raises(StoreError, match="not what was frozen"):
        asked.load()


def test_coding_that_is_not_there_is_none_and_does_not_end(store: Store, at: datetime) -> None:
    missing = SecondCodingId("missing")

    with store.records.writing() as session:
        assert find_second_coding(session, missing) is None
        with pytest.raises(NotFoundError):
            end_second_coding(session, missing, CodingState.DECLINED, at)


def count_left(store: Store, sheet: InterviewRecord, key: CaseKey) -> tuple[int, int]:
    with store.records.reading() as session:
        settings = text("SELECT count(*) FROM indicator_settings WHERE interview_id = :id")
        return (
            len(list_all_answers(session, key, sheet.id)),
            session.scalar(settings, {"id": sheet.id}) or 0,
        )


@pytest.mark.parametrize("is_finished", [True, False])
def test_what_was_coded_goes_with_the_interview(asked: Asked, *, is_finished: bool) -> None:
    sheet = asked.begin()
    if is_finished:
        asked.finish()
    later = asked.at + timedelta(days=1)

    with asked.store.records.writing() as session:
        erase_interview(session, asked.first.id, later)

    assert count_left(asked.store, sheet, asked.key) == (0, 0)
    found = asked.load()
    assert found.content is None
    assert found.state is (CodingState.FINISHED if is_finished else CodingState.WITHDRAWN)
    with asked.store.records.reading() as session:
        assert find_recorded(session, asked.key, asked.coding.id) is None
        assert list_cases_to_code(session, CODER) == frozenset()
        assert list_finished_codings(session, WITHIN) == ()
        erased = find_interview(session, sheet.id)
    assert erased is not None
    assert erased.erased_at == later


def test_everything_goes_with_the_case(asked: Asked) -> None:
    sheet = asked.begin()

    with asked.store.records.writing() as session:
        erase_case(session, asked.first.case_id)

    with asked.store.records.reading() as session:
        assert find_second_coding(session, asked.coding.id) is None
        assert find_interview(session, sheet.id) is None


def test_sheets_never_pass_for_interviews_where_the_table_is_taken_away_again(
    asked: Asked,
) -> None:
    sheet = asked.begin()
    engine = asked.store.records.engine

    migrate_down(engine, Line.RECORDS, "0002")
    migrate(engine, Line.RECORDS)

    assert count_left(asked.store, sheet, asked.key) == (0, 0)
    with asked.store.records.reading() as session:
        assert find_second_coding(session, asked.coding.id) is None
        assert find_interview(session, sheet.id) is None
        assert find_interview(session, asked.first.id) == asked.first
        assert session.scalar(text("SELECT count(*) FROM erasing")) == 0
