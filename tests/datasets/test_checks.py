"""What a dataset or mapping says wrongly is told with its place and what to do."""

import pytest

from app.datasets.checks import check_dataset, check_mapping, check_reading
from app.datasets.model import Dataset, Mapping
from app.documents.model import parse_as
from app.documents.reader import parse_document

DATASET = """\
id: people
version: 1.0.0
title: People
unit: one person
source: Nobody
status: invented
apart: Alone.
blocks:
- id: a
  title: All
  fields:
  - id: colour
    label: Colour
    meaning: A colour.
    kind: codes
    provenance: proposal
    sensitivity: quasi_identifier
    disclosure: as_coded
    codes:
    - {code: red, label: Red}
    - {code: blue, label: Blue}
  - id: age
    label: Age
    meaning: Years.
    kind: whole
    provenance: proposal
    sensitivity: quasi_identifier
    disclosure: as_band
  - id: story
    label: Story
    meaning: In words.
    kind: text
    provenance: proposal
    sensitivity: direct_identifier
    disclosure: never
"""
MAPPING = """\
id: elsewhere
version: 1.0.0
title: Elsewhere
standard: None
source: Nobody
provenance: proposal
reads: people@1.0.0
separator: ';'
columns:
- column: colour
  field: colour
  make: codes
  codes:
  - {code: red, to: R}
  - {code: blue, because: It has none.}
- column: age
  field: age
  make: band
  bands:
  - {label: all}
"""


def read_dataset(text: str) -> Dataset:
    return parse_as(parse_document(text.encode(), "people"), Dataset)


def read_mapping(text: str) -> Mapping:
    return parse_as(parse_document(text.encode(), "elsewhere"), Mapping)


def test_sound_declarations_have_no_faults() -> None:
    dataset, mapping = read_dataset(DATASET), read_mapping(MAPPING)

    faults = [*check_dataset(dataset), *check_mapping(mapping), *check_reading(mapping, dataset)]

    assert faults == []


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("id: age\n", "id: colour\n", "second time"),
        ("code: blue,", "code: red,", "second time"),
        ("kind: whole\n", "kind: code\n", "don't fit the kind code"),
        ("disclosure: never", "disclosure: as_coded", "lets free text leave"),
        ("provenance: proposal\n", "provenance: reconstructed\n", "doesn't fit the provenance"),
    ],
)
def test_a_mistake_in_a_dataset_is_told(was: str, becomes: str, words: str) -> None:
    dataset = read_dataset(DATASET.replace(was, becomes, 1))

    assert words in " ".join(fault.what for fault in check_dataset(dataset))


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("field: age", "field: ages", "is not in people"),
        ("field: age", "field: story", "never leaves"),
        ("make: band", "make: as_is", "leaves as a band alone"),
        ("make: band", "make: year", "can't be made from a field of kind whole"),
        ("{code: red, to: R}", "{code: green, to: R}", "is not one of colour"),
        ("  - {code: blue, because: It has none.}\n", "", "say nothing of blue"),
        ("because: It has none.", "to: B, because: None.", "no target or reason"),
    ],
)
def test_a_mistake_in_a_mapping_is_told(was: str, becomes: str, words: str) -> None:
    mapping = read_mapping(MAPPING.replace(was, becomes, 1))

    found = check_reading(mapping, read_dataset(DATASET))

    assert words in " ".join(fault.what for fault in found)


def test_a_column_says_how_it_is_made() -> None:
    text = MAPPING.replace("  bands:\n  - {label: all}\n", "")

    (fault,) = check_mapping(read_mapping(text))

    assert "lacks `bands:`" in fault.what


def test_days_and_ages_may_go_to_a_named_recipient() -> None:
    handed_over = MAPPING.replace("separator:", "named_recipient: yes\nseparator:")
    mapping = read_mapping(handed_over.replace("make: band", "make: as_is"))

    assert list(check_reading(mapping, read_dataset(DATASET))) == []
