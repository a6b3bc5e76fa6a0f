"""An export of many records from the database: little memory, told progress, whole or nothing.

A hundred thousand records by night, two thousand by day.
"""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from threading import Thread
from typing import Self

import pytest
from sqlalchemy import insert

from app.datasets.held import Holding, Origin
from app.datasets.sample_victims import generate_victims
from app.services.dataset_records import enter
from app.store.ids import new_id
from app.store.setup import open_store
from app.store.tables import DatasetEntry, DatasetRecord
from tests.datasets.reference import dataset, load
from tests.test_cli import name_places
from tests.web.installation import BEGIN, install, settings_in

ROOT = Path(__file__).parents[1]
NIGHT = bool(os.environ.get("THRESHOLD_NIGHT"))
RECORDS = 100_000 if NIGHT else 2_000
DIFFERENT = 200
AT_ONCE = 2_000
MOST_MEGABYTES = 200
MADE = {"organisation_id": 1, "created_at": BEGIN, "created_by": 1}
SAID = {"sequence": 1, "recorded_at": BEGIN, "recorded_by": 1}
PROGRAM = """
import resource, sys
from app.cli.datasets import export
from app.cli.opening import open_datasets
import app.cli.exporting
with open_datasets() as opened, opened.store.records.reading() as session:
    session.connection()
idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    export(["victims", sys.argv[1]], standalone_mode=False)
finally:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print("grown by", (peak - idle) // 1024)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with so many records, put in at once: nobody could enter them."""
    folder = tmp_path_factory.mktemp("many")
    install(folder)
    found, holding = load().datasets.newest("victims"), Holding(dataset("victims"))
    records = islice(generate_victims(found.item, 3, "ZZ"), DIFFERENT)
    contents = [
        json.dumps(
            {n: [e.value, e.origin] for n, e in enter(holding, r.values, Origin.CASE).items()}
        )
        for r in records
    ]
    store = open_store(settings_in(folder))
    texts, about = cycle(contents), {"dataset": found.id, "version": found.version}
    for begun in range(0, RECORDS, AT_ONCE):
        ids = [new_id() for _ in range(min(AT_ONCE, RECORDS - begun))]
        with store.records.writing() as session:
            session.execute(
                insert(DatasetRecord),
                [{"id": each, **about, "fingerprint": found.fingerprint, **MADE} for each in ids],
            )
            session.execute(
                insert(DatasetEntry),
                [{"id": each, "record_id": each, "content": next(texts), **SAID} for each in ids],
            )
    store.close()
    return folder


class Watching(Thread):
    """Somebody at the terminal that an export tells its progress on."""

    def __init__(self, seen: int) -> None:
        super().__init__()
        self.seen, self.told = seen, ""

    def run(self) -> None:
        with suppress(OSError):
            while part := os.read(self.seen, 1000):
                self.told += part.decode(errors="replace")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.join()
        os.close(self.seen)


def start(place: Path, target: Path, terminal: int = subprocess.PIPE) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - Our own program.
        [sys.executable, "-c", PROGRAM, str(target)],
        cwd=ROOT,
        env={**os.environ, **name_places(place)},
        stdout=subprocess.PIPE,
        stderr=terminal,
        text=True,
    )


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl", "parquet"] if NIGHT else ["csv"])
def test_memory_stays_constant_and_progress_is_told(place: Path, tmp_path: Path, kind: str) -> None:
    seen, terminal = pty.openpty()
    with start(place, tmp_path / f"all.{kind}", terminal) as export, Watching(seen) as watching:
        os.close(terminal)
        out, _ = export.communicate()

    assert export.returncode == 0, watching.told
    assert f"{RECORDS} records in" in out
    # A quick export is through before the first line of progress is due.
    assert not NIGHT or ("% " in watching.told and " records, " in watching.told)
    assert int(out.split("grown by")[1]) < MOST_MEGABYTES
    manifest = json.loads((tmp_path / "all.manifest.json").read_text(encoding="utf-8"))
    assert manifest["records"] == RECORDS


@pytest.mark.timeout(600)
def test_an_export_that_is_told_to_end_leaves_nothing_behind(place: Path, tmp_path: Path) -> None:
    with start(place, tmp_path / "all.jsonl") as export:
        # Something is there under another name while it is written, and nothing once it is ended.
        while export.poll() is None and not any(tmp_path.iterdir()):
            time.sleep(0.005)
        begun = export.poll() is None
        export.send_signal(signal.SIGTERM)
        _, told = export.communicate()

    assert begun
    assert export.returncode != 0
    assert "Cancelled. Nothing was written." in told
    assert list(tmp_path.iterdir()) == []
