"""Words that are told once and must not lie about anywhere: nobody says them by chance."""

import base64
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

CANARY: Final = "Zaunkoenigin"
# It is told as an answer, as the reason of a setting, and in both ways of saving.
CANARIES: Final = tuple(f"{CANARY}{each}" for each in ("Antwort", "Skript", "Grund"))
LONGEST_FILE: Final = 200_000_000


def find_canaries(folders: Sequence[Path]) -> list[str]:
    """Give the files, and the names of files, in which a canary can be read."""
    spellings = list_spellings(CANARY)
    found = []
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if is_kept(each)):
            content = str(path.name).encode() + b"\0" + path.read_bytes()[:LONGEST_FILE]
            if any(each in content for each in spellings):
                found.append(str(path))
    return found


def is_kept(path: Path) -> bool:
    """Say whether something is a file that can be read, and no link to one."""
    return path.is_file() and not path.is_symlink()


def list_spellings(word: str) -> list[bytes]:
    """Give a word as programs write it: in one byte or two for a letter, and in base 64."""
    in_bytes = word.encode()
    return [
        in_bytes,
        word.encode("utf-16-le"),
        in_bytes.hex().encode(),
        *spell_in_base_64(in_bytes),
    ]


def spell_in_base_64(word: bytes) -> Iterator[bytes]:
    """Give what of a word is alike in base 64 whatever stands before and behind it."""
    for before in range(3):
        coded = base64.b64encode(bytes(before) + word)
        yield coded[(before * 8 + 5) // 6 : (before + len(word)) * 8 // 6]
