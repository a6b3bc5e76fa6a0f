"""Malformed files crash nothing, take little time and memory, and are refused with a reason."""

import json
import subprocess
import sys

import pytest

from app.evidence.model import FileKind, Refusal
from app.settings import REPOSITORY

COUNTS = [pytest.param(100), pytest.param(2000, marks=pytest.mark.night)]
MOST_SECONDS = 2.0
MOST_MEGABYTES = 200


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("count", COUNTS)
def test_changed_files_are_kept_or_refused_by_name_in_little_time_and_memory(
    kind: FileKind, count: int
) -> None:
    command = [sys.executable, "-m", "tests.services.malformed", kind.name, str(count), "5"]

    done = subprocess.run(  # noqa: S603 - It is our own script.
        command, cwd=REPOSITORY, capture_output=True, check=True, text=True
    )

    found = json.loads(done.stdout)
    print(kind.name, found)
    assert sum(found["outcomes"].values()) == count
    assert set(found["outcomes"]) <= {"kept", *(each.value for each in Refusal)}
    assert found["outcomes"].get(Refusal.DAMAGED.value, 0) > 0
    assert found["slowest"] <= MOST_SECONDS
    assert found["megabytes"] <= MOST_MEGABYTES
