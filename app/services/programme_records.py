"""What the records of datasets say of a programme: whom it helped, and what came of proceedings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.conditions.values import Silence
from app.datasets.catalogue import Datasets
from app.datasets.held import Holding
from app.datasets.performance.model import (
    Decision,
    Facts,
    Person,
    Programme,
    Protection,
    Service,
    Suspect,
)
from app.datasets.performance.people import IDENTIFIED
from app.datasets.records import Record
from app.services.dataset_records import SUSPECTS, VICTIMS, read_stored
from app.services.session import Session
from app.store.dataset_records import list_cases_of_record, stream_records
from app.store.ids import OrganisationId

UNKNOWN: Final = "unknown"
CORE: Final = ("sex", "age_at_identification", "citizenships", "forms", "means_of_control")
REFLECTION: Final = "reflection"
PERMIT: Final = "permit"
NO_PERMIT: Final = frozenset({"refused"})


@dataclass(frozen=True)
class KeptRecord:
    """A record, and the person that it is about: the case, or the code where there is no case."""

    person: str
    has_case: bool
    record: Record


def gather_records(session: Session, datasets: Datasets, own: OrganisationId) -> Programme:
    """Give what the records of an organisation say; nothing where they say nothing."""
    victims = tuple(_list_kept(session, datasets, VICTIMS, own))
    suspects = tuple(_list_kept(session, datasets, SUSPECTS, own))
    return Programme(
        people=tuple(_describe(each) for each in victims),
        decisions=tuple(_list_decisions(victims)),
        services=tuple(s for each in victims for s in _list_services(each)),
        protections=tuple(p for each in victims for p in _list_protections(each)),
        facts=tuple(_learn(each) for each in victims),
        suspects=tuple(_follow(each) for each in suspects),
    )


def _list_kept(
    session: Session, datasets: Datasets, name: str, own: OrganisationId
) -> Iterator[KeptRecord]:
    holdings: dict[str, Holding] = {}
    for stored in list(stream_records(session, name)):
        if stored.organisation_id != own:
            continue
        if stored.version not in holdings:
            holdings[stored.version] = Holding(
                datasets.datasets.get(f"{name}@{stored.version}").item
            )
        record = read_stored(holdings[stored.version], stored)
        cases = list_cases_of_record(session, stored.id)
        person = cases[0] if cases else record.find_text("person_code") or stored.id
        yield KeptRecord(person, bool(cases), record)


def _describe(kept: KeptRecord) -> Person:
    record = kept.record
    nationalities = record.list_codes("citizenships") or (UNKNOWN,)
    return Person(
        person=kept.person,
        sex=record.find_text("sex") or UNKNOWN,
        age=record.find_number("age_at_identification"),
        nationality=nationalities[0],
        form_of_exploitation=record.find_text("principal_form") or UNKNOWN,
        place=record.find_text("identified_in") or UNKNOWN,
        organisation=record.find_text("registering_organisation") or UNKNOWN,
        guardian_on=None,
    )


def _list_decisions(victims: tuple[KeptRecord, ...]) -> Iterator[Decision]:
    """Give the identifications of those who have no case here; a case has decisions of its own."""
    for each in victims:
        day = each.record.find_day("identified_on")
        status = each.record.find_text("victim_status")
        if not each.has_case and day is not None and status == IDENTIFIED:
            yield Decision(each.person, day, IDENTIFIED)


def _list_services(kept: KeptRecord) -> Iterator[Service]:
    began = kept.record.find_day("assistance_began")
    for kind in kept.record.list_codes("services") or ():
        if began is not None:
            yield Service(kept.person, kind, began, accepted=True, started_on=began)


def _list_protections(kept: KeptRecord) -> Iterator[Protection]:
    record = kept.record
    reflection, permit = (
        record.find_day("reflection_granted_on"),
        record.find_day("permit_granted_on"),
    )
    if record.find_text("reflection_period") == "granted" and reflection is not None:
        yield Protection(kept.person, REFLECTION, reflection)
    kind = record.find_text("residence_permit")
    if kind is not None and kind not in NO_PERMIT and permit is not None:
        yield Protection(kept.person, PERMIT, permit)


def _learn(kept: KeptRecord) -> Facts:
    record = kept.record
    statements = record.list_codes("statements")
    return Facts(
        person=kept.person,
        identified_by=record.find_text("source_type") or UNKNOWN,
        channel=record.find_text("came_to_attention") or UNKNOWN,
        forms=record.list_codes("forms"),
        means=record.list_codes("means_of_control"),
        recruitment=record.list_codes("recruitment_means"),
        statement=None if statements is None else statements != ("none",),
        legal_aid=_say(record, "legal_aid"),
        compensation=record.find_text("compensation"),
        charged=_say(record, "charged_with_offence"),
        errors=0,
        states={name: _state(record, name) for name in CORE},
    )


def _say(record: Record, field: str) -> bool | None:
    found = record.find_text(field)
    return None if found is None else found == "yes"


def _state(record: Record, field: str) -> str:
    value = record.get(field)
    if not isinstance(value, Silence):
        return "filled"
    return "empty" if value is Silence.NOT_ASKED else "unknown"


def _follow(kept: KeptRecord) -> Suspect:
    record = kept.record
    return Suspect(
        suspect=record.find_text("suspect_code") or kept.person,
        contacted_on=record.find_day("first_contact_on"),
        investigated_on=record.find_day("investigation_opened_on"),
        indicted_on=record.find_day("indicted_on"),
        final_on=record.find_day("final_on"),
        convicted=record.find_text("final_verdict") == "convicted"
        or (
            record.find_text("final_verdict") is None and record.find_text("verdict") == "convicted"
        ),
    )
