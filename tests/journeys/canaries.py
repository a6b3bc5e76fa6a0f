"""Words that are told once and must not lie about anywhere: nobody says them by chance."""

import base64
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from app.store.backup import back_up
from app.store.log import reading_log
from app.store.log_files import write_log
from tests.journeys.court_case_answers import FOLDER, read_entries
from tests.journeys.server import Server

CANARY: Final = "Zaunkoenigin"
# It is told as an answer, as the reason of a setting, and in both ways of saving.
CANARIES: Final = tuple(f"{CANARY}{each}" for each in ("Antwort", "Skript", "Grund"))
LONGEST_FILE: Final = 200_000_000
BEGINNING: Final = 20


def find_canaries(folders: Sequence[Path]) -> list[str]:
    """Give the files, and the names of files, in which a canary can be read.

    So too what journeys take from the answers of a court case: those are told by many pages.
    """
    spellings = [each for word in (CANARY, *list_stories()) for each in list_spellings(word)]
    found = []
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if is_kept(each)):
            content = str(path.name).encode() + b"\0" + read_what_is_left(path)
            if any(each in content for each in spellings):
                found.append(str(path))
    return found


def keep_for_later(server: Server) -> None:
    """Make a backup of a server, and export its log, into its folder."""
    kept = server.folder / "kept"
    kept.mkdir()
    back_up(server.settings(), kept / "monday")
    with (
        server.open_store() as store,
        store.records.reading() as session,
        reading_log(session, {}) as content,
    ):
        write_log(kept / "log.jsonl", content)


@cache
def list_stories() -> tuple[str, ...]:
    """Give how the story of each court case begins whose answers are typed."""
    stories = (read_entries(path.stem)["job_story"] for path in sorted(FOLDER.glob("*.yaml")))
    return tuple(str(each["value"])[:BEGINNING] for each in stories)


def read_what_is_left(path: Path) -> bytes:
    """Read a file; one that a program took away meanwhile holds nothing."""
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_FILE)
    except FileNotFoundError:
        return b""


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
