"""Every column of every standard is filled, or named as a gap with its reason."""

import itertools
from typing import Any

import pytest

from app.conditions.values import Silence
from app.datasets.express import Expression
from app.datasets.losses import LossKind
from app.datasets.model import Make
from app.datasets.records import Record
from tests.datasets.reference import dataset, list_columns, load, mapping, read_reference

SILENT_CODES = {"unknown", "prefer_not_to_say", "not_asked", "not_applicable"}


def express(name: str, **values: Any) -> tuple[dict[str, str], set[tuple[str, str, str, str]]]:
    read = mapping(name)
    cells, losses = Expression(read, load().read_by(read)).express(Record(values))
    return cells, {(each.kind, each.field, each.value, each.becomes) for each in losses}


def test_every_field_of_htcds_is_filled_or_named_as_a_gap() -> None:
    fields = [field["api_name"] for field in read_reference("htcds-2.0")["fields"]]

    columns = list_columns("htcds", "htcds-perpetrators")

    assert len(fields) == 84
    assert sorted(columns) == sorted(fields)


def test_every_column_of_the_ctdc_codebook_is_filled_or_named_as_a_gap() -> None:
    listed = read_reference("ctdc")["k_anonymised"]
    names = [each["name"] for each in listed["variables"]]
    later = [each["name"] for each in listed["file_columns_added_after_codebook"]]

    assert len(names) == 62
    assert list_columns("ctdc-codebook") == names + later


def test_every_column_of_the_files_since_2024_is_filled_or_named_as_a_gap() -> None:
    columns = read_reference("ctdc")["global_synthetic"]["columns"]

    assert list_columns("ctdc-synthetic") == [each["name"] for each in columns]


def test_every_column_of_the_file_on_perpetrators_is_filled_or_named_as_a_gap() -> None:
    columns = read_reference("ctdc")["victim_perpetrator_synthetic"]["columns"]

    found = list_columns("ctdc-victim-perpetrator")

    assert sorted(found) == sorted(each["name"] for each in columns)


def test_every_variable_of_ic_tip_is_filled_or_named_as_a_gap() -> None:
    components = read_reference("ics-tip")["components"]
    names = [f"{part}.{each['name']}" for part, listed in components.items() for each in listed]

    assert len(names) == 58
    assert sorted(list_columns("ic-tip", "ic-tip-perpetrators")) == sorted(names)


def test_htcds_is_written_in_its_published_codes_alone() -> None:
    published = {
        field["api_name"]: {each["code"] for each in read_reference("htcds-2.0")["value_sets"][key]}
        for field in read_reference("htcds-2.0")["fields"]
        if (key := field.get("value_set"))
    }

    for name in ("htcds", "htcds-perpetrators"):
        for column in mapping(name).columns:
            if column.column in published:
                words = {each.to for each in column.codes} - {None}
                words |= {column.constant} - {None}
                assert words, column.column
                assert words <= published[column.column], column.column


def test_flags_of_ctdc_take_the_values_of_the_codebook_alone() -> None:
    listed = {each["name"]: each for each in read_reference("ctdc")["k_anonymised"]["variables"]}

    for column in mapping("ctdc-codebook").columns:
        if listed[column.column]["type"] == "flag":
            silences = column.silences or mapping("ctdc-codebook").silences
            written = {column.present, column.absent} if column.make is Make.FLAG else {"0"}
            written |= set(silences.model_dump().values())
            assert written <= set(listed[column.column]["values"]), column.column


@pytest.mark.parametrize("name", [each.id for each in load().mappings])
@pytest.mark.parametrize("silence", list(Silence))
def test_a_silence_is_never_exported_as_no(name: str, silence: Silence) -> None:
    read = mapping(name)
    fields = load().read_by(read).list_fields()
    values = {field.id: silence for field in fields}

    cells, _ = Expression(read, load().read_by(read)).express(Record(values))

    silences = {each.column: each.silences or read.silences for each in read.columns}
    assert cells
    for column in read.columns:
        assert cells[column.column] == getattr(silences[column.column], silence.value)
        if column.make is Make.FLAG:
            assert cells[column.column] not in {"0", "1", "no"}
        assert cells[column.column].lower() not in {"no", "none", "false"}


@pytest.mark.parametrize("silence", list(Silence))
def test_a_silence_is_never_empty_where_the_standard_has_a_code(silence: Silence) -> None:
    codebook = Expression(mapping("ctdc-codebook"), dataset("victims"))
    htcds = Expression(mapping("htcds"), dataset("victims"))
    record = Record({field.id: silence for field in dataset("victims").list_fields()})

    coded, _ = codebook.express(record)
    written, _ = htcds.express(record)

    assert "" not in coded.values()
    assert written["prs_Gender"] == "NonSpecifiedUnknown"


def test_unknown_citizenship_has_its_own_code_in_ctdc() -> None:
    unknown, _ = express("ctdc-codebook", citizenships=Silence.UNKNOWN)
    silent, _ = express("ctdc-codebook")

    assert (unknown["citizenship"], silent["citizenship"]) == ("ZZ", "-99")


def test_namibia_stays_a_country() -> None:
    values = {"citizenships": ("NA",), "exploitation_countries": ("RS", "NA")}

    codebook, _ = express("ctdc-codebook", **values)
    synthetic, _ = express("ctdc-synthetic", **values)
    htcds, _ = express("htcds", **values)

    assert (codebook["citizenship"], codebook["CountryOfExploitation"]) == ("NA", "NA")
    assert (synthetic["citizenship"], synthetic["CountryOfExploitation"]) == ("NAM", "NAM")
    assert (htcds["prs_Citizenship"], htcds["hte_Country"]) == ("NA", "NA")


def test_a_code_without_a_word_in_the_standard_is_dropped_and_said_to_be() -> None:
    cells, losses = express("htcds", means_of_control=("debt_bondage", "restricts_movement"))

    assert cells["vic_MethodsOfControl"] == "DebtBondage"
    assert ("dropped", "means_of_control", "restricts_movement", "") in losses


def test_two_codes_under_one_word_are_said_to_be_coarsened() -> None:
    cells, losses = express("htcds", forms=("criminal_activity",))

    assert cells["vic_TypeOfExploitation"] == "Other"
    assert ("coarsened", "forms", "criminal_activity", "other") in losses


def test_a_field_without_a_column_is_dropped_even_when_it_holds_a_silence() -> None:
    _, losses = express("htcds", hours_a_day=Silence.UNKNOWN, days_a_week=7)

    dropped = {field for kind, field, *_ in losses if kind == LossKind.DROPPED.value}
    assert dropped == {"hours_a_day", "days_a_week"}


def test_report_counts_records_and_names_what_was_never_collected() -> None:
    expression = Expression(mapping("htcds"), dataset("victims"))
    report = expression.open_report()

    for children in (1, 2):
        report.take(expression.express(Record({"children": children, "sex": "female"}))[1])

    counted = {(loss.kind, loss.field or loss.column): n for loss, n in report.list_rows()}
    assert counted["dropped", "sex"] == 2
    assert counted["never_collected", "prs_Deceased"] == 2
    assert len(report.never_collected) == len(mapping("htcds").gaps)


def test_every_age_falls_into_one_band_of_ctdc() -> None:
    bands = read_reference("ctdc")["age_bands"]

    for age in range(100):
        wanted = [
            band["label"]
            for band in bands
            if int(band["min"]) <= age and (band["max"] == "null" or age <= int(band["max"]))
        ]
        cells, _ = express("ctdc-codebook", age_at_identification=age)
        assert [cells["ageBroad"]] == wanted


def test_merged_flags_hold_exactly_what_the_files_since_2024_merge() -> None:
    apart = {each.column: each for each in mapping("ctdc-codebook").columns}
    merged = {each["name"]: each for each in read_reference("ctdc")["global_synthetic"]["columns"]}

    for column in mapping("ctdc-synthetic").columns:
        parts = merged[column.column].get("merges", [])
        codes = itertools.chain.from_iterable(apart[part].each_of[0] for part in parts)
        if parts:
            assert set(column.each_of[0]) == set(codes), column.column
