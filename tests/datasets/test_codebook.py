"""The codebook says of every column what its declaration says."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli.codebook import codebook
from app.datasets.codebook import list_entries, list_silences, word_codebook
from tests.datasets.reference import dataset


@pytest.mark.parametrize("name", ["victims", "traffickers"])
def test_codebook_has_an_entry_for_every_field_and_code(name: str) -> None:
    fields = dataset(name).list_fields()

    entries = list(list_entries(dataset(name)))

    assert [entry.field for entry in entries] == [field.id for field in fields]
    assert [len(entry.codes) for entry in entries] == [len(field.codes) for field in fields]


@pytest.mark.parametrize("name", ["victims", "traffickers"])
def test_codebook_says_what_is_reconstructed_and_what_is_ours(name: str) -> None:
    for entry in list_entries(dataset(name)):
        wanted = "reconstructed, not compared" if entry.indicator else "our own proposal"
        assert entry.origin.startswith(wanted)
    assert "could not be obtained" in word_codebook(dataset(name))


def test_codebook_tells_the_four_silences_apart() -> None:
    text = word_codebook(dataset("victims"))

    assert len({words for _, words in list_silences()}) == 4
    for code, words in list_silences():
        assert f"- `{code}`: {words}." in text


def test_command_writes_the_codebook_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "codebook.md"

    result = CliRunner().invoke(codebook, ["victims", "--output", str(path)])

    assert result.exit_code == 0, result.output
    assert path.read_text(encoding="utf-8") == word_codebook(dataset("victims"))


def test_command_names_the_datasets_that_there_are() -> None:
    result = CliRunner().invoke(codebook, ["people"])

    assert result.exit_code == 2
    assert "traffickers, victims" in result.output


def test_command_prints_every_dataset_when_none_is_named() -> None:
    result = CliRunner().invoke(codebook, [])

    assert "# Victims of trafficking" in result.output
    assert "# Traffickers and criminal justice" in result.output
