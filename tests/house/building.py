"""The files of the project, found without git: a minimal Debian has none."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PURE_FLOORS = (
    "documents",
    "conditions",
    "instruments",
    "engine",
    "questionnaire",
    "assessment",
    "cases",
)


def _read_ignored_names() -> list[str]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return [".git", *(line.rstrip("/") for line in lines)]


def _walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, name) for name in ignored):
            continue
        if path.is_dir():
            yield from _walk(path, ignored)
        else:
            yield path


@cache
def list_files() -> tuple[Path, ...]:
    """List every file that may be committed, sorted."""
    return tuple(_walk(ROOT, _read_ignored_names()))


@cache
def list_python_files() -> tuple[Path, ...]:
    """List the project's own Python files, sorted."""
    return tuple(path for path in list_files() if path.suffix == ".py")


@cache
def list_shell_scripts() -> tuple[Path, ...]:
    """List what a shell runs or reads, sorted."""
    return tuple(path for path in list_files() if path.suffix == ".sh" or opens_with_shell(path))


def opens_with_shell(path: Path) -> bool:
    """Tell whether a file names the shell as what starts it."""
    with path.open("rb") as file:
        return file.read(9) == b"#!/bin/sh"


@cache
def list_vendored_files() -> frozenset[Path]:
    """List the files that others wrote or a tool built, as the vendored.sha256 beside them says."""
    return frozenset(
        path.parent / line.partition("  ")[2]
        for path in list_files()
        if path.name == "vendored.sha256"
        for line in path.read_text(encoding="utf-8").splitlines()
    )


@cache
def parse(path: Path) -> ast.Module:
    """Parse a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def read_text(path: Path) -> str | None:
    """Read a file's text; None for what is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def name(path: Path) -> str:
    """Name a file as a person in the top folder would."""
    return path.relative_to(ROOT).as_posix()
