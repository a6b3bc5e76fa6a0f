"""`flask check` says of every broken file what the page of proofs says that it says.

All broken files are laid out beside the oldest versions, under ids of their own, and the command is
run on the whole: on those that can be read, and before that on those that can't.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli.checking import check
from app.settings import REPOSITORY
from tests.old.oldest import copy_oldest
from tests.proved_once import proved_once  # noqa: F401 - For every test here.

PAGE = REPOSITORY / "docs" / "proofs.md"
BROKEN = ("tests/engine/broken", "tests/instruments/broken")
# Faults that keep instruments, or rule sets, from being read at all. Nothing is proved then.
REFUSED = {
    "instruments": ("indicator-that-no-question-feeds",),
    "rules": ("outcomes-leave-somebody-out", "somebody-is-left-out-soonest-in-the-second-group"),
}
SMALL = "tests/engine/broken/sound"
SIGNS = """id: signs
version: 1.0.0
title: Signs
publisher: P
document: D
edition: E
note: N
indicators:
- {id: force.debt, label: Debt, covers: C, provenance: proposal}
- {id: force.papers, label: Papers, covers: C, provenance: proposal}
- {id: work.hours, label: Hours, covers: C, provenance: proposal}
- {id: work.pay, label: Pay, covers: C, provenance: proposal}
"""


@dataclass(frozen=True)
class Row:
    """A broken file, and what the page says that is printed of it, from the line number on."""

    file: str
    sentence: str

    @property
    def kind(self) -> str:
        """Give the kind of the file: a rule set, a catalogue or a questionnaire."""
        keys = {"\nsections:": "questionnaires", "\nindicators:": "catalogues"}
        text = read(self.file)
        return next((kind for key, kind in keys.items() if key in text), "rules")

    @property
    def stage(self) -> str:
        """Give what is refused because of the file, or `proved` where it can be read."""
        name = Path(self.file).stem
        return next((stage for stage, names in REFUSED.items() if name in names), "proved")


def read_rows() -> list[Row]:
    rows = re.findall(r"^\| `(\S+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [Row(file, sentence.replace("\\|", "|")) for file, sentence in rows]


ROWS = read_rows()


def lay_out(folder: Path, rows: Sequence[Row]) -> dict[Row, str]:
    """Write broken files beside sound ones, each under an id of its own; give their places."""
    copy_oldest(folder)
    write(folder, "indicators/catalogues/signs", SIGNS)
    write(folder, "indicators/catalogues/small", read(f"{SMALL}/catalogue.yaml"))
    places: dict[Row, str] = {}
    for number, row in enumerate(rows):
        name = f"broken-{number}"
        places[row] = f"rules/{name}" if row.kind == "rules" else f"indicators/{row.kind}/{name}"
        text = re.sub(r"^id: \S+$", f"id: {name}", read(row.file), count=1, flags=re.MULTILINE)
        # Some country must have the parameter that a file compares with.
        write(folder, places[row], text.replace("most_hours", "maximum_weekly_hours"))
        if row.kind == "catalogues":
            reader = read(f"{SMALL}/rules.yaml").replace("small@1.0.0", f"{name}@1.0.0")
            write(
                folder, f"rules/reader-{number}", reader.replace("small-rules", f"reader-{number}")
            )
    return places


def read(file: str) -> str:
    return (REPOSITORY / file).read_text(encoding="utf-8")


def write(folder: Path, place: str, text: str) -> None:
    (folder / place).mkdir(parents=True)
    (folder / place / "1.0.0.yaml").write_text(text, encoding="utf-8")


def run_check(folder: Path) -> tuple[int, list[str]]:
    places = {
        "THRESHOLD_INDICATORS": str(folder / "indicators"),
        "THRESHOLD_RULES": str(folder / "rules"),
    }
    result = CliRunner().invoke(check, env=places)
    return result.exit_code, result.stdout.splitlines()


@pytest.mark.parametrize("stage", [*REFUSED, "proved"])
def test_check_prints_the_sentence_of_the_page_for_each_broken_file(
    tmp_path: Path, stage: str
) -> None:
    rows = [row for row in ROWS if row.stage == stage]
    places = lay_out(tmp_path, rows)

    code, printed = run_check(tmp_path)

    expected = [
        f"{places[row]}/1.0.0.yaml:{row.sentence}".replace("small-rules", Path(places[row]).name)
        for row in rows
    ]
    assert code == 1
    assert expected
    assert [line for line in expected if line not in printed] == []


def test_page_says_of_each_broken_file_what_the_file_expects() -> None:
    wrong = [row for row in ROWS if read(row.file).splitlines()[0] != f"# {row.sentence}"]

    assert wrong == []


def test_every_broken_file_stands_on_the_page_once() -> None:
    files = [
        path.relative_to(REPOSITORY).as_posix()
        for folder in BROKEN
        for path in (REPOSITORY / folder).rglob("*.yaml")
        if path.parent.name != "sound"
    ]
    listed = [row.file for row in ROWS]

    assert len(listed) == len(set(listed))
    assert set(files) <= set(listed)


def test_every_property_has_a_broken_file() -> None:
    sections = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]

    empty = [each.splitlines()[0] for each in sections if not re.search(r"^\| `", each, re.M)]

    assert len(sections) >= 9
    assert empty == []
