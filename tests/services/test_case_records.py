"""A confirmed case has a record that begins with its answers, and is completed by those who may."""

from datetime import date

import pytest

from app.cases.roles import Permission
from app.conditions.values import PartialDate, Silence
from app.datasets.records import Value
from app.services.actors import Actor, NotAllowedError
from app.services.case_records import (
    HeldRecord,
    find_held,
    list_held,
    list_incomplete,
    open_victim_record,
    save_fields,
)
from app.services.prefilling import find_age
from app.services.session import Session
from app.services.suspects import add_proceeding, add_suspect
from app.services.trails import explain_trails
from app.services.workplace import Workplace
from app.store.ids import DatasetRecordId, EntryId, new_id
from tests.services.conftest import FindActor, Leading


@pytest.fixture
def record(
    session: Session, workplace: Workplace, leading: Leading, person: FindActor
) -> DatasetRecordId:
    """The record of a finished short screening that its supervisor confirms."""
    leading.say(
        birth_date=PartialDate(2001, 5, 17),
        work_began=PartialDate(2025, 6),
        hours_day=14,
        days_week=7,
        any_debt="yes",
        debt_course=frozenset({"more_than_got"}),
        debt_if_left="must_stay",
        papers_held=Silence.PREFER_NOT_TO_SAY,
        treated_here=frozenset({"hit"}),
    )
    leading.finish()
    case = leading.now().case.id
    return open_victim_record(session, workplace, person("supervisor"), case)


def get(
    session: Session, workplace: Workplace, actor: Actor, record: DatasetRecordId
) -> HeldRecord:
    held = find_held(session, workplace, actor, record)
    assert held is not None
    return held


def texts(held: HeldRecord) -> dict[str, tuple[str, str]]:
    return {name: (each.value, each.origin) for name, each in held.stored.fields.items()}


def test_a_record_begins_with_its_case_and_its_answers(
    session: Session, workplace: Workplace, record: DatasetRecordId, person: FindActor
) -> None:
    held = get(session, workplace, person("supervisor"), record)

    found = texts(held)
    assert found["hours_a_day"] == ("14", "answer")
    assert found["debt"] == ("yes", "answer")
    assert found["documents_taken"] == ("prefer_not_to_say", "answer")
    assert found["exploitation_began"] == ("2025-06", "answer")
    assert found["age_at_identification"] == ("24", "answer")
    assert found["age_at_start"] == ("24", "answer")
    assert found["violence"] == ("physical", "proposed")
    assert found["victim_status"] == ("identified", "case")
    assert found["identified_in"] == ("ZZ", "case")
    assert found["source_type"] == ("labour_inspectorate", "case")
    assert "birth_date" not in found
    assert found["means_of_control"][1] == "proposed"


def test_every_prefilled_field_leads_to_its_answer_for_those_who_may_read_it(
    session: Session, workplace: Workplace, record: DatasetRecordId, person: FindActor
) -> None:
    supervisor, analyst = person("supervisor"), person("analyst")

    full = explain_trails(session, workplace, get(session, workplace, supervisor, record))
    partial = explain_trails(session, workplace, get(session, workplace, analyst, record))

    prefilled = {
        name
        for name, (_, origin) in texts(get(session, workplace, analyst, record)).items()
        if origin in {"answer", "proposed"}
    }
    assert set(full) == set(partial) == prefilled
    assert full["hours_a_day"].answers[0].value == 14
    assert full["means_of_control"].indicators
    assert full["hours_a_day"].shows_answers
    assert not partial["hours_a_day"].shows_answers


def test_a_case_confirmed_twice_has_one_record(
    session: Session, workplace: Workplace, record: DatasetRecordId, person: FindActor
) -> None:
    held = get(session, workplace, person("supervisor"), record)

    again = open_victim_record(session, workplace, person("supervisor"), held.cases[0].id)

    assert again == record


def test_records_are_out_of_reach_where_the_case_is(
    session: Session, workplace: Workplace, record: DatasetRecordId, person: FindActor
) -> None:
    may = {"inspector", "colleague", "supervisor", "analyst"}
    everybody = (*may, "southerner", "outreach", "stranger", "administrator")

    seen = {name for name in everybody if find_held(session, workplace, person(name), record)}

    assert seen == may
    assert [each.code for each in list_incomplete(session, workplace, person("analyst"))]
    assert list_incomplete(session, workplace, person("outreach")) == ()


def test_the_analyst_sees_no_case(
    session: Session, workplace: Workplace, record: DatasetRecordId, person: FindActor
) -> None:
    assert get(session, workplace, person("analyst"), record).cases == ()
    assert len(get(session, workplace, person("inspector"), record).cases) == 1


def test_what_is_confirmed_counts_and_keeps_its_trail(
    session: Session, workplace: Workplace, record: DatasetRecordId, person: FindActor
) -> None:
    supervisor = person("supervisor")
    before = get(session, workplace, supervisor, record)
    values: dict[str, Value | Silence] = {
        "violence": ("physical",),
        "debt": "no",
        "children": Silence.UNKNOWN,
    }

    save_fields(session, workplace, supervisor, before, values, EntryId(new_id()))

    after = get(session, workplace, supervisor, record).stored.fields
    assert after["violence"].origin == "entered"
    assert after["violence"].trail == before.stored.fields["violence"].trail != ()
    assert (after["debt"].value, after["debt"].origin, after["debt"].trail) == ("no", "entered", ())
    assert after["children"].value == "unknown"
    assert after["hours_a_day"] == before.stored.fields["hours_a_day"]


def test_suspects_are_kept_apart_from_those_who_help_victims(
    session: Session, workplace: Workplace, leading: Leading, person: FindActor
) -> None:
    leading.finish()
    case = leading.now().case

    suspect = add_suspect(session, workplace, person("supervisor"), case)

    assert get(session, workplace, person("inspector"), suspect).dataset.id == "traffickers"
    assert list_held(session, workplace, person("supervisor"), case)[0].stored.id == suspect
    assert not person("outreach").may(Permission.COMPLETE_SUSPECTS)
    with pytest.raises(NotAllowedError):
        add_suspect(session, workplace, person("southerner"), case)


def test_a_suspect_begins_with_what_the_victims_record_proposes_and_how_it_is_known(
    session: Session, workplace: Workplace, record: DatasetRecordId, person: FindActor
) -> None:
    supervisor = person("supervisor")
    victim = get(session, workplace, supervisor, record)

    suspect = add_suspect(session, workplace, supervisor, victim.cases[0])

    proposed = get(session, workplace, supervisor, suspect).stored.fields["means_of_control"]
    assert proposed.origin == "proposed"
    assert proposed.value == victim.stored.fields["means_of_control"].value
    assert proposed.trail == victim.stored.fields["means_of_control"].trail != ()


def test_a_further_proceeding_is_a_record_of_its_own_about_the_same_person(
    session: Session, workplace: Workplace, record: DatasetRecordId, person: FindActor
) -> None:
    supervisor = person("supervisor")
    case = get(session, workplace, supervisor, record).cases[0]
    first = get(session, workplace, supervisor, add_suspect(session, workplace, supervisor, case))
    values: dict[str, Value | Silence] = {"sex": "male", "charges": ("388",)}
    save_fields(session, workplace, supervisor, first, values, EntryId(new_id()))
    known = get(session, workplace, supervisor, first.stored.id)

    further = add_proceeding(session, workplace, supervisor, known)

    found = get(session, workplace, supervisor, further)
    fields, before = found.stored.fields, known.stored.fields
    assert fields["suspect_code"].value == before["suspect_code"].value
    assert fields["record_id"].value != before["record_id"].value
    assert fields["sex"] == before["sex"]
    assert "charges" not in fields
    assert [each.id for each in found.cases] == [case.id]
    with pytest.raises(NotAllowedError):
        add_proceeding(session, workplace, supervisor, get(session, workplace, supervisor, record))


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (PartialDate(2001, 5, 17), PartialDate(2026, 5, 16), 24),
        (PartialDate(2001, 5, 17), PartialDate(2026, 5, 17), 25),
        (PartialDate(2001), PartialDate(2026, 5, 17), None),
        (PartialDate(2001, 5), PartialDate(2026, 7), 25),
        (PartialDate(2001, 5, about=True), PartialDate(2026, 6), None),
        (PartialDate(2027), PartialDate(2026, 6), None),
    ],
)
def test_an_age_is_known_only_where_both_days_leave_no_doubt(
    born: PartialDate, on: PartialDate, age: int | None
) -> None:
    assert find_age(born, on) == age


def test_no_record_holds_more_than_what_leaves(
    session: Session, workplace: Workplace, record: DatasetRecordId, person: FindActor
) -> None:
    held = get(session, workplace, person("supervisor"), record)

    assert str(date(2001, 5, 17)) not in str(texts(held))
