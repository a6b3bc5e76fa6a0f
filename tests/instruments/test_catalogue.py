"""Instruments are read from their folder, each version under its id, or nothing is."""

import hashlib
import shutil
from pathlib import Path

import pytest

from app.documents.problem import DocumentError
from app.instruments.catalogue import load_instruments, sort_version
from tests.documents.broken_files import PLACES, lay_out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    return tmp_path / "indicators"


def add_version(folder: Path, version: str) -> Path:
    first = folder / "catalogues" / "signs" / "1.0.0.yaml"
    path = first.with_name(f"{version}.yaml")
    path.write_text(first.read_text("utf-8").replace("version: 1.0.0", f"version: {version}"))
    return path


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        load_instruments(folder)
    return [str(problem) for problem in caught.value.problems]


def test_everything_in_the_folder_is_read(folder: Path) -> None:
    instruments = load_instruments(folder)

    assert instruments.catalogues.list_ids() == ("signs",)
    assert instruments.questionnaires.list_ids() == ("short",)
    assert instruments.modules.list_ids() == ("market-work",)
    assert instruments.parameters.list_ids() == ("zz",)
    assert instruments.translations.list_ids() == ("short-fr",)


def test_questionnaires_are_whole_without_modules_and_translations(folder: Path) -> None:
    shutil.rmtree(folder / "modules")
    shutil.rmtree(folder / "translations")

    instruments = load_instruments(folder)

    assert list(instruments.modules) == []
    assert list(instruments.translations) == []
    assert instruments.questionnaires.list_ids() == ("short",)


def test_a_version_has_its_name_its_place_and_its_fingerprint(folder: Path) -> None:
    content = (folder / "catalogues" / "signs" / "1.0.0.yaml").read_bytes()

    signs = load_instruments(folder).catalogues.newest("signs")

    assert signs.name == "signs@1.0.0"
    assert signs.document.name == PLACES["catalogue"]
    assert signs.fingerprint == hashlib.sha256(content).hexdigest()


def test_the_newest_version_is_that_of_the_largest_numbers(folder: Path) -> None:
    for version in ("1.9.0", "1.10.0", "1.2.12"):
        add_version(folder, version)

    shelf = load_instruments(folder).catalogues

    assert shelf.newest("signs").version == "1.10.0"
    assert len(list(shelf)) == 4


def test_versions_are_ordered_as_numbers() -> None:
    versions = ["1.10.0", "1.9.10", "0.20.0", "1.9.9"]

    assert sorted(versions, key=sort_version) == ["0.20.0", "1.9.9", "1.9.10", "1.10.0"]


def test_one_version_is_found_or_is_not_there(folder: Path) -> None:
    shelf = load_instruments(folder).catalogues

    assert shelf.find("signs", "1.0.0") is shelf.newest("signs")
    assert shelf.find("signs", "1.0.1") is None


def test_there_is_no_newest_version_of_what_is_not_there(folder: Path) -> None:
    shelf = load_instruments(folder).catalogues

    with pytest.raises(KeyError, match="omens"):
        shelf.newest("omens")


def test_the_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    for kind in ("catalogues/signs", "parameters/zz"):
        path = folder / kind / "1.0.0.yaml"
        path.write_text(path.read_text("utf-8").replace("version: 1.0.0", "version: one"), "utf-8")

    assert [problem.partition(":")[0] for problem in problems_of(folder)] == [
        "indicators/catalogues/signs/1.0.0.yaml",
        "indicators/parameters/zz/1.0.0.yaml",
    ]


def test_a_folder_without_files_is_a_problem(folder: Path) -> None:
    (folder / "parameters" / "zz" / "1.0.0.yaml").unlink()

    assert problems_of(folder) == [
        "indicators/parameters:1: holds no files. Put a file `<id>/<version>.yaml` there."
    ]


@pytest.mark.parametrize("place", ["signs.yaml", "signs.yml", "signs/1.0.1.yml"])
def test_a_file_that_nobody_would_read_is_a_problem(folder: Path, place: str) -> None:
    (folder / "catalogues" / place).write_text("id: signs\n", "utf-8")

    (problem,) = problems_of(folder)

    assert problem.startswith(f"indicators/catalogues/{place}:1: would never be read here. ")


def test_a_file_with_very_many_mistakes_tells_the_first_hundred(folder: Path) -> None:
    path = folder / "questionnaires" / "short" / "1.0.0.yaml"
    parts = "".join(f"  - question_{number}: yes\n" for number in range(5000))
    text = path.read_text("utf-8").replace(
        "child_when: {is_child: yes}\n", f"child_when:\n  any:\n{parts}"
    )
    path.write_text(text, "utf-8")

    assert len(problems_of(folder)) == 100
