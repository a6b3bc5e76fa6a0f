"""The list of what is published: every version with its fingerprint, never changed again."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from app.documents.problem import Problem
from app.documents.reader import fingerprint
from app.instruments.catalogue import DRAFT, list_versions

LIST = "published.sha256"
# What `flask publish indicators` makes versions of; assessments, and paper, stand on these.
KINDS = ("catalogues", "modules", "parameters", "questionnaires", "translations")

_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[^\s/]\S*\.yaml)")


def list_folders(folder: FilePath) -> list[FilePath]:
    """Give the folders that hold versions: `rules/` itself, or those below `indicators/`."""
    return [folder / kind for kind in KINDS if (folder / kind).exists()] or [folder]


def check_published(folder: FilePath) -> Iterator[Problem]:
    """Give a problem for each version that is not what was published, or never was.

    A folder without a list may hold drafts alone: nothing was published there yet.
    """
    listed: dict[str, str] = {}
    yield from _read(folder, listed)
    found = dict(list_fingerprints(folder))
    if found and not (folder / LIST).exists():
        hint = "Bring it back: it says which versions were published, and what they were."
        yield Problem(f"{folder.name}/{LIST}", 1, "", "isn't there", hint)
        return
    for name in sorted({*listed, *found}):
        problem = _compare(name, listed.get(name), found.get(name), folder)
        if problem is not None:
            yield problem


def list_fingerprints(folder: FilePath) -> Iterator[tuple[str, str]]:
    """Give every version below a folder, drafts left out, with its fingerprint."""
    for each in list_folders(folder):
        for path in list_versions(each):
            if path.stem != DRAFT:
                yield path.relative_to(folder).as_posix(), fingerprint(path.read_bytes())


def word_list(fingerprints: Mapping[str, str]) -> str:
    """Give the text of the list, in the form that `sha256sum --check` reads too."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(fingerprints.items()))


def read_list(folder: FilePath) -> dict[str, str]:
    """Give what is listed as published; lines that can't be read are passed over."""
    listed: dict[str, str] = {}
    list(_read(folder, listed))
    return listed


def _read(folder: FilePath, listed: dict[str, str]) -> Iterator[Problem]:
    path = folder / LIST
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, start=1):
        found = _LINE.fullmatch(line)
        if found is None or found["name"] in listed:
            hint = "Bring the list back as it was."
            what = "isn't one fingerprint and one file"
            yield Problem(f"{folder.name}/{LIST}", number, "", what, hint)
        else:
            listed[found["name"]] = found["digest"]


def _compare(name: str, listed: str | None, found: str | None, folder: FilePath) -> Problem | None:
    file = f"{folder.name}/{name}"
    if listed == found:
        return None
    if listed is None:
        hint = f"Call it {DRAFT}.yaml and run `flask publish {folder.name}`."
        return Problem(file, 1, "", "was never published", hint)
    if found is None:
        hint = "Bring it back: assessments stand on it."
        return Problem(file, 1, "", "was published and isn't there any more", hint)
    hint = f"Bring it back as it was, and publish the change as a new version from {DRAFT}.yaml."
    return Problem(file, 1, "", "was changed after it was published", hint)
