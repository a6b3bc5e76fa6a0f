"""The codes and labels that a standard publishes for a column, found from either."""

import re
from collections.abc import Iterable, Mapping

from app.datasets.model import Mapping as StandardMapping

_SPACE = re.compile(r"\s+")


class PublishedWords:
    """What a standard publishes for one column: codes, each with its label."""

    def __init__(self, mapping: StandardMapping, column: str) -> None:
        lists = (each for each in mapping.lists if column in each.columns)
        self.labels: Mapping[str, str] = {
            code.code: code.label for each in lists for code in each.codes
        }
        self._codes = {
            simplify(word): code for code, label in self.labels.items() for word in (label, code)
        }

    def __bool__(self) -> bool:
        return bool(self.labels)

    def find_code(self, text: str) -> str | None:
        """Give the code of a label or a code, however it is spaced and capitalised."""
        return self._codes.get(simplify(text))

    def split(self, text: str, separator: str) -> tuple[list[str], list[str]]:
        """Give the codes of a cell with several values, and what is none of them.

        Four published labels hold the separator themselves, so that the longest run of parts that
        is a label is taken first.
        """
        # Of a separator that is nothing but a space, the space counts.
        mark = separator.strip() or separator
        parts = text.split(mark)
        codes: list[str] = []
        strange: list[str] = []
        while parts:
            length = self._measure(parts, mark)
            word = mark.join(parts[: max(length, 1)])
            code = self.find_code(word)
            if code is not None:
                codes.append(code)
            elif word.strip():
                strange.append(word.strip())
            parts = parts[max(length, 1) :]
        return codes, strange

    def _measure(self, parts: list[str], separator: str) -> int:
        """Give how many parts together are the longest label, or 0."""
        runs = range(len(parts), 0, -1)
        return next((n for n in runs if self.find_code(separator.join(parts[:n]))), 0)


def simplify(text: str) -> str:
    """Give a text without what templates differ in: case, spaces, hard spaces."""
    return _SPACE.sub(" ", text.replace("\xa0", " ")).strip().casefold()


def join(words: Iterable[str], separator: str) -> str:
    """Give several values as one cell, each once."""
    return separator.join(dict.fromkeys(words))
