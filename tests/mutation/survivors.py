"""Mutants that no test notices, told by what they change and where, never by a line's number."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.workplace import write_environment

_NAME = re.compile(r"(?P<module>.+)\.x(?P<function>(_|ǁ).+)__mutmut_\d+")


@dataclass(frozen=True, order=True)
class Survivor:
    """One change to one function of one file; the lines stand as they are in the file, trimmed."""

    file: str
    function: str
    was: str
    becomes: str


def find_survivor(folder: Path, name: str) -> Survivor:
    """Give what the mutant of this name changes."""
    shown = subprocess.run(  # noqa: S603 - Its words are our own.
        [sys.executable, "-m", "mutmut", "show", name],
        cwd=folder,
        env=write_environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    file, function = read_name(name)
    return Survivor(file, function, *read_change(shown.stdout))


def read_name(name: str) -> tuple[str, str]:
    """Give file and function of a mutant from the name that mutmut gives it."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(f"“{name}” is not the name of a mutant. Look what mutmut calls them now.")
    function = found["function"].strip("ǁ").replace("ǁ", ".")
    plain = function if "." in function else function.removeprefix("_")
    return found["module"].replace(".", "/") + ".py", plain


def read_change(shown: str) -> tuple[str, str]:
    """Give the lines that a change takes away, and those that it puts there."""
    body = shown[shown.index("\n@@") :]
    return "\n".join(_list_lines(body, "-")), "\n".join(_list_lines(body, "+"))


def _list_lines(body: str, sign: str) -> Iterator[str]:
    return (line[1:].strip() for line in body.splitlines() if line.startswith(sign))
