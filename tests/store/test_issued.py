"""The register of issued documents: numbers that can be typed, and entries tied to one another."""

from datetime import datetime, timedelta

import pytest

from app.store.document_numbers import ALPHABET, draw_document_number, parse_document_number
from app.store.issued import (
    NOTHING,
    DocumentRecord,
    NewDocument,
    find_by_fingerprint,
    find_document,
    list_documents,
    record_document,
    tie,
    withdraw_document,
)
from app.store.setup import Store
from tests.store.factories import make_interview

FINGERPRINTS = ("a" * 64, "b" * 64)


def issue(store: Store, at: datetime) -> list[DocumentRecord]:
    """Enter two documents of one interview in the register."""
    interview, _ = make_interview(store, at)
    with store.records.writing() as session:
        return [
            record_document(
                session,
                NewDocument(
                    draw_document_number(2026),
                    "summary",
                    interview.id,
                    "full",
                    fingerprint,
                    at + timedelta(minutes=minute),
                    interview.started_by,
                ),
            )
            for minute, fingerprint in enumerate(FINGERPRINTS)
        ]


def test_numbers_are_never_the_same_and_have_no_letter_taken_for_another() -> None:
    numbers = {draw_document_number(2026) for _ in range(200)}

    assert len(numbers) == 200
    assert not set("ILOU") & set(ALPHABET)
    assert all(parse_document_number(each) == each for each in numbers)


@pytest.mark.parametrize(
    "typed",
    ["d-2026-7k3m-9qxa-4tb1", "D2026 7K3M9QXA4TBI", "D–2026–7K3M–9QXA–4TBL"],
)
def test_a_number_is_read_as_people_type_it(typed: str) -> None:
    assert parse_document_number(typed) == "D-2026-7K3M-9QXA-4TB1"


@pytest.mark.parametrize("typed", ["", "D-2026", "T-2026-4938-1725", "D-2026-7K3M-9QXA-4TBU", "x"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert parse_document_number(typed) is None


def test_every_entry_is_tied_to_all_those_before_it(store: Store, at: datetime) -> None:
    first, second = issue(store, at)

    assert first.head == tie(NOTHING, first.number, FINGERPRINTS[0])
    assert second.head == tie(first.head, second.number, FINGERPRINTS[1])
    assert (first.sequence, second.sequence) == (1, 2)


def test_documents_are_found_by_number_and_fingerprint_newest_first(
    store: Store, at: datetime
) -> None:
    first, second = issue(store, at)

    with store.records.reading() as session:
        assert find_document(session, first.number) == first
        assert find_by_fingerprint(session, FINGERPRINTS[1]) == second
        assert find_by_fingerprint(session, "c" * 64) is None
        assert list_documents(session, first.subject) == (second, first)
        assert list_documents(session, "another") == ()


def test_a_withdrawal_stays_as_it_was_first(store: Store, at: datetime) -> None:
    first, _ = issue(store, at)

    for days in (1, 2):
        with store.records.writing() as session:
            withdraw_document(session, first.number, at + timedelta(days=days), first.issued_by)

    with store.records.reading() as session:
        found = find_document(session, first.number)
    assert found is not None
    assert found.withdrawn_at == at + timedelta(days=1)
