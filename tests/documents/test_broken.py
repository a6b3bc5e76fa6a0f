"""Each broken file has one mistake, which is the one problem told, and nothing starts with it."""

from pathlib import Path

import pytest

from app.documents.problem import DocumentError
from app.documents.reader import MAX_BYTES
from tests.documents.broken_files import (
    PLACES,
    BrokenFile,
    lay_out,
    list_broken_files,
    load_all,
)

BROKEN = list_broken_files()
BRACKETS = f"indicators: {'[' * 50_000}"
GENERATED = {
    "nothing at all": ("", "1: is empty. Write the document, or remove the file."),
    "larger than any file": ("#" * (MAX_BYTES + 1), "1: is larger than 1 MB. Split the file."),
    "nested without end": (
        BRACKETS,
        f"1: indicators{' › 0' * 30}: is nested more than 32 deep. Nest less.",
    ),
    "very many values": ("- a\n" * 60_000, "50000: has more than 50000 values. Split the file."),
}


def test_there_are_many_broken_files_of_every_kind() -> None:
    assert len(BROKEN) >= 100
    assert {broken.kind for broken in BROKEN} == set(PLACES)


def test_what_the_broken_files_are_made_from_is_sound(tmp_path: Path) -> None:
    lay_out(tmp_path)

    instruments, rules = load_all(tmp_path)

    assert [each.name for each in instruments.questionnaires] == ["short@1.0.0"]
    assert [each.name for each in rules.rule_sets] == ["presumption@1.0.0"]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda each: f"{each.kind}-{each.name}")
def test_a_broken_file_is_refused_with_exactly_its_problem(
    broken: BrokenFile, tmp_path: Path
) -> None:
    lay_out(tmp_path, broken)

    with pytest.raises(DocumentError) as caught:
        load_all(tmp_path)

    assert [str(problem) for problem in caught.value.problems] == [broken.problem]


@pytest.mark.parametrize("name", GENERATED)
def test_a_file_too_large_to_keep_is_refused_with_exactly_its_problem(
    name: str, tmp_path: Path
) -> None:
    content, problem = GENERATED[name]
    lay_out(tmp_path, BrokenFile("questionnaire", name, content.encode()))

    with pytest.raises(DocumentError) as caught:
        load_all(tmp_path)

    expected = f"{PLACES['questionnaire']}:{problem}"
    assert [str(each) for each in caught.value.problems] == [expected]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda each: f"{each.kind}-{each.name}")
def test_a_problem_names_a_place_a_thing_and_what_to_do(broken: BrokenFile) -> None:
    place, _, sentence = broken.problem.partition(": ")

    assert place.rpartition(":")[2].isdigit()
    assert "unexpected" not in sentence
    assert sentence.count(". ") >= 1
    assert sentence[-1] in ".?"
    assert str(Path.home()) not in sentence
