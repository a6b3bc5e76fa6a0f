"""The datasets declare what the reconstructed lists say, no more and no less sure."""

from typing import Any

import pytest

from app.datasets.model import Disclosure, Kind, Likelihood, Sensitivity
from app.instruments.vocabulary import Provenance
from tests.datasets.reference import dataset, read_reference

LISTS = {"victims": "icmpd-victims", "traffickers": "icmpd-traffickers"}
SILENT = {"Unknown", "Not applicable", "Not asked"}


def list_reference(name: str) -> dict[str, Any]:
    blocks = read_reference(LISTS[name])["blocks"]
    return {each["id"]: each for block in blocks for each in block["indicators"]}


@pytest.mark.parametrize(("name", "blocks", "count"), [("victims", 8, 100), ("traffickers", 6, 59)])
def test_every_indicator_of_the_list_is_declared(name: str, blocks: int, count: int) -> None:
    listed = list_reference(name)

    declared = {field.indicator for field in dataset(name).list_fields()} - {None}

    assert len(read_reference(LISTS[name])["blocks"]) == blocks
    assert len(listed) == count
    assert declared == set(listed)


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_said_to_be_surer_than_the_list_says(name: str) -> None:
    listed = list_reference(name)

    for field in dataset(name).list_fields():
        if field.indicator is None:
            assert field.provenance is Provenance.PROPOSAL
        else:
            wanted = listed[field.indicator]["provenance"].removeprefix("reconstructed_")
            assert (field.provenance, field.likelihood) == (
                Provenance.RECONSTRUCTED,
                Likelihood(wanted),
            )


@pytest.mark.parametrize("name", LISTS)
def test_every_code_of_the_list_is_a_code_or_a_silence(name: str) -> None:
    fields = {field.indicator: field for field in dataset(name).list_fields() if field.codes}
    listed = [
        each for each in list_reference(name).values() if isinstance(each.get("values"), list)
    ]

    for each in listed:
        labels = [code.label for code in fields[each["id"]].codes if not code.added]
        wanted = ["Other" if v == "Other/Unknown" else v for v in each["values"] if v not in SILENT]
        assert len(labels) == len(wanted), each["id"]
        assert {a.casefold() for a in labels} == {
            {"yes": "yes", "no": "no"}.get(w.casefold(), w.casefold()) for w in wanted
        }, each["id"]


@pytest.mark.parametrize("name", LISTS)
def test_free_text_and_what_names_a_person_never_leave(name: str) -> None:
    fields = dataset(name).list_fields()

    hidden = [field for field in fields if field.disclosure is Disclosure.NEVER]

    texts = [field for field in fields if field.kind is Kind.TEXT]
    naming = [field for field in fields if field.sensitivity is Sensitivity.DIRECT_IDENTIFIER]
    assert texts
    assert naming
    assert all(field in hidden for field in (*texts, *naming))


@pytest.mark.parametrize("name", LISTS)
def test_the_list_is_as_sensitive_as_its_source_proposes(name: str) -> None:
    listed = list_reference(name)
    declared = [field for field in dataset(name).list_fields() if field.indicator is not None]

    milder = {
        field.id
        for field in declared
        if field.sensitivity.value != listed[field.indicator or ""]["sensitivity_proposed"]
    }

    # The age stands apart from the day of birth, which the list joins with it.
    assert milder <= {"age_at_contact"}
