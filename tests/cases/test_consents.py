from datetime import date

import pytest

from app.cases.consents import (
    Agreement,
    Consent,
    ConsentBy,
    ConsentKind,
    Missing,
    Share,
    find_agreement,
    find_word,
    list_missing,
)
from app.conditions.truth import Truth

SHELTER, POLICE = "shelter", "police"
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
BOTH = frozenset(Share)


def say(
    by: ConsentBy = ConsentBy.PERSON,
    *,
    agrees: bool = True,
    recipient: str = SHELTER,
    on: date = MONDAY,
    shares: frozenset[Share] = BOTH,
) -> Consent:
    purpose = "a bed for some nights"
    return Consent(ConsentKind.SHARING, by, agrees, on, recipient, purpose, shares)


def test_adult_agrees_alone() -> None:
    said = [say()]

    assert list_missing(said, SHELTER, Truth.NO) == ()
    assert find_agreement(said, SHELTER, Truth.NO) == Agreement(
        MONDAY, "a bed for some nights", BOTH
    )


def test_consent_for_one_recipient_says_nothing_about_another() -> None:
    said = [say()]

    assert list_missing(said, POLICE, Truth.NO) == (Missing.PERSON,)
    assert find_agreement(said, POLICE, Truth.NO) is None


def test_consent_to_something_else_is_no_consent_to_sharing() -> None:
    research = Consent(ConsentKind.RESEARCH, ConsentBy.PERSON, agrees=True, said_on=MONDAY)

    assert list_missing([research], "", Truth.NO) == (Missing.PERSON,)


def test_last_word_counts() -> None:
    withdrawn = say(agrees=False, on=TUESDAY)

    assert find_word([say(), withdrawn], ConsentKind.SHARING, ConsentBy.PERSON, SHELTER) == (
        withdrawn
    )
    assert list_missing([say(), withdrawn], SHELTER, Truth.NO) == (Missing.PERSON,)
    assert list_missing([say(), withdrawn, say()], SHELTER, Truth.NO) == ()


@pytest.mark.parametrize("age", [Truth.YES, Truth.UNKNOWN])
def test_whoever_may_be_a_child_needs_somebody_beside_them(age: Truth) -> None:
    assert list_missing([], SHELTER, age) == (Missing.CHILD, Missing.BESIDE_CHILD)
    assert list_missing([say()], SHELTER, age) == (Missing.BESIDE_CHILD,)
    assert list_missing([say(ConsentBy.GUARDIAN)], SHELTER, age) == (Missing.CHILD,)


@pytest.mark.parametrize("beside", [ConsentBy.GUARDIAN, ConsentBy.CHILD_PROTECTION])
def test_guardian_or_child_protection_agrees_beside_a_child(beside: ConsentBy) -> None:
    said = [say(), say(beside, on=TUESDAY, shares=frozenset({Share.RESULT}))]

    assert list_missing(said, SHELTER, Truth.YES) == ()
    agreed = find_agreement(said, SHELTER, Truth.YES)
    assert agreed is not None
    assert (agreed.since, agreed.shares) == (TUESDAY, frozenset({Share.RESULT}))


def test_child_protection_agrees_where_the_guardian_refuses() -> None:
    refusing = say(ConsentBy.GUARDIAN, agrees=False, shares=frozenset())
    said = [say(), refusing, say(ConsentBy.CHILD_PROTECTION)]

    agreed = find_agreement(said, SHELTER, Truth.YES)
    assert agreed is not None
    assert agreed.shares == BOTH
