"""Backup files: a database and what is said of it, encrypted in the age format.

The key file is an age identity, so that a backup opens with the `age` command line too: a line of
JSON, then an SQLCipher file whose key stands in that line.
"""

import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyrage

from app.store.errors import BackupError, KeyFileError
from app.store.key_files import KEY_LENGTH, Key
from app.store.migration import Line
from app.store.private_files import create_private_file, sync_folder

BACKUP_KEY: Final = "backup.key"
LAYOUT: Final = 1
LONGEST_LINE: Final = 10_000


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: which database it is of, when it was made, where its log ended.

    `key` opens the copy inside; no other copy has it.
    """

    line: Line
    made_at: datetime
    log_head: str
    key: Key = field(repr=False)


class _Reader:
    """The manifest and a file behind it, as one stream."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head, self._file = head, file

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes; none at the end."""
        if self._head:
            taken = self._head if size < 0 else self._head[:size]
            self._head = self._head[len(taken) :]
            return taken
        return self._file.read(size)


class _Writer:
    """Takes such a stream apart again."""

    def __init__(self, file: BinaryIO) -> None:
        self.head, self._file, self._is_past = b"", file, False

    def write(self, part: bytes) -> int:
        """Take in the next bytes."""
        if self._is_past:
            return self._file.write(part)
        head, end, rest = (self.head + part).partition(b"\n")
        self.head, self._is_past = head[:LONGEST_LINE], bool(end)
        self._file.write(rest)
        return len(part)

    def flush(self) -> None:
        """Bring what was taken in to the file."""
        self._file.flush()


def make_backup_key(folder: Path) -> None:
    """Make the key of backups unless it is there."""
    if not (folder / BACKUP_KEY).exists():
        _write_identities(folder, [str(pyrage.x25519.Identity.generate())])


def add_backup_key(folder: Path) -> None:
    """Make a new key for the backups to come; the older ones stay for the backups that there are.

    Whoever deletes those backups deletes their lines of the key file too.
    """
    older = [str(each) for each in read_backup_keys(folder)]
    _write_identities(folder, [str(pyrage.x25519.Identity.generate()), *older])


def read_backup_keys(folder: Path) -> list[pyrage.x25519.Identity]:
    """Give the keys of backups, the newest first, or raise KeyFileError."""
    path = folder / BACKUP_KEY
    try:
        written, mode = path.read_text("ascii", "replace"), stat.S_IMODE(path.stat().st_mode)
    except OSError as error:
        raise KeyFileError(
            f"The key file {path} can't be read ({error.strerror}). Bring it back from where keys "
            "are kept: no backup opens without it."
        ) from error
    if mode & 0o077:
        raise KeyFileError(f"The key file {path} may be read by others. Run: chmod 0600 {path}")
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in written.split()]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise KeyFileError(f"The key file {path} holds no key of backups.")
    return found


def _write_identities(folder: Path, identities: list[str]) -> None:
    waiting = folder / (BACKUP_KEY + ".new")
    waiting.unlink(missing_ok=True)
    with os.fdopen(create_private_file(waiting), "w", encoding="ascii") as file:
        file.write("".join(f"{each}\n" for each in identities))
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(folder / BACKUP_KEY)
    sync_folder(folder)


def pack(
    identity: pyrage.x25519.Identity, manifest: Manifest, database: Path, target: Path
) -> None:
    """Encrypt a copy of a database with its manifest into a new file, safe on disk."""
    content = {
        "threshold_backup": LAYOUT,
        "of": manifest.line.value,
        "made_at": manifest.made_at.isoformat(),
        "log_head": manifest.log_head,
        "key": manifest.key.secret.hex(),
    }
    handle = create_private_file(target)
    with database.open("rb") as plain, os.fdopen(handle, "wb") as sealed:
        reader = _Reader(json.dumps(content).encode() + b"\n", plain)
        pyrage.encrypt_io(reader, sealed, [identity.to_public()])
        sealed.flush()
        os.fsync(sealed.fileno())


def unpack(identities: Sequence[pyrage.x25519.Identity], packed: Path, target: Path) -> Manifest:
    """Decrypt a backup into a new file and give its manifest, or raise BackupError."""
    with _reading_damage(packed):
        handle = create_private_file(target)
        with packed.open("rb") as sealed, os.fdopen(handle, "wb") as plain:
            writer = _Writer(plain)
            pyrage.decrypt_io(sealed, writer, list(identities))
    return _read_manifest(packed, writer.head)


@contextmanager
def _reading_damage(packed: Path) -> Iterator[None]:
    try:
        yield
    except (pyrage.DecryptError, OSError, ValueError) as error:
        # What does not decrypt behind the first bytes is an OSError too, of no system's number.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise BackupError(
            f"The backup {packed} does not open ({error}): it was made under another key "
            f"{BACKUP_KEY}, or it was damaged or changed. Nothing was restored; take another one."
        ) from None


def _read_manifest(packed: Path, written: bytes) -> Manifest:
    try:
        content: dict[str, Any] = json.loads(written)
        if content["threshold_backup"] != LAYOUT or len(content["key"]) != KEY_LENGTH * 2:
            raise ValueError
        return Manifest(
            Line(content["of"]),
            datetime.fromisoformat(content["made_at"]),
            str(content["log_head"]),
            Key(bytes.fromhex(content["key"])),
        )
    except (ValueError, KeyError, TypeError):
        raise BackupError(
            f"{packed} is no backup that this version of Threshold knows. Nothing was restored."
        ) from None
