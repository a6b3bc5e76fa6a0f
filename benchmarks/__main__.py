"""`python -m benchmarks`: how fast files of records are scored, as tables in Markdown.

Everything in a table is done in turn, in one run on one machine; the best of all rounds is kept.
Files are made in a folder, 11 GB with the figures as they stand, and taken away again.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

from benchmarks.growth import measure_growth
from benchmarks.scoring import measure_others, measure_scoring
from benchmarks.setting import Setting
from benchmarks.workers import measure_workers
from benchmarks.wrong import measure_wrong

PARTS: Final[dict[str, Callable[[Setting], str]]] = {
    "counts": measure_scoring,
    "engines": measure_others,
    "workers": measure_workers,
    "bad": measure_wrong,
    "memory": measure_growth,
}


def main() -> None:
    """Measure what is asked for, and print each table as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000_000)
    parser.add_argument("--text-records", type=int, default=1_000_000)
    parser.add_argument("--most", type=int, default=100_000_000, help="records, to see memory grow")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=gettempdir())
    parser.add_argument("--only", type=_list_parts, default=list(PARTS), help=", ".join(PARTS))
    asked = parser.parse_args()
    with TemporaryDirectory(dir=asked.folder) as folder:
        setting = Setting(Path(folder), asked.records, asked.text_records, asked.most, asked.rounds)
        for part in asked.only:
            print(PARTS[part](setting), end="\n\n", flush=True)


def _list_parts(text: str) -> list[str]:
    """Give the parts whose names are joined by commas. Raises ValueError for one unknown."""
    parts = text.split(",")
    if not set(parts) <= set(PARTS):
        raise ValueError(text)
    return parts


if __name__ == "__main__":
    main()
