"""An export of a hundred thousand records needs hardly more memory than the idle process."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.datasets.formats import FORMATS

ROOT = Path(__file__).parents[2]
RECORDS = 100_000
MOST_MEGABYTES = 200
PROGRAM = """
import resource, sys
from itertools import cycle, islice
from pathlib import Path
from app.datasets.catalogue import load_datasets
from app.datasets.export import write_export
from app.datasets.exports import order_release
from app.datasets.sample_victims import generate_victims
kind, target, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
found = load_datasets(Path("indicators")).datasets.newest("victims")
records = list(islice(generate_victims(found.item, 5), 500))
idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
order = order_release(found, islice(cycle(records), count), "2026-11-22", {})
manifest = write_export(order, target, kind)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(manifest.records, (peak - idle) // 1024)
"""


@pytest.mark.night
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kind", FORMATS)
def test_memory_stays_constant_over_a_hundred_thousand_records(tmp_path: Path, kind: str) -> None:
    done = subprocess.run(  # noqa: S603 - Our own program.
        [sys.executable, "-c", PROGRAM, kind, str(tmp_path / "out"), str(RECORDS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    records, megabytes = map(int, done.stdout.split())
    assert records == RECORDS
    assert megabytes < MOST_MEGABYTES
