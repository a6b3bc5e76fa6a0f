"""Yearly tables equal an independent count, written in SQL, on five thousand random cases."""

from collections import Counter
from typing import Any

import duckdb
import polars
import pytest

from app.conditions.values import Silence
from app.datasets.model import Disclosure
from app.datasets.records import word_value
from app.datasets.yearly.variables import MEMBERS
from tests.datasets.reference import dataset, read_reference
from tests.datasets.yearly.counted import SUSPECTS, VICTIMS, YEARS, counts, records, tables

SILENT = "('unknown', 'prefer_not_to_say', 'not_asked', 'not_applicable')"
REGISTERED = "victim_status IN ('identified', 'presumed')"
CHILD = "TRY_CAST(age_at_identification AS INT) < 18"
# Of several first days the first that is known; whom it is about; and what must be true.
POPULATIONS = {
    "registered_victims": ("presumed_on, identified_on", "person_code", REGISTERED),
    "repatriated_nationals": (
        "returned_on",
        "person_code",
        f"{REGISTERED} AND list_contains(split(citizenships, ';'), 'RS') AND returned_to = 'RS'",
    ),
    "procedural_victims": (
        "presumed_on, identified_on",
        "person_code",
        f"{REGISTERED} AND came_to_attention IN ('deportation_procedure', 'asylum_procedure')",
    ),
    "assisted_victims": ("assistance_began", "person_code", REGISTERED),
    "guarded_children": (
        "presumed_on, identified_on",
        "person_code",
        f"{REGISTERED} AND guardian_appointed = 'yes' AND {CHILD}",
    ),
    "reflecting_victims": (
        "reflection_granted_on",
        "person_code",
        f"{REGISTERED} AND reflection_period = 'granted'",
    ),
    "permitted_victims": (
        "permit_granted_on",
        "person_code",
        f"{REGISTERED} AND residence_permit LIKE 'temporary_%'",
    ),
    "protected_victims": (
        "permit_granted_on",
        "person_code",
        f"{REGISTERED} AND residence_permit = 'asylum_or_protection'",
    ),
    "claiming_victims": (
        "compensation_on",
        "person_code",
        f"{REGISTERED} AND compensation IN ('claimed', 'awarded', 'paid')",
    ),
    "compensated_by_court": (
        "compensation_on",
        "person_code",
        f"{REGISTERED} AND compensation_by IN ('court', 'both')",
    ),
    "compensated_by_state": (
        "compensation_on",
        "person_code",
        f"{REGISTERED} AND compensation_by IN ('state', 'both')",
    ),
    "aided_victims": (
        "presumed_on, identified_on",
        "person_code",
        f"{REGISTERED} AND legal_aid = 'yes'",
    ),
    "returned_victims": ("returned_on", "person_code", REGISTERED),
    "offences": ("registered_on", "criminal_case", "TRUE"),
    "contacted": ("first_contact_on", "suspect_code", "person_kind = 'natural'"),
    "prosecuted": ("indicted_on", "suspect_code", "person_kind = 'natural'"),
    "convicted": (
        "trial_ended_on",
        "suspect_code",
        "person_kind = 'natural' AND verdict = 'convicted'",
    ),
    "prosecution_decisions": ("indicted_on", "record_id", "prosecution_decision = 'prosecuted'"),
    "first_judgments": ("trial_ended_on", "record_id", "TRUE"),
    "second_judgments": ("second_verdict_on", "record_id", "TRUE"),
    "final_judgments": ("final_on", "record_id", "TRUE"),
    "contacted_users": (
        "first_contact_on",
        "suspect_code",
        "person_kind = 'natural' AND knowing_use = 'yes'",
    ),
    "prosecuted_users": (
        "indicted_on",
        "suspect_code",
        "person_kind = 'natural' AND knowing_use = 'yes'",
    ),
    "convicted_users": (
        "trial_ended_on",
        "suspect_code",
        "person_kind = 'natural' AND knowing_use = 'yes' AND verdict = 'convicted'",
    ),
    "investigated_cases": ("investigation_opened_on", "criminal_case", "TRUE"),
    "prosecuted_cases": ("indicted_on", "criminal_case", "TRUE"),
    "sanctioned": (
        "trial_ended_on",
        "record_id",
        f"verdict = 'convicted' AND sentence NOT IN {SILENT}",
    ),
    "confiscations": (
        "trial_ended_on",
        "record_id",
        "verdict = 'convicted' AND TRY_CAST(assets_confiscated AS INT) > 0",
    ),
    "convicted_entities": (
        "trial_ended_on",
        "suspect_code",
        "person_kind = 'legal' AND verdict = 'convicted'",
    ),
}
CITIZENSHIP = (
    f"CASE WHEN citizenships IN {SILENT} THEN 'unknown' "
    "WHEN list_contains(split(citizenships, ';'), 'RS') THEN 'nationals' "
    "ELSE split_part(citizenships, ';', 1) END"
)
UNION = "(" + ", ".join(f"'{code}'" for code in sorted(MEMBERS)) + ")"


def known(field: str) -> str:
    return f"CASE WHEN {field} IN {SILENT} THEN 'unknown' ELSE {field} END"


def by_form(field: str) -> str:
    return (
        f"CASE WHEN {field} IN {SILENT} THEN 'unknown' WHEN {field} = 'sexual' THEN 'sexual' "
        f"WHEN {field} IN ('labour', 'domestic_servitude', 'child_labour') THEN 'labour' "
        "ELSE 'other' END"
    )


def by_age(field: str) -> str:
    return (
        f"CASE WHEN TRY_CAST({field} AS INT) IS NULL THEN 'unknown' "
        f"WHEN TRY_CAST({field} AS INT) < 18 THEN 'child' ELSE 'adult' END"
    )


SHARED = {
    "sex": known("sex"),
    "citizenship": CITIZENSHIP,
    "citizenship_group": (
        f"CASE WHEN {CITIZENSHIP} IN ('unknown', 'nationals') THEN {CITIZENSHIP} "
        f"WHEN {CITIZENSHIP} IN {UNION} THEN 'other_eu' ELSE 'outside_eu' END"
    ),
}
VARIABLES = {
    "victims": SHARED
    | {
        "age": by_age("age_at_identification"),
        "form": by_form("principal_form"),
        "status": "victim_status",
        "organisation": (
            f"CASE WHEN source_type IN {SILENT} THEN 'unknown' WHEN source_type = 'border_police' "
            "THEN 'border' WHEN source_type IN ('police', 'ngo', 'labour_inspectorate') "
            "THEN source_type ELSE 'other' END"
        ),
        "movement": (
            f"CASE WHEN crossed_border IN {SILENT} THEN 'unknown' WHEN crossed_border = 'internal' "
            "THEN 'internal' ELSE 'transnational' END"
        ),
        "permit": (
            "CASE residence_permit WHEN 'temporary_humanitarian' THEN 'personal_situation' "
            "WHEN 'temporary_cooperation' THEN 'cooperation' ELSE 'both' END"
        ),
        "returned_from": known("returned_from"),
    },
    "traffickers": SHARED
    | {
        "age": by_age("age_at_contact"),
        "form": by_form("split_part(forms, ';', 1)"),
        "verdict": known("verdict"),
        "second_verdict": known("second_verdict"),
        "final_verdict": known("final_verdict"),
        "sentence": known("sentence"),
        "sentence_length": (
            "CASE WHEN TRY_CAST(sentence_months AS INT) IS NULL THEN 'unknown' "
            "WHEN TRY_CAST(sentence_months AS INT) <= 12 THEN 'up_to_1_year' "
            "WHEN TRY_CAST(sentence_months AS INT) <= 60 THEN '1_to_5_years' "
            "WHEN TRY_CAST(sentence_months AS INT) <= 120 THEN '5_to_10_years' "
            "ELSE 'over_10_years' END"
        ),
    },
}


@pytest.fixture(scope="module")
def database() -> Any:
    connection = duckdb.connect()
    for name, found in records().items():
        fields = [f for f in dataset(name).list_fields() if f.disclosure is not Disclosure.NEVER]
        columns = {
            field.id: [word_value(record.get(field.id)) for record in found] for field in fields
        }
        connection.register(name, polars.DataFrame(columns).to_arrow())
    yield connection
    connection.close()


def select(population: Any, names: list[str]) -> str:
    days, unit, where = POPULATIONS[population.id]
    year = "year(coalesce(" + ", ".join(f"TRY_CAST({d} AS DATE)" for d in days.split(", ")) + "))"
    found = VARIABLES[population.reads.value]
    columns = "".join(f", {found[name]} AS {name}" for name in names)
    # The first record of each unit in a year counts; every word of the query is written here.
    return (
        "SELECT * EXCLUDE (unit, record_id) FROM ("  # noqa: S608
        f"SELECT {year} AS year, {unit} AS unit, record_id{columns} "
        f"FROM {population.reads.value} WHERE {where} AND {unit} NOT IN {SILENT}"
        f") WHERE year IN {YEARS} "
        "QUALIFY row_number() OVER (PARTITION BY year, unit ORDER BY record_id) = 1"
    )


@pytest.mark.parametrize("population", tables().populations, ids=lambda each: each.id)
def test_every_count_equals_an_independent_one(database: Any, population: Any) -> None:
    found = counts()[population.id].counts
    margins = {cell.margin for cell in found}
    names = sorted({name for margin in margins for name in margin})

    rows = database.sql(select(population, names)).fetchall()

    for margin in margins:
        places = [0, *(names.index(name) + 1 for name in margin)]
        independent = Counter(tuple(row[place] for place in places) for row in rows)
        ours = {(c.year, *c.categories): n for c, n in found.items() if c.margin == margin and n}
        assert ours == independent, margin


def test_the_count_is_of_five_thousand_cases_and_finds_people_in_every_population() -> None:
    assert len(records()["victims"]) + len(records()["traffickers"]) == VICTIMS + SUSPECTS == 5000
    empty = [name for name, each in counts().items() if not each.chosen]
    assert set(empty) <= {"convicted_entities"}


def test_every_table_of_the_collectors_is_declared() -> None:
    reference = read_reference("reporting-tables")["collections"]
    wanted = {
        table["id"]: (table["title"], table["unit"])
        for collection in reference
        for table in collection["tables"]
    }

    declared = {
        table.id: (table.title, table.unit)
        for collection in tables().collections
        for table in collection.tables
    }

    assert len(wanted) == 39
    assert declared == wanted


def test_nothing_is_said_to_be_surer_than_its_source() -> None:
    words = {"verified": "one_source", "recalled_high": "recollection"}
    reference = read_reference("reporting-tables")["collections"]
    wanted = {
        table["id"]: words.get(table["provenance"], "reconstructed")
        for collection in reference
        for table in collection["tables"]
    }

    for collection in tables().collections:
        for table in collection.tables:
            assert table.provenance.value == wanted[table.id]


def test_silence_counts_as_unknown_and_never_as_no() -> None:
    found = counts()["registered_victims"]
    silent = [r for (y, _), r in found.chosen.items() if isinstance(r.get("sex"), Silence)]

    shown = sum(
        number
        for cell, number in found.counts.items()
        if cell.margin == ("sex",) and cell.categories == ("unknown",)
    )

    assert shown == len(silent) > 0
