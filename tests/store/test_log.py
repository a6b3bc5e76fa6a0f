"""Whatever changes is logged in the same unit of work: no change without its entry."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.conditions.values import Text
from app.settings import Settings
from app.store.answers import record_answer
from app.store.erasing import erase_interview
from app.store.errors import LogError
from app.store.key_files import KeyFile, create_key_file
from app.store.log import Deed, get_book, note_act, reading_log, write_acts
from app.store.log_anchors import read_anchors
from app.store.log_chain import ANCHOR_EVERY, Entry, LogKeys, check_log
from app.store.migration import METADATA, Line
from app.store.setup import Store, finish_erasing, list_anchor_files, open_store, set_up_store
from app.store.tables import UNLOGGED, Answer, LogEntry, Organisation
from tests.store.factories import answer, make_interview

MARK = "3b0c2f54-0a51-4f0a-9c4e-1f8d4c1b2a3e"


def read_log(store: Store) -> list[Entry]:
    with store.records.reading() as session, reading_log(session, {}) as content:
        return list(content.entries)


def list_said(store: Store) -> list[tuple[str, str]]:
    return [(entry.action, entry.subject) for entry in read_log(store)]


def is_whole(store: Store) -> bool:
    assert store.records.log is not None
    with store.records.reading() as session, reading_log(session, {}) as content:
        return check_log(LogKeys(store.records.log.key), content).fault is None


def add_organisation(session: Session, name: str = "Some") -> Organisation:
    row = Organisation(name=name, kind="service", country="ZZ")
    session.add(row)
    session.flush()
    return row


def test_rows_added_changed_and_deleted_are_logged_with_their_ids(store: Store) -> None:
    with store.records.writing() as session:
        row = add_organisation(session)
        made = row.id
    with store.records.writing() as session:
        session.get_one(Organisation, made).active = False
    with store.records.writing() as session:
        session.delete(session.get_one(Organisation, made))

    assert list_said(store)[-3:] == [
        ("organisations.insert", str(made)),
        ("organisations.update", str(made)),
        ("organisations.delete", str(made)),
    ]
    assert is_whole(store)


def test_rows_that_a_statement_changes_are_logged_one_by_one(store: Store) -> None:
    with store.records.writing() as session:
        made = [add_organisation(session, name).id for name in ("One", "Two")]
    with store.records.writing() as session:
        session.execute(update(Organisation).where(Organisation.id.in_(made)).values(active=False))
        session.execute(delete(Organisation).where(Organisation.id == made[1]))

    assert list_said(store)[-3:] == [
        ("organisations.update", str(made[0])),
        ("organisations.update", str(made[1])),
        ("organisations.delete", str(made[1])),
    ]


def test_erasing_is_logged_row_by_row_and_tells_nothing_of_what_was_said(
    store: Store, at: datetime
) -> None:
    interview, key = make_interview(store, at)
    given = answer(interview, "story", Text("They took my phone."))
    with store.records.writing() as session:
        record_answer(session, key, given)
    with store.records.writing() as session:
        erase_interview(session, interview.id, at)
    finish_erasing(store, at)

    said = list_said(store)
    assert ("answers.insert", given.id) in said
    assert ("answers.delete", given.id) in said
    assert ("interviews.update", interview.id) in said
    assert ("key_destroyed", interview.case_id) in said
    assert not any("erasing" in action for action, _ in said)
    assert "phone" not in repr(read_log(store))
    assert is_whole(store)


def test_entries_say_who_did_it_and_when(place: Settings) -> None:
    store = open_store(place)
    with store.records.writing() as session:
        get_book(session).account = 7  # type: ignore[assignment]
        note_act(session, Deed.READ, MARK)

    entry = read_log(store)[-1]

    assert (entry.account, entry.action, entry.subject) == (7, "read", MARK)
    assert entry.at.tzinfo is not None
    store.close()


def test_the_same_thing_read_twice_in_one_unit_is_logged_once(store: Store) -> None:
    with store.records.writing() as session:
        note_act(session, Deed.READ, MARK)
        note_act(session, Deed.READ, MARK)

    assert list_said(store).count(("read", MARK)) == 1


def test_what_a_session_that_cannot_write_has_read_is_logged_when_it_ends(store: Store) -> None:
    with store.records.reading() as session:
        note_act(session, Deed.READ, MARK)

    assert list_said(store)[-1] == ("read", MARK)
    assert is_whole(store)


def test_a_unit_that_fails_leaves_no_entry(store: Store) -> None:
    before = read_log(store)

    def fail() -> None:
        with store.records.writing() as session:
            add_organisation(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert read_log(store) == before


def test_a_part_that_was_undone_leaves_no_entry_and_the_rest_does(store: Store) -> None:
    with store.records.writing() as session:
        first = add_organisation(session, "First").id
        savepoint = session.begin_nested()
        note_act(session, Deed.READ, MARK)
        add_organisation(session, "Undone")
        savepoint.rollback()
        with session.begin_nested():
            last = add_organisation(session, "Last").id

    assert list_said(store)[-3:] == [
        ("organisations.insert", str(first)),
        ("read", MARK),
        ("organisations.insert", str(last)),
    ]


def test_the_head_can_be_had_before_the_unit_ends(store: Store) -> None:
    with store.records.writing() as session:
        made = session.scalar(select(func.max(Organisation.id))) or 0
        session.add(Organisation(name="New", kind="service", country="ZZ"))
        head = write_acts(session)
        note_act(session, Deed.PRINTED, MARK)

    entries = read_log(store)
    assert entries[-2].subject == str(made + 1)
    assert head.written == f"{entries[-2].sequence}-{entries[-2].seal[:16]}"
    assert entries[-1].action == "printed"


def test_many_who_write_at_once_make_one_chain_with_an_entry_for_each_row(
    store: Store, at: datetime
) -> None:
    interview, key = make_interview(store, at)

    def write(number: int) -> None:
        with store.records.writing() as session:
            record_answer(session, key, answer(interview, f"question_{number}", number))

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(write, range(120)))

    with store.records.reading() as session:
        rows = set(session.scalars(select(Answer.id)))
    logged = [subject for action, subject in list_said(store) if action == "answers.insert"]
    assert len(logged) == len(rows) == 120
    assert set(logged) == rows
    assert is_whole(store)


def test_each_hundredth_entry_is_kept_as_an_anchor_apart(place: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "anchors"
    settings = Settings(**{**vars(place), "log_anchors": elsewhere})
    store = open_store(settings)
    for _ in range(2):
        with store.records.writing() as session:
            for number in range(ANCHOR_EVERY):
                note_act(session, Deed.READ, str(number))

    entries = read_log(store)
    due = {e.sequence: e.seal for e in entries if e.sequence % ANCHOR_EVERY == 0}
    assert len(due) >= 2
    assert [read_anchors(path) for path in list_anchor_files(settings)] == [due, due]
    store.close()


def test_a_place_for_anchors_that_cannot_be_written_keeps_nobody_from_working(
    place: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    settings = Settings(**{**vars(place), "log_anchors": tmp_path / "file" / "anchors"})
    store = open_store(settings)

    with store.records.writing() as session:
        for number in range(ANCHOR_EVERY):
            note_act(session, Deed.READ, str(number))

    assert is_whole(store)
    assert f"can't be kept in {tmp_path / 'file' / 'anchors'}" in caplog.text
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_entries SET subject = 'other'",
        "DELETE FROM log_entries",
        pytest.param("REPLACE INTO log_entries SELECT * FROM log_entries", id="replace"),
    ],
)
@pytest.mark.file_alone
def test_the_database_itself_refuses_to_change_the_log(store: Store, statement: str) -> None:
    with store.records.writing() as session:
        session.execute(text("INSERT INTO erasing (id) VALUES (1)"))
        with pytest.raises(DBAPIError, match="only added"):
            session.execute(text(statement))
        session.execute(text("DELETE FROM erasing"))


def test_store_does_not_open_beside_the_key_of_another_log(place: Settings) -> None:
    path = place.keys / KeyFile.LOG.value
    path.unlink()
    create_key_file(path)

    with pytest.raises(LogError, match=r"not written under this log key.*log\.key"):
        open_store(place)


def test_setting_up_again_makes_no_new_key_for_a_log_that_is_there(place: Settings) -> None:
    path = place.keys / KeyFile.LOG.value
    path.unlink()

    with pytest.raises(Exception, match=r"log\.key is missing"):
        set_up_store(place)

    assert not path.exists()


def test_store_whose_log_lost_its_end_does_not_open(place: Settings) -> None:
    store = open_store(place)
    with store.records.writing() as session:
        session.execute(text("DELETE FROM log_heads"))
        get_book(session).pending.clear()
    store.close()

    with pytest.raises(LogError, match="flask verify-log"):
        open_store(place)


def test_every_table_is_logged_but_those_that_say_why_not() -> None:
    unlogged = {
        table.name: table.info[UNLOGGED]
        for table in METADATA[Line.RECORDS].sorted_tables
        if UNLOGGED in table.info
    }

    assert set(unlogged) == {
        "attempts",
        "challenges",
        "erasing",
        "known_places",
        "log_entries",
        "log_heads",
        "person_tokens",
        "provider_errands",
        "sign_in_sessions",
    }
    assert all(len(reason.split()) > 3 for reason in unlogged.values())


def test_the_first_entry_says_when_the_log_was_begun(store: Store) -> None:
    with store.records.reading() as session:
        first = session.get_one(LogEntry, 1)

        assert (first.action, first.account) == ("log.begun", None)
