"""What is measured is also right: of a small file, every kind of problem is told."""

from pathlib import Path

from benchmarks.setting import Setting
from benchmarks.wrong import measure_wrong

RECORDS = 300


def test_every_kind_of_problem_is_told_of_the_last_row_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    table = measure_wrong(Setting(tmp_path, RECORDS, RECORDS, RECORDS, rounds=1))

    said = {
        kind: words
        for kind, _, _, words in (line.strip("| ").split(" | ") for line in table.splitlines()[2:])
    }
    assert said.pop("nothing wrong") == "all results"
    assert len(said) == 6
    assert all(words.startswith(f"row {RECORDS + 1}") for words in said.values())
    assert not any("WRITTEN" in words for words in said.values())
