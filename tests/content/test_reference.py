"""The reference data that tests compare with is what the project's collection handed down."""

import hashlib
import re
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "reference"
ROW = re.compile(r"^\| `(?P<file>[^`]+)` \|.*\| `(?P<digest>[0-9a-f]{64})` \|$", re.MULTILINE)


def _digests() -> dict[str, str]:
    text = (REFERENCE / "README.md").read_text(encoding="utf-8")
    return {row["file"]: row["digest"] for row in ROW.finditer(text)}


def test_every_reference_file_has_the_fingerprint_that_its_readme_states() -> None:
    stated = _digests()

    found = {name: hashlib.sha256((REFERENCE / name).read_bytes()).hexdigest() for name in stated}

    assert found == stated


def test_the_readme_lists_every_reference_file() -> None:
    assert set(_digests()) == {path.name for path in REFERENCE.glob("*.yaml")} != set()
