"""Anchors of the log: every hundredth seal, one a line, in files apart from the database.

Whoever can write the database and its log key, but not such a file, can't write the log anew
unseen; nor can anybody put an older copy of the database in its place.
"""

import errno
import logging
import os
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.store.errors import LogError
from app.store.log_chain import Entry

GIVEN_UP = re.compile(r"restored-after (?P<sequence>\d{1,18})(?: .*)?")
LINE = re.compile(r"(?P<sequence>\d{1,18})[ -](?P<seal>[0-9a-f]{16,64})(?: .*)?")

log = logging.getLogger(__name__)


def keep_anchors(files: Iterable[Path], entries: Iterable[Entry]) -> None:
    """Add anchors to files, safe on disk.

    A file that can't be written is named in the log of the server and keeps nobody from working:
    what the anchors are about is committed already.
    """
    lines = "".join(f"{e.sequence} {e.seal} {e.at:%Y-%m-%dT%H:%M:%SZ}\n" for e in entries)
    for path in files if lines else ():
        try:
            _append(path, lines.encode())
        except OSError as error:
            log.error("The anchors of the log can't be kept in %s (%s).", path, error.strerror)


def give_up_anchors(files: Iterable[Path], sequence: int, at: datetime) -> None:
    """Note that a backup was restored whose log ends with this entry. Raises OSError."""
    for path in files:
        _append(path, f"restored-after {sequence} {at:%Y-%m-%dT%H:%M:%SZ}\n".encode())


def read_anchors(path: Path) -> dict[int, str]:
    """Give the anchors of a file by number of the entry; none if there is no file yet.

    Those that a backup was restored from before are given up: its log went another way.

    Raises LogError for a line that is no anchor, or for two of one entry that differ.
    """
    anchors: dict[int, str] = {}
    if not path.exists():
        return anchors
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
        restored = GIVEN_UP.fullmatch(line)
        if restored is not None:
            kept = int(restored["sequence"])
            anchors = {sequence: seal for sequence, seal in anchors.items() if sequence <= kept}
            continue
        sequence, seal = parse_anchor(line, f"{path}:{number}")
        if anchors.setdefault(sequence, seal) != seal:
            raise LogError(f"{path}:{number}: There is another anchor of entry {sequence}.")
    return anchors


def parse_anchor(written: str, place: str) -> tuple[int, str]:
    """Give number and seal, or the beginning of it, as an anchor file or a paper bears them."""
    found = LINE.fullmatch(written.strip())
    if found is None:
        raise LogError(
            f"{place}: This is no anchor. One looks like 1200-5e0c9d4f7a8b1263, the number of an "
            "entry and how its seal begins."
        )
    return int(found["sequence"]), found["seal"]


def _append(path: Path, lines: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        if os.write(handle, lines) < len(lines):
            # Half an anchor would make the next one unreadable too.
            os.ftruncate(handle, size)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    finally:
        os.close(handle)
