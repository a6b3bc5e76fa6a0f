"""Pages of cases are read by an index, however many cases there are."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.services.case_lists import FINISHED, WAITING
from app.store.cases import Mark, Reach, select_newest, within
from app.store.ids import AreaId, CaseId, OrganisationId
from app.store.setup import Store
from app.store.tables import Case

# How the server finds rows, it decides by how many there are.
pytestmark = pytest.mark.file_alone

LAST = Mark(datetime(2026, 3, 4, tzinfo=UTC), CaseId("x"))
OWN = Reach(OrganisationId(1))
REACHES = {
    "an organisation": OWN,
    "one area": replace(OWN, areas=frozenset({AreaId(1)})),
    "what waits in two areas": replace(
        OWN, areas=frozenset({AreaId(1), AreaId(2)}), states=WAITING
    ),
    "what waits": replace(OWN, states=WAITING),
    "what is done": replace(OWN, states=FINISHED - WAITING),
}


def explain(session: Session, statement: Select[Case]) -> str:
    """Give how the database would find the rows."""
    written = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    rows = session.execute(text(f"EXPLAIN QUERY PLAN {written}"))
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("name", REACHES)
def test_page_of_a_list_is_read_from_an_index(store: Store, name: str) -> None:
    with store.records.reading() as session:
        plan = explain(session, select_newest(REACHES[name], 26, LAST))

    lines = [line for line in plan.splitlines() if "cases" in line]
    assert lines
    assert all("SEARCH cases USING" in line for line in lines), plan


def test_what_is_rare_is_found_by_area_and_state(store: Store) -> None:
    with store.records.reading() as session:
        plan = explain(session, select_newest(REACHES["what waits in two areas"], 26, LAST))

    assert plan.count("organisation_id=? AND area_id=? AND state=?") == 4


def test_case_is_found_by_its_number_at_once(store: Store) -> None:
    with store.records.reading() as session:
        plan = explain(session, within(OWN).where(Case.number == "T-2026-1234-5678"))

    assert "number=?" in plan
    assert "SCAN" not in plan
