"""CSV that is not UTF-8 throughout: a copy of it, with a mark in the place of what isn't.

Polars puts such marks into texts, but gives up where cells are looked up in a list of spellings. To
go through a file for this takes a fiftieth of the time in which it is parsed.
"""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.bulk.sources import CSV, Source

# So many characters are read at once: they fit into the cache of a core.
_AT_ONCE: Final = 1 << 18


def mark_what_is_not_utf8(source: Source, folder: Path) -> Source:
    """Give a CSV source that is UTF-8: itself, or read from a copy that is made in `folder`."""
    if _is_utf8(source.path):
        return source
    copy = folder / f"marked{CSV}"
    with (
        source.path.open(encoding="utf-8", errors="replace", newline="") as text,
        copy.open("w", encoding="utf-8", newline="") as marked,
    ):
        shutil.copyfileobj(text, marked, _AT_ONCE)
    return replace(source, copy=copy)


def _is_utf8(path: Path) -> bool:
    with path.open(encoding="utf-8", newline="") as text:
        try:
            while text.read(_AT_ONCE):
                pass
        except UnicodeDecodeError:
            return False
    return True
