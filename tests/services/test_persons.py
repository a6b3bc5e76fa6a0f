"""Persons: who may know them, who is found, and that a link changes neither record."""

from dataclasses import replace

import pytest

from app.cases.persons import Contact, NameKind, WrittenName
from app.conditions.values import PartialDate
from app.services.actors import NotAllowedError
from app.services.interviews import start_interview
from app.services.names import compare_names, list_search_words, list_words
from app.services.persons import (
    Known,
    Sought,
    find_alike,
    find_duplicates,
    find_known,
    link,
    list_known,
    list_linked,
    save_person,
    undo,
)
from app.store.ids import LinkId, PersonId, new_id
from app.store.records import PersonRecord
from tests.services.conftest import FindActor, Leading, new_start
from tests.services.reviewing_world import ReviewWorld
from tests.services.sharing_world import Sharing


class People:
    """Records of persons, each in a case of the inspector's own."""

    def __init__(self, world: ReviewWorld, person: FindActor) -> None:
        self.world, self.person = world, person
        self.inspector, self.supervisor = person("inspector"), person("supervisor")

    def make(self, *names: str, telephone: str = "", birth: PartialDate | None = None) -> PersonId:
        start = new_start(self.inspector)
        start_interview(self.world.session, self.world.workplace, self.inspector, start)
        leading = Leading(self.world.session, self.world.workplace, self.inspector, start.interview)
        first, *others = names
        record = PersonRecord(
            PersonId(new_id()),
            start.case,
            (WrittenName(first), *(WrittenName(each, NameKind.SPELLING) for each in others)),
            Contact(telephone),
            birth,
            do_not_call=False,
            do_not_write=False,
            created_at=self.world.workplace.clock.now(),
            created_by=self.inspector.account,
        )
        case = leading.now().case
        save_person(self.world.session, self.world.workplace, self.inspector, case, record)
        return record.id

    def known(self, person: PersonId, name: str = "supervisor") -> Known:
        found = find_known(self.world.session, self.world.workplace, self.person(name), person)
        assert found is not None
        return found

    def seek(self, name: str, telephone: str = "", by: str = "supervisor") -> list[PersonId]:
        sought = Sought((WrittenName(name),), Contact(telephone))
        found = find_alike(self.world.session, self.world.workplace, self.person(by), sought)
        return [each.known.record.id for each in found]


@pytest.fixture
def people(world: ReviewWorld, person: FindActor) -> People:
    return People(world, person)


@pytest.mark.parametrize(
    ("some", "other"),
    [
        ("Amina Ziri", "Ziri Amina"),
        ("Амина Зири", "Amina Ziri"),
        ("Muhammad", "Mohamed"),
        ("محمد", "Muhammad"),
        ("Hernández", "hernandez"),
        ("Amina Ziri", "Aminah Ziri"),
    ],
)
def test_names_are_alike_across_order_script_marks_and_spelling(some: str, other: str) -> None:
    assert compare_names([WrittenName(some)], [WrittenName(other)]) >= 0.85


@pytest.mark.parametrize(
    ("some", "other"),
    [("Amina Ziri", "Bopha Chan"), ("Amina Ziri", "Amina Chan"), ("", "Amina"), ("Amina", "…")],
)
def test_other_names_are_not_alike(some: str, other: str) -> None:
    assert compare_names([WrittenName(some)], [WrittenName(other)]) < 0.8


def test_words_of_a_name_are_small_latin_letters() -> None:
    assert list_words("Đorđević, Ámína-Zoé") == ("dordevic", "amina", "zoe")


def test_number_is_found_by_its_end_however_it_is_written() -> None:
    own = list_search_words((), Contact("+381 60/123-4567"))

    assert own == list_search_words((), Contact("060 1234567"))
    assert list_search_words((), Contact("1234")) == frozenset()


def test_supervisor_and_who_took_the_answers_know_the_person(people: People) -> None:
    amina = people.make("Amina Ziri")

    assert people.known(amina).record.names[0].text == "Amina Ziri"
    assert people.known(amina, "inspector").record.id == amina


@pytest.mark.parametrize(
    "name", ["colleague", "southerner", "analyst", "administrator", "outreach", "stranger"]
)
def test_nobody_else_knows_or_finds_or_changes_the_person(people: People, name: str) -> None:
    amina = people.make("Amina Ziri")
    known = people.known(amina)
    world, other = people.world, people.person(name)

    assert find_known(world.session, world.workplace, other, amina) is None
    assert list_known(world.session, world.workplace, other, known.case) is None
    assert people.seek("Amina Ziri", by=name) == []
    with pytest.raises(NotAllowedError):
        save_person(world.session, world.workplace, other, known.case, known.record)


def test_person_is_found_by_any_name_and_by_number_before_another_is_made(
    people: People,
) -> None:
    amina = people.make("Амина Зири", "Mina", telephone="+381 60 123 4567")
    people.make("Bopha Chan")

    assert people.seek("Amina Ziri") == [amina]
    assert people.seek("mina") == [amina]
    assert people.seek("Somebody Else", "0601234567") == [amina]
    assert people.seek("Chan Bopha") != [amina]
    assert people.seek("") == []


def test_person_that_was_renamed_is_found_by_the_new_name_alone(people: People) -> None:
    amina = people.make("Amina Ziri")
    known = people.known(amina)
    renamed = replace(known.record, names=(WrittenName("Bopha Chan"),))
    world = people.world
    save_person(world.session, world.workplace, people.inspector, known.case, renamed)

    assert people.seek("Amina Ziri") == []
    assert people.seek("Bopha Chan") == [amina]


def test_possible_duplicates_are_proposed_with_what_their_births_say(people: People) -> None:
    amina = people.make("Amina Ziri", birth=PartialDate(1999))
    same = people.make("Ziri Aminah", birth=PartialDate(1999, 8))
    older = people.make("Amina Ziri", birth=PartialDate(1960))
    unknown = people.make("Amina Ziri")
    world = people.world

    found = find_duplicates(world.session, world.workplace, people.supervisor, people.known(amina))

    assert {each.known.record.id: each.birth_fits for each in found} == {
        same: True,
        older: False,
        unknown: None,
    }


def test_link_and_undo_leave_both_records_exactly_as_they_were(people: People) -> None:
    amina, same = people.make("Amina Ziri"), people.make("Amina Ziri")
    before = people.known(amina), people.known(same)
    world, supervisor = people.world, people.supervisor

    for _ in range(2):  # Said twice, it is said once.
        link(world.session, world.workplace, supervisor, *before)
    linked = list_linked(world.session, world.workplace, supervisor, before[1])
    proposed = find_duplicates(world.session, world.workplace, supervisor, before[0])
    undone = undo(world.session, world.workplace, supervisor, before[0], linked[0].link)

    assert [each.known for each in linked] == [before[0]]
    assert proposed == ()
    assert undone
    assert list_linked(world.session, world.workplace, supervisor, before[0]) == ()
    assert (people.known(amina), people.known(same)) == before
    assert not undo(world.session, world.workplace, supervisor, before[0], LinkId(new_id()))


def test_way_that_must_not_be_used_is_not_shown(world: ReviewWorld, person: FindActor) -> None:
    sharing = Sharing(world, person)
    named = sharing.name_person(do_not_call=True)

    known = find_known(world.session, world.workplace, sharing.supervisor, named)

    assert known is not None
    assert known.contact == Contact("", "Harbour Street 1")
    assert known.record.contact.telephone == "000 60 01"
