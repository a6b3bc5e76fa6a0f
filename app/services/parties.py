"""Sites, employers, recruiters and transporters: found, added, and linked to cases."""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process, utils
from sqlalchemy.orm import Session

from app.cases.roles import Permission
from app.cases.workflow import CaseState
from app.services.actors import Actor, NotAllowedError
from app.services.blindness import may_open
from app.services.workplace import Workplace
from app.store.ids import AreaId, PartyId
from app.store.log import Deed, note_act
from app.store.parties import (
    PartyFilter,
    PartyKind,
    PartyPage,
    PartyRecord,
    create_party,
    find_party,
    fold_name,
    link_party,
    list_folded_names,
    list_parties,
    unlink_party,
)
from app.store.records import CaseRecord
from app.store.tables import CaseParty

PAGE_SIZE: Final = 25
# From so much likeness on, of 100, somebody is asked whether two names mean the same.
LIKE_ENOUGH: Final = 82
MOST_SUGGESTED: Final = 5
MOST_OFFERED: Final = 500


@dataclass(frozen=True)
class NewParty:
    """What is known of a party to be added; the id comes from the page."""

    id: PartyId
    kind: PartyKind
    name: str
    address: str
    sector: str | None
    area: AreaId


def find_open_party(session: Session, actor: Actor, party_id: str) -> PartyRecord | None:
    """Give a party of the person's organisation; None for others and for none, all the same."""
    if not actor.may(Permission.READ_SITES):
        return None
    found = find_party(session, actor.organisation, PartyId(party_id))
    if found is not None:
        note_act(session, Deed.READ, found.id)
    return found


def search_parties(
    session: Session,
    actor: Actor,
    words: str = "",
    kind: PartyKind | None = None,
    after: str | None = None,
) -> PartyPage:
    """Give one page of the parties of the person's organisation, newest first."""
    wanted = PartyFilter(actor.organisation, words.strip(), kind)
    page = list_parties(session, wanted, PAGE_SIZE, None if after is None else PartyId(after))
    if page.parties:
        note_act(session, Deed.LISTED, " ".join(each.id for each in page.parties))
    return page


def suggest_same(session: Session, actor: Actor, name: str) -> tuple[PartyRecord, ...]:
    """Give the parties whose names are so like this one that they may be the same, likest first.

    Nothing follows from it: a person says whether they are.
    """
    found = process.extract(
        fold_name(name),
        list_folded_names(session, actor.organisation),
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        score_cutoff=LIKE_ENOUGH,
        limit=MOST_SUGGESTED,
    )
    records = (find_party(session, actor.organisation, each) for _, _, each in found)
    return tuple(each for each in records if each is not None)


def add_party(session: Session, workplace: Workplace, actor: Actor, new: NewParty) -> PartyRecord:
    """Make a party. Raises NotAllowedError in an area where the person does not work."""
    if not actor.may(Permission.SCREEN) or new.area not in {area.id for area in actor.areas}:
        raise NotAllowedError
    record = PartyRecord(
        id=new.id,
        organisation_id=actor.organisation,
        area_id=new.area,
        kind=new.kind,
        name=" ".join(new.name.split()),
        address=new.address.strip(),
        sector=new.sector,
        created_at=workplace.clock.now(),
        created_by=actor.account,
    )
    return create_party(session, record)


def link(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    case: CaseRecord,
    party: PartyRecord,
    part: PartyKind,
) -> None:
    """Say what a party is in a case. Raises NotAllowedError."""
    _check_may_change(session, actor, case)
    if party.organisation_id != case.organisation_id:
        raise NotAllowedError
    link_party(
        session,
        CaseParty(
            case_id=case.id,
            party_id=party.id,
            part=part.value,
            linked_at=workplace.clock.now(),
            linked_by=actor.account,
        ),
    )


def unlink(
    session: Session, actor: Actor, case: CaseRecord, party: PartyRecord, part: PartyKind
) -> None:
    """Say that a party is no longer this in a case. Raises NotAllowedError."""
    _check_may_change(session, actor, case)
    unlink_party(session, case.id, party.id, part)


def may_change_parties(actor: Actor, case: CaseRecord) -> bool:
    """Say whether a person may say who appears in a case that is open to them."""
    return case.state != CaseState.DESTROYED.value and actor.may_on(Permission.SCREEN, case)


def list_employers(session: Session, actor: Actor) -> tuple[PartyRecord, ...]:
    """Give the employers that the person's organisation knows, by name; the newest if many."""
    wanted = PartyFilter(actor.organisation, kind=PartyKind.EMPLOYER)
    found = list_parties(session, wanted, MOST_OFFERED).parties
    return tuple(sorted(found, key=lambda each: fold_name(each.name)))


def _check_may_change(session: Session, actor: Actor, case: CaseRecord) -> None:
    is_open = may_open(session, actor, case, Permission.SCREEN, None)
    if not is_open or not may_change_parties(actor, case):
        raise NotAllowedError
