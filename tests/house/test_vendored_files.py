"""The built and vendored files of the pages are those that were listed when they were built."""

import hashlib
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "app" / "web" / "static"
ASSETS = STATIC.parent / "assets"
OWN_FILES = {
    "BUILD.md",
    "answers.js",
    "batches.js",
    "entry.js",
    "passkeys.js",
    "questions.js",
    "threshold.js",
    "vendored.sha256",
}
ADVICE = "build again as app/web/static/BUILD.md says"


def read_list() -> dict[str, str]:
    lines = (STATIC / "vendored.sha256").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("  ", maxsplit=1) for line in lines)
    return {name: fingerprint for fingerprint, name in pairs}


def test_every_vendored_file_is_the_one_that_was_listed() -> None:
    listed = read_list()

    found = {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in listed}

    assert len(listed) > 10
    assert found == listed, ADVICE


def test_no_static_file_is_unlisted() -> None:
    files = (path for path in STATIC.rglob("*") if path.is_file())

    names = {path.relative_to(STATIC).as_posix() for path in files}

    assert names - OWN_FILES == set(read_list()), ADVICE


@pytest.mark.parametrize("name", ["threshold.css", "threshold.rtl.css"])
def test_stylesheet_comes_from_the_sources_beside_it(name: str) -> None:
    sources = b"".join(path.read_bytes() for path in sorted(ASSETS.glob("*.scss")))

    first_line = (STATIC / name).read_text(encoding="utf-8").splitlines()[0]

    assert first_line == f"/*! sources {hashlib.sha256(sources).hexdigest()} */", ADVICE


@pytest.mark.parametrize("path", sorted((STATIC / "fonts").iterdir()), ids=lambda path: path.name)
def test_font_file_stays_light_enough_for_a_phone(path: Path) -> None:
    size = path.stat().st_size

    assert size < 300_000
