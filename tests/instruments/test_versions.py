"""What was published is never changed, taken away or slipped in."""

from pathlib import Path

import pytest

from app.documents.problem import DocumentError
from app.instruments.catalogue import load_instruments
from app.instruments.versions import (
    LIST,
    check_published,
    list_fingerprints,
    list_folders,
    read_list,
    word_list,
)
from tests.documents.broken_files import lay_out

SIGNS = "catalogues/signs/1.0.0.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An `indicators/` of which everything is published."""
    lay_out(tmp_path)
    place = tmp_path / "indicators"
    (place / LIST).write_text(word_list(dict(list_fingerprints(place))), encoding="utf-8")
    return place


def write_draft(folder: Path, version: str) -> Path:
    path = folder / "catalogues" / "signs" / "draft.yaml"
    first = (folder / SIGNS).read_text(encoding="utf-8")
    path.write_text(first.replace("version: 1.0.0", f"version: {version}"), encoding="utf-8")
    return path


def list_problems(folder: Path) -> list[str]:
    return [str(problem) for problem in check_published(folder)]


def test_what_is_as_it_was_published_is_no_problem(folder: Path) -> None:
    assert list_problems(folder) == []
    assert len(read_list(folder)) == 5


def test_a_list_that_is_gone_is_a_problem_where_versions_are(folder: Path) -> None:
    (folder / LIST).unlink()

    (problem,) = list_problems(folder)

    assert problem == (
        f"indicators/{LIST}:1: isn't there. Bring it back: it says which versions were published, "
        "and what they were."
    )
    assert read_list(folder) == {}


def test_a_folder_of_drafts_needs_no_list(folder: Path) -> None:
    (folder / LIST).unlink()
    for path in folder.rglob("1.0.0.yaml"):
        path.rename(path.with_name("draft.yaml"))

    assert list_problems(folder) == []


def test_one_changed_letter_is_a_problem(folder: Path) -> None:
    text = (folder / SIGNS).read_text(encoding="utf-8")
    (folder / SIGNS).write_text(text.replace("Long hours", "Long Hours"), encoding="utf-8")

    (problem,) = list_problems(folder)

    assert problem.startswith(f"indicators/{SIGNS}:1: was changed after it was published. Bring it")


def test_a_version_that_is_gone_is_a_problem(folder: Path) -> None:
    (folder / SIGNS).unlink()

    (problem,) = list_problems(folder)
    assert problem.startswith(f"indicators/{SIGNS}:1: was published and isn't there any more.")


def test_a_version_that_is_on_no_list_is_a_problem_and_a_draft_is_none(folder: Path) -> None:
    draft = write_draft(folder, "1.1.0")
    assert list_problems(folder) == []

    draft.rename(draft.with_name("1.1.0.yaml"))

    (problem,) = list_problems(folder)
    assert "signs/1.1.0.yaml:1: was never published. Call it draft.yaml and run" in problem


@pytest.mark.parametrize("line", ["", "0123  signs/1.0.0.yaml", f"{'0' * 64}  /etc/passwd"])
def test_a_line_that_is_no_fingerprint_is_a_problem(folder: Path, line: str) -> None:
    with (folder / LIST).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")

    assert list_problems(folder) == [
        f"indicators/{LIST}:6: isn't one fingerprint and one file. Bring the list back as it was."
    ]


def test_a_file_that_is_listed_twice_is_a_problem(folder: Path) -> None:
    text = (folder / LIST).read_text(encoding="utf-8")
    (folder / LIST).write_text(text + text.splitlines()[0] + "\n", encoding="utf-8")

    assert [":6: isn't one" in problem for problem in list_problems(folder)] == [True]


def test_versions_lie_below_kinds_or_in_the_folder_itself(folder: Path) -> None:
    rules = folder.parent / "rules"
    (folder / "other" / "things").mkdir(parents=True)
    (folder / "other" / "things" / "1.0.0.yaml").write_text("a: b", encoding="utf-8")
    (rules / "presumption" / "examples").mkdir()
    (rules / "presumption" / "examples" / "some.yaml").write_text("a: b", encoding="utf-8")

    kinds = ["catalogues", "modules", "parameters", "questionnaires", "translations"]
    assert list_folders(folder) == [folder / kind for kind in kinds]
    assert list_folders(rules) == [rules]
    assert [name for name, _ in list_fingerprints(rules)] == ["presumption/1.0.0.yaml"]


def test_drafts_are_read_only_when_they_are_asked_for(folder: Path) -> None:
    write_draft(folder, "1.1.0")

    without = load_instruments(folder).catalogues
    with_it = load_instruments(folder, drafts=True).catalogues

    assert without.newest("signs").version == "1.0.0"
    assert without.find("signs", "draft") is None
    draft = with_it.newest("signs")
    assert (draft.version, draft.is_draft) == ("1.1.0", True)
    assert with_it.find("signs", "draft") is draft
    assert [each.is_draft for each in with_it] == [False, True]


@pytest.mark.parametrize("version", ["1.0.0", "0.9.0"])
def test_a_draft_has_a_number_above_all_that_are_published(folder: Path, version: str) -> None:
    write_draft(folder, version)

    with pytest.raises(DocumentError) as caught:
        load_instruments(folder, drafts=True)

    assert str(caught.value) == (
        f"indicators/catalogues/signs/draft.yaml:2: version: {version} is no newer version. Write "
        "a number above 1.0.0, which is the newest."
    )
