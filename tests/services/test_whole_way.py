"""The whole way: an interview, a confirmed case, its record completed, and read elsewhere."""

from pathlib import Path

import openpyxl
import pytest

from app.cases.workflow import Decision
from app.conditions.values import PartialDate, Silence
from app.datasets.entry import list_enterable
from app.datasets.export import write_beside
from app.datasets.exports import order_standard
from app.datasets.model import Kind
from app.datasets.records import Value
from app.services.case_records import HeldRecord, find_held, list_incomplete, save_fields
from app.services.dataset_records import VICTIMS, list_records
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.ids import EntryId, InterviewId, new_id
from tests.datasets.reference import load, mapping
from tests.services.conftest import FindActor
from tests.services.reviewing_world import ReviewWorld

STANDARD = "htcds"


@pytest.fixture
def world(
    session: Session, workplace: Workplace, person: FindActor, begun: InterviewId
) -> ReviewWorld:
    found = ReviewWorld(session, workplace, person, begun)
    inspector = person("inspector")
    found.answer(
        inspector,
        consent_storage="yes",
        birth_date=PartialDate(2001, 5, 17),
        hours_day=14,
        days_week=7,
        any_debt="yes",
        papers_held="employer",
        treated_here=frozenset({"hit"}),
        work_began=PartialDate(2025, 6),
    )
    found.finish(inspector)
    return found


def complete(world: ReviewWorld, held: HeldRecord, **values: Value | Silence) -> None:
    """Confirm what is proposed, enter some values, and say of all others why there are none."""
    silent: dict[str, Value | Silence] = {}
    for block in held.dataset.blocks:
        for field in list_enterable(block):
            known = held.stored.fields.get(field.id)
            if known is None:
                silent[field.id] = Silence.UNKNOWN
            elif known.origin == "proposed" and field.kind is Kind.CODES:
                silent[field.id] = tuple(known.value.split(";"))
    save_fields(
        world.session,
        world.workplace,
        world.person("supervisor"),
        held,
        {**silent, **values},
        EntryId(new_id()),
    )


def test_a_confirmed_interview_is_read_from_the_workbook_by_another_reader(
    world: ReviewWorld, tmp_path: Path
) -> None:
    supervisor = world.person("supervisor")
    world.decide(supervisor)
    held = list_incomplete(world.session, world.workplace, supervisor)[0]
    prefilled = dict(held.stored.fields)
    complete(world, held, sex="female", citizenships=("NA",), consent="consent_given")

    records = list_records(world.session, load(), VICTIMS)
    order = order_standard(
        load().mappings.newest(STANDARD), load(), records, "2026-03-04", named=True
    )
    manifest, _ = write_beside(order, tmp_path / "cases.xlsx")

    after = find_held(world.session, world.workplace, supervisor, held.stored.id)
    assert prefilled["hours_a_day"].origin == "answer"
    assert after is not None
    assert all(each.is_complete for each in after.progress)
    sheet = openpyxl.load_workbook(tmp_path / "cases.xlsx").worksheets[0]
    row = dict(
        zip((c.column for c in mapping(STANDARD).template), _read_row(sheet, 3)[1:], strict=True)
    )
    assert manifest.records == 1 == sheet.max_row - 2
    assert row["prs_Citizenship"] == "Namibia"
    assert row["con_Consent"] == "TRUE"
    assert row["vic_MethodsOfControl"] == "Physical abuse; Excessive working hours"
    assert row["vic_TypeOfExploitation"] == "Forced labour"
    assert "2001" not in str(row)


def _read_row(sheet: object, number: int) -> list[object]:
    return [cell.value for cell in sheet[number]]  # type: ignore[index]


@pytest.mark.parametrize("decision", [Decision.NOT_CONFIRMED, Decision.INCONCLUSIVE])
def test_a_case_that_is_not_confirmed_has_no_record(world: ReviewWorld, decision: Decision) -> None:
    world.decide(world.person("supervisor"), decision)

    assert list(list_records(world.session, load(), VICTIMS)) == []


def test_a_decision_that_is_taken_back_takes_its_record_out_of_every_count(
    world: ReviewWorld,
) -> None:
    supervisor = world.person("supervisor")
    world.decide(supervisor)
    before = len(list(list_records(world.session, load(), VICTIMS)))

    world.reopen(supervisor)
    between = len(list(list_records(world.session, load(), VICTIMS)))
    world.decide(supervisor)

    assert (before, between) == (1, 0)
    assert len(list(list_records(world.session, load(), VICTIMS))) == 1
