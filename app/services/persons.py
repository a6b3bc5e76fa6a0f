"""Persons of cases: who they are, for the few who may know, and which records are of one person."""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from app.cases.persons import Contact, WrittenName, hide_unsafe
from app.cases.roles import Permission, Reach, find_reach
from app.conditions.values import PartialDate
from app.services.actors import Actor, NotAllowedError
from app.services.blindness import may_open
from app.services.names import compare_names, list_search_words
from app.services.workplace import Workplace
from app.store.authors import list_authors
from app.store.cases import get_case
from app.store.ids import LinkId, PersonId, new_id
from app.store.log import Deed, note_act
from app.store.name_index import find_by_words, index_person
from app.store.persons import (
    LinkRecord,
    find_case_of,
    list_links,
    list_persons,
    record_link,
    store_person,
    undo_link,
)
from app.store.records import CaseRecord, PersonRecord

# Below this, two names are not proposed as those of one person.
LEAST_ALIKE: Final = 0.8


@dataclass(frozen=True)
class Sought:
    """What somebody is looked for by."""

    names: tuple[WrittenName, ...]
    contact: Contact = field(default_factory=Contact)
    birth: PartialDate | None = None


@dataclass(frozen=True)
class Known:
    """A person and the case that tells of them, for somebody who may know both."""

    case: CaseRecord
    record: PersonRecord

    @property
    def contact(self) -> Contact:
        """Give how the person can be reached, without what must not be used."""
        return hide_unsafe(
            self.record.contact,
            do_not_call=self.record.do_not_call,
            do_not_write=self.record.do_not_write,
        )


@dataclass(frozen=True)
class Alike:
    """Somebody who could be the same person; `birth_fits` is None where nothing can be compared."""

    known: Known
    likeness: float
    same_number: bool
    birth_fits: bool | None


@dataclass(frozen=True)
class Linked:
    """Somebody who was said to be the same person."""

    link: LinkId
    known: Known


def may_know(session: Session, actor: Actor, case: CaseRecord) -> bool:
    """Say whether a person may see who a case is about.

    Supervisors may in their organisation, and whoever took answers in the case; the other people of
    the team may not.
    """
    permission = Permission.KNOW_PERSONS
    if not may_open(session, actor, case, permission, None):
        return False
    answers_for_all = find_reach(actor.roles, permission) is Reach.OWN_ORGANISATION
    return answers_for_all or actor.account in list_authors(session, case.id)


def list_known(
    session: Session, workplace: Workplace, actor: Actor, case: CaseRecord
) -> tuple[Known, ...] | None:
    """Give the persons of a case; None for somebody who may not know them."""
    if not may_know(session, actor, case):
        return None
    key = workplace.keys.find(case.id)
    if key is None:
        return ()
    note_act(session, Deed.READ, f"persons {case.id}")
    return tuple(Known(case, each) for each in list_persons(session, key))


def find_known(
    session: Session, workplace: Workplace, actor: Actor, person_id: PersonId
) -> Known | None:
    """Give a person; None if there is none, or not for this person, all alike."""
    case_id = find_case_of(session, person_id)
    if case_id is None:
        return None
    known = list_known(session, workplace, actor, get_case(session, case_id)) or ()
    return next((each for each in known if each.record.id == person_id), None)


def save_person(
    session: Session, workplace: Workplace, actor: Actor, case: CaseRecord, record: PersonRecord
) -> None:
    """Keep who a person of a case is. Raises NotAllowedError, and CaseKeyError without its key."""
    if not may_know(session, actor, case):
        raise NotAllowedError
    store_person(session, workplace.keys.get(case.id), record)
    key = workplace.keys.get_name_key(workplace.clock.now())
    index_person(session, key, record.id, list_search_words(record.names, record.contact))


def find_alike(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    sought: Sought,
    besides: PersonId | None = None,
) -> tuple[Alike, ...]:
    """Give those within reach who could be the person that is looked for, most alike first.

    Nobody is linked by it: that is for somebody to say who looked at both.
    """
    words = list_search_words(sought.names, sought.contact)
    reach = actor.reach(Permission.KNOW_PERSONS)
    if reach is None or not words:
        return ()
    key = workplace.keys.get_name_key(workplace.clock.now())
    found = find_by_words(session, key, words, reach)
    known = (find_known(session, workplace, actor, person) for _, person in found)
    held = [_hold_against(each, sought) for each in known if each and each.record.id != besides]
    near = (each for each in held if each.same_number or each.likeness >= LEAST_ALIKE)
    return tuple(sorted(near, key=lambda each: (-each.likeness, each.known.case.number)))


def find_duplicates(
    session: Session, workplace: Workplace, actor: Actor, known: Known
) -> tuple[Alike, ...]:
    """Give those who could be the same person as this one and are not linked yet."""
    record = known.record
    linked = {each.known.record.id for each in list_linked(session, workplace, actor, known)}
    sought = Sought(record.names, record.contact, record.birth)
    alike = find_alike(session, workplace, actor, sought, record.id)
    return tuple(each for each in alike if each.known.record.id not in linked)


def link(session: Session, workplace: Workplace, actor: Actor, person: Known, other: Known) -> None:
    """Say that two records are of one person; both stay as they are. Whoever says so saw both."""
    now = workplace.clock.now()
    new = LinkRecord(LinkId(new_id()), person.record.id, other.record.id, now, actor.account)
    record_link(session, new)


def undo(
    session: Session, workplace: Workplace, actor: Actor, person: Known, link_id: LinkId
) -> bool:
    """Say that two records are of two persons after all; False if they are not linked so."""
    linked = list_linked(session, workplace, actor, person)
    if all(each.link != link_id for each in linked):
        return False
    undo_link(session, link_id, workplace.clock.now(), actor.account)
    return True


def list_linked(
    session: Session, workplace: Workplace, actor: Actor, person: Known
) -> tuple[Linked, ...]:
    """Give those linked with a person; who is out of reach is not named, nor counted."""
    own, found = person.record.id, []
    for each in list_links(session, own):
        other = each.other if each.person == own else each.person
        known = find_known(session, workplace, actor, other)
        if known is not None:
            found.append(Linked(each.id, known))
    return tuple(found)


def _hold_against(known: Known, sought: Sought) -> Alike:
    record = known.record
    numbers = list_search_words((), sought.contact) & list_search_words((), record.contact)
    return Alike(
        known=known,
        likeness=compare_names(sought.names, record.names),
        same_number=bool(numbers),
        birth_fits=_fit(sought.birth, record.birth),
    )


def _fit(birth: PartialDate | None, other: PartialDate | None) -> bool | None:
    if birth is None or other is None:
        return None
    return birth.earliest() <= other.latest() and other.earliest() <= birth.latest()
