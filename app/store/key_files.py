"""Key files: 32 random bytes each, readable by their owner alone."""

import os
import secrets
import stat
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from app.store.errors import KeyFileError
from app.store.private_files import create_private_file, sync_folder

KEY_LENGTH = 32
LONGEST_SECRET = 4096


class KeyFile(Enum):
    """The key files of an installation, by their names in the key folder."""

    DATABASE = "database.key"
    KEY_STORE = "key-store.key"
    MASTER = "master.key"
    SESSIONS = "sessions.key"
    PASSWORDS = "passwords.key"
    LOG = "log.key"


@dataclass(frozen=True, eq=False)
class Key:
    """The bytes of a key; it shows nothing of itself."""

    secret: bytes = field(repr=False)


def create_key_file(path: Path) -> None:
    """Make a new key file, whole or not at all; an existing one is never replaced."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write_key(part)
        path.hardlink_to(part)
        part.unlink()
    except FileExistsError:
        raise KeyFileError(f"The key file {path} is already there; it is not replaced.") from None
    except OSError as error:
        raise KeyFileError(
            f"The key file {path} can't be made ({error.strerror}). "
            "Let the account that runs Threshold write to this folder."
        ) from error
    sync_folder(path.parent)


def _write_key(path: Path) -> None:
    with os.fdopen(create_private_file(path), "wb") as file:
        file.write(secrets.token_bytes(KEY_LENGTH))
        file.flush()
        os.fsync(file.fileno())


def read_key_file(path: Path) -> Key:
    """Give the key in a file; raise KeyFileError if it is missing, open to others or no key."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            secret = file.read(KEY_LENGTH + 1)
    except FileNotFoundError:
        raise KeyFileError(
            f"The key file {path} is missing. Bring it back from where keys are kept: what was "
            "written under it can't be read without it. For a first start, run: flask migrate"
        ) from None
    except OSError as error:
        raise KeyFileError(f"The key file {path} can't be read ({error.strerror}).") from error
    _refuse_open(path, mode)
    if len(secret) != KEY_LENGTH:
        raise KeyFileError(
            f"The key file {path} doesn't hold {KEY_LENGTH} bytes, so it is not a key. "
            "Bring back the right one from where keys are kept."
        )
    return Key(secret)


def read_secret_file(path: Path) -> str:
    """Give the secret that others gave us, one line; raise KeyFileError with what to do."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            written = file.read(LONGEST_SECRET + 1)
    except OSError as error:
        raise KeyFileError(f"The secret file {path} can't be read ({error.strerror}).") from error
    _refuse_open(path, mode)
    secret = written.decode("ascii", errors="replace").strip()
    if (
        not secret
        or not secret.isprintable()
        or len(written) > LONGEST_SECRET
        or "\ufffd" in secret
    ):
        raise KeyFileError(f"The secret file {path} has to hold one line of plain letters.")
    return secret


def _refuse_open(path: Path, mode: int) -> None:
    if mode & 0o077:
        raise KeyFileError(
            f"The key file {path} may be read by others (its mode is {mode:04o}). "
            f"Run: chmod 0600 {path}"
        )
