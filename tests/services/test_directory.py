"""The directory: nobody turns an organisation that persons agreed to into another."""

import pytest

from app.cases.referrals import RecipientKind
from app.services.actors import Actor
from app.services.directory import (
    Entry,
    NameTakenError,
    Reached,
    add_entry,
    change_entry,
    find_entry,
    list_entries,
)
from app.services.session import Session
from app.services.workplace import Workplace
from tests.services.conftest import FindActor

LEGAL = Reached(RecipientKind.LEGAL, "000 10 00", "help@legal.example", "Market Square 1")


class Directory:
    """The directory of the country, and those who keep it."""

    def __init__(self, session: Session, workplace: Workplace, person: FindActor) -> None:
        self.session, self.workplace = session, workplace
        self.keeper, self.other = person("administrator"), person("stranger")

    def add(self, name: str, *, is_own: bool = False) -> None:
        add_entry(self.session, self.workplace, self.keeper, name, LEGAL, is_own=is_own)

    def find(self, actor: Actor) -> Entry:
        [found] = list_entries(self.session, actor)
        return found


@pytest.fixture
def directory(session: Session, workplace: Workplace, person: FindActor) -> Directory:
    return Directory(session, workplace, person)


def test_organisation_is_added_and_retired_and_keeps_its_name(directory: Directory) -> None:
    directory.add("Free Legal Advice")
    added = directory.find(directory.keeper)

    change_entry(
        directory.session,
        directory.workplace,
        directory.keeper,
        added.record,
        Reached(RecipientKind.SHELTER),
        is_offered=False,
    )

    retired = directory.find(directory.keeper)
    assert (added.record.telephone, added.record.active) == (LEGAL.telephone, True)
    assert (retired.record.id, retired.record.name) == (added.record.id, "Free Legal Advice")
    assert (retired.record.kind, retired.record.telephone) == ("shelter", "")
    assert not retired.record.active


def test_name_is_used_once_in_a_country_in_any_letter_case(directory: Directory) -> None:
    directory.add("Free Legal Advice")

    with pytest.raises(NameTakenError):
        directory.add("FREE legal advice")

    directory.find(directory.keeper)


@pytest.mark.parametrize("is_own", [True, False])
def test_organisation_that_works_here_is_changed_by_its_own_administrators_alone(
    directory: Directory,
    is_own: bool,  # noqa: FBT001
) -> None:
    directory.add("Night Shelter", is_own=is_own)

    theirs = directory.find(directory.other)

    assert theirs.may_change is not is_own
    assert theirs.works_here == ("Inspectorate" if is_own else "")
    found = find_entry(directory.session, directory.other, theirs.record.id)
    assert (found is None) is is_own
    assert find_entry(directory.session, directory.keeper, theirs.record.id) == theirs.record
    assert find_entry(directory.session, directory.keeper, "none") is None
