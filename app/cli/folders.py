"""Where the instruments and rule sets lie: reading them needs none of the other settings."""

import os
from dataclasses import dataclass
from pathlib import Path

from app.documents.problem import Problem
from app.settings import VARIABLES


@dataclass(frozen=True)
class Folders:
    """The folders `indicators/` and `rules/`, wherever the environment says that they are."""

    indicators: Path
    rules: Path

    def find_file(self, problem: Problem) -> Path:
        """Give the file of a problem, which is named from the folder above on."""
        top = problem.file.partition("/")[0]
        folder = self.rules if top == self.rules.name else self.indicators
        return folder.parent / problem.file

    def holds(self, path: Path) -> bool:
        """Say whether a path is one of the folders, lies in one, or has one below it."""
        own = (self.indicators, self.rules)
        return any(path.is_relative_to(each) or each.is_relative_to(path) for each in own)


def read_folders() -> Folders:
    """Give both folders from the environment."""
    return Folders(_read("THRESHOLD_INDICATORS"), _read("THRESHOLD_RULES"))


def _read(name: str) -> Path:
    default = next(each.everywhere for each in VARIABLES if each.name == name)
    return Path(os.environ.get(name, "").strip() or default or "").resolve()
