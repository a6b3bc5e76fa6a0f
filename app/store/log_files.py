"""The log as a file of its own, one entry a line, to be checked far from the database."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from app.store.errors import LogError
from app.store.ids import AccountId
from app.store.log_chain import Entry, Head, LogContent
from app.store.private_files import create_private_file

NO_ENTRY = "is no entry of an exported log. Export it again with: flask export-log"


def write_log(path: Path, content: LogContent) -> int:
    """Write a log into a new file for its owner alone, and give how many entries there are.

    The file is there whole or not at all. Raises OSError.
    """
    handle = create_private_file(path)
    try:
        return _write(handle, content)
    except BaseException:
        path.unlink()
        raise


def _write(handle: int, content: LogContent) -> int:
    count = 0
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        for entry in content.entries:
            count += 1
            file.write(json.dumps(_write_entry(entry)) + "\n")
        if content.head is not None:
            head = content.head
            file.write(json.dumps({"head": [head.sequence, head.seal, head.proof]}) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return count


@contextmanager
def reading_log_file(path: Path, anchors: dict[int, str]) -> Iterator[LogContent]:
    """Give an exported log for one going-through, in the order of its lines.

    Raises LogError for a line that is none of a log.
    """
    head = _read_head(path)
    with path.open(encoding="utf-8", errors="replace") as file:
        yield LogContent(_list_entries(path, file), head, anchors)


def _list_entries(path: Path, lines: Iterator[str]) -> Iterator[Entry]:
    for number, line in enumerate(lines, start=1):
        content = _parse(path, number, line)
        if "head" not in content:
            yield _read_entry(f"{path}:{number}", content)


def _read_head(path: Path) -> Head | None:
    """Give what the last line says of the end; None if it says nothing of it."""
    last, number = "", 0
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            last, number = line, number + 1
    written = _parse(path, number, last).get("head") if last else None
    match written:
        case [int(sequence), str(seal), str(proof)]:
            return Head(sequence, seal, proof)
    return None


def _write_entry(entry: Entry) -> dict[str, object]:
    return {
        "sequence": entry.sequence,
        "at": entry.at.isoformat(),
        "account": entry.account,
        "action": entry.action,
        "subject": entry.subject,
        "seal": entry.seal,
    }


def _parse(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise LogError(f"{path}:{number}: This {NO_ENTRY}")
    return content


def _read_entry(place: str, content: dict[str, Any]) -> Entry:
    match content:
        case {
            "sequence": int(sequence),
            "at": str(at),
            "account": int() | None as account,
            "action": str(action),
            "subject": str(subject),
            "seal": str(seal),
            **others,
        } if not others:
            who = None if account is None else AccountId(account)
            return Entry(sequence, _read_moment(place, at), who, action, subject, seal)
    raise LogError(f"{place}: This {NO_ENTRY}")


def _read_moment(place: str, written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise LogError(f"{place}: This {NO_ENTRY}") from None
