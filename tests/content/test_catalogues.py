"""The catalogues say what the reference data says, no more and no less sure."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias, TypeVar

import pytest
from pydantic import Field

from app.documents.model import StrictModel, parse_as
from app.documents.reader import load_document
from app.instruments.ids import DimensionId, GroupId
from app.instruments.model import Catalogue, Dimension
from app.instruments.vocabulary import Provenance, Strength

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "indicators" / "catalogues"
REFERENCE = ROOT / "tests" / "reference"

ModelT = TypeVar("ModelT", bound=StrictModel)
Graded: TypeAlias = "dict[GroupId, tuple[Strength | None, Provenance]]"

ADULT, CHILD = GroupId("adult"), GroupId("child")
OLDER_WORDS = {
    "two_sources": Provenance.TWO_SOURCES,
    "one_source_and_recall": Provenance.ONE_SOURCE_AND_RECOLLECTION,
    "one_source": Provenance.ONE_SOURCE,
    "recall_only": Provenance.RECOLLECTION,
    "recall_weak": Provenance.RECOLLECTION,
}


class ReferenceStrength(StrictModel):
    """A strength as the reference file writes it."""

    strength: Strength
    provenance: Provenance


class ReferenceIndicator(StrictModel):
    """An indicator of ilo-ec-2009-labour as the reference file writes it."""

    id: str
    label: str
    covers: str
    adult_labour: ReferenceStrength | None = None
    child_labour: ReferenceStrength | None = None
    ilo11: tuple[int, ...]

    def graded(self) -> Graded:
        """Give the strengths by group."""
        both = {ADULT: self.adult_labour, CHILD: self.child_labour}
        return {
            group: (found.strength, found.provenance)
            for group, found in both.items()
            if found is not None
        }


class ReferenceCounts(StrictModel):
    """How many indicators each dimension has."""

    adult_labour: dict[str, int]
    child_labour: dict[str, int]


class ReferenceGraded(StrictModel):
    """The reference file of ilo-ec-2009-labour."""

    id: str
    title: str
    publisher: str
    document: str
    edition: str
    how_to_read: dict[str, str]
    dimensions: tuple[Dimension, ...]
    counts: ReferenceCounts
    dimension_positive_if_any: tuple[dict[str, int], ...]
    dimension_rule_notes: tuple[str, ...]
    indicators: tuple[ReferenceIndicator, ...]


class ReferenceLabel(StrictModel):
    """One of the eleven as the reference file writes it."""

    number: int = Field(alias="n")
    id: str
    label: str


class ReferenceEleven(StrictModel):
    """The reference file of ilo-11."""

    instrument: str
    editions: tuple[dict[str, str], ...]
    confidence: str
    scoring: str
    scoring_confidence: str
    indicators: tuple[ReferenceLabel, ...]
    changes_2025: tuple[dict[str, str], ...]
    caution: str


def _read(path: Path, model: type[ModelT]) -> ModelT:
    return parse_as(load_document(path, path.name), model)


@pytest.fixture(scope="module")
def graded() -> Catalogue:
    return _read(CATALOGUES / "ilo-ec-2009-labour" / "1.0.0.yaml", Catalogue)


@pytest.fixture(scope="module")
def graded_reference() -> ReferenceGraded:
    return _read(REFERENCE / "ilo-ec-2009-labour.yaml", ReferenceGraded)


@pytest.fixture(scope="module")
def eleven() -> Catalogue:
    return _read(CATALOGUES / "ilo-11" / "1.0.0.yaml", Catalogue)


@pytest.fixture(scope="module")
def eleven_reference() -> ReferenceEleven:
    return _read(REFERENCE / "ilo-11.yaml", ReferenceEleven)


def _list_files() -> list[Path]:
    return sorted(CATALOGUES.glob("*/*.yaml"))


def _strengths(catalogue: Catalogue) -> Iterator[tuple[str, Graded]]:
    for indicator in catalogue.indicators:
        graded = indicator.strengths.items()
        yield indicator.id, {group: (g.strength, g.provenance) for group, g in graded}


def test_both_catalogues_are_there() -> None:
    assert {path.parent.name for path in _list_files()} >= {"ilo-11", "ilo-ec-2009-labour"}


@pytest.mark.parametrize("path", _list_files(), ids=lambda path: str(path.relative_to(CATALOGUES)))
def test_a_catalogue_is_called_as_its_folder_and_file(path: Path) -> None:
    catalogue = _read(path, Catalogue)

    assert (catalogue.id, catalogue.version) == (path.parent.name, path.stem)


def test_graded_catalogue_names_its_source_as_the_reference(
    graded: Catalogue, graded_reference: ReferenceGraded
) -> None:
    for name in ("id", "title", "publisher", "document", "edition", "dimensions"):
        assert getattr(graded, name) == getattr(graded_reference, name)


def test_graded_catalogue_has_every_label_and_meaning_of_the_reference_in_its_order(
    graded: Catalogue, graded_reference: ReferenceGraded
) -> None:
    found = [(i.id, i.label, i.covers, i.ilo11) for i in graded.indicators]

    assert found == [(i.id, i.label, i.covers, i.ilo11) for i in graded_reference.indicators]


def test_graded_catalogue_has_every_strength_and_its_provenance_as_the_reference(
    graded: Catalogue, graded_reference: ReferenceGraded
) -> None:
    expected = {i.id: i.graded() for i in graded_reference.indicators}

    assert dict(_strengths(graded)) == expected


@pytest.mark.parametrize(("group", "total"), [(ADULT, 67), (CHILD, 65)])
def test_graded_catalogue_has_as_many_indicators_as_was_published(
    graded: Catalogue, group: GroupId, total: int
) -> None:
    (stated,) = [g.count for g in graded.groups if g.id == group]

    assert sum(group in i.strengths for i in graded.indicators) == stated == total


@pytest.mark.parametrize("group", [ADULT, CHILD])
def test_each_dimension_has_as_many_indicators_as_the_reference(
    graded: Catalogue, graded_reference: ReferenceGraded, group: GroupId
) -> None:
    counts = graded_reference.counts
    expected = dict(counts.adult_labour if group == ADULT else counts.child_labour)
    total = expected.pop("total")

    found = dict.fromkeys([dimension.id for dimension in graded.dimensions], 0)
    for indicator in graded.indicators:
        found[DimensionId(indicator.id.split(".")[0])] += group in indicator.strengths

    assert found == expected
    assert sum(found.values()) == total


def test_dimension_rule_has_the_clauses_of_the_reference(
    graded: Catalogue, graded_reference: ReferenceGraded
) -> None:
    assert graded.dimension_rule is not None

    found = [
        {key: count for key, count in clause.model_dump().items() if count}
        for clause in graded.dimension_rule.positive_with_any
    ]

    assert found == list(graded_reference.dimension_positive_if_any)


def test_dimension_rule_is_not_said_to_be_surer_than_one_source(graded: Catalogue) -> None:
    assert graded.dimension_rule is not None
    assert graded.dimension_rule.provenance is Provenance.ONE_SOURCE


def test_the_eleven_have_the_numbers_and_labels_of_the_reference(
    eleven: Catalogue, eleven_reference: ReferenceEleven
) -> None:
    found = [(i.number, i.id, i.label) for i in eleven.indicators]

    assert found == [(i.number, i.id, i.label) for i in eleven_reference.indicators]
    assert [number for number, _, _ in found] == list(range(1, 12))


def test_the_eleven_are_as_sure_as_the_reference(
    eleven: Catalogue, eleven_reference: ReferenceEleven
) -> None:
    expected = OLDER_WORDS[eleven_reference.confidence]

    assert {i.provenance for i in eleven.indicators} == {expected}


def test_the_eleven_have_no_strengths_and_no_rule_because_none_was_published(
    eleven: Catalogue,
) -> None:
    assert all(not indicator.strengths for indicator in eleven.indicators)
    assert eleven.dimension_rule is None
    assert "No scoring was published" in eleven.note


def test_the_note_on_the_eleven_tells_both_editions_and_how_sure_each_change_is(
    eleven: Catalogue, eleven_reference: ReferenceEleven
) -> None:
    changes = eleven.note.split("According to them")[1]

    assert [edition["year"] in eleven.edition for edition in eleven_reference.editions] == [
        True
    ] * 2
    for confidence in ("two_sources", "one_source"):
        stated = sum(change["confidence"] == confidence for change in eleven_reference.changes_2025)
        assert changes.count(f"({confidence.replace('_', ' ')})") == stated


def test_every_number_that_an_indicator_feeds_is_one_of_the_eleven(
    graded: Catalogue, eleven: Catalogue
) -> None:
    fed = {number for indicator in graded.indicators for number in indicator.ilo11}

    assert fed == {indicator.number for indicator in eleven.indicators}


def test_both_catalogues_say_that_what_feeds_the_eleven_is_a_proposal(
    graded: Catalogue, eleven: Catalogue
) -> None:
    for catalogue in (graded, eleven):
        assert "our proposal" in catalogue.note
