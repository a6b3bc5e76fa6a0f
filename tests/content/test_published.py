"""What is published stands on its list, and a list that was tampered with is found out.

After a change before the first use of a version, maintainers run `.ci/freeze`.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.instruments.versions import LIST, check_published, list_fingerprints, read_list
from tests.engine.shipped import ROOT
from tests.old.oldest import OLD

FOLDERS = ("indicators", "rules")
FIRST = {"indicators": "parameters/zz/1.0.0.yaml", "rules": "presumption-child/1.0.0.yaml"}

Tamper = Callable[[Path], object]


def edit(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


def slip_in(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 1.0.1", 1)
    file.with_name("1.0.1.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_every_version_is_listed_and_is_as_it_was_published(name: str) -> None:
    listed = read_list(ROOT / name)

    assert len(listed) >= 8
    assert listed == dict(list_fingerprints(ROOT / name))
    assert [str(problem) for problem in check_published(ROOT / name)] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_list_still_has_what_the_oldest_list_has(name: str) -> None:
    oldest, listed = read_list(OLD / name), read_list(ROOT / name)

    assert len(oldest) >= 3
    assert oldest.items() <= listed.items()


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (
            edit,
            (
                "was changed after it was published. Bring it back as it was, and publish the "
                "change as a new version from draft.yaml."
            ),
        ),
        (
            Path.unlink,
            "was published and isn't there any more. Bring it back: assessments stand on it.",
        ),
        (slip_in, "was never published. Call it draft.yaml and run `flask publish {folder}`."),
    ],
    ids=["edited", "removed", "slipped in"],
)
def test_shipped_version_that_is_tampered_with_is_told(
    tmp_path: Path, name: str, tamper: Tamper, sentence: str
) -> None:
    folder = tmp_path / name
    shutil.copytree(ROOT / name, folder)
    tamper(folder / FIRST[name])

    (problem,) = check_published(folder)

    assert problem.file.startswith(f"{name}/{FIRST[name].rpartition('/')[0]}/1.0.")
    assert f"{problem.what}. {problem.hint}" == sentence.format(folder=name)


@pytest.mark.parametrize("name", FOLDERS)
def test_list_without_one_of_its_lines_is_told(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    shutil.copytree(ROOT / name, folder)
    lines = (folder / LIST).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / LIST).write_text("".join(lines[1:]), encoding="utf-8")

    (problem,) = check_published(folder)

    assert problem.what == "was never published"
