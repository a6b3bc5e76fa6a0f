"""A slip is told with the name that was meant, however many names there are."""

import pytest

from app.documents.nearest import find_nearest

KNOWN = ["documents_taken", "debt", "debt_if_left", "hours_day", "pay", "pay_received", "x"]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("documents_takn", "documents_taken"),
        ("document_taken", "documents_taken"),
        ("taken_documents", "documents_taken"),
        ("dept", "debt"),
        ("hours_days", "hours_day"),
        ("pays", "pay"),
    ],
)
def test_slip_gives_the_name_that_was_meant(slip: str, meant: str) -> None:
    assert find_nearest(slip, KNOWN) == meant


@pytest.mark.parametrize("name", ["zebra", "", "q"])
def test_name_that_looks_like_none_gives_none(name: str) -> None:
    assert find_nearest(name, KNOWN) is None


def test_of_no_names_none_is_near() -> None:
    assert find_nearest("x", []) is None


def test_among_thousands_the_nearest_is_found() -> None:
    known = [f"question_{number}_of_many" for number in range(5_000)]

    assert find_nearest("question_4711_off_many", known) == "question_4711_of_many"
