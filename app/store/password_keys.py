"""The keys of passwords: the newest, and older ones while somebody still hangs on them.

A password can be put under a new key only when it is typed, so the hash of each begins with the
name of the key that it was made under, and an older key stays until nothing needs it.
"""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.store.key_files import Key, KeyFile, read_key_file

OLDER: Final = re.compile(r"passwords-until-(?P<sequence>\d{1,18})\.key")
LENGTH_OF_NAME: Final = 12


@dataclass(frozen=True, eq=False)
class PasswordKeys:
    """The key that passwords are put under now, and older ones, the newest of them first."""

    newest: Key
    older: tuple[Key, ...] = ()

    @property
    def all(self) -> tuple[Key, ...]:
        """Give all keys, the newest first."""
        return (self.newest, *self.older)

    def find_for(self, kept: str) -> Key | None:
        """Give the key that a hash was made under, or None if it is no more.

        A hash without a name was made before keys had names, so under the oldest of them.
        """
        name, _ = split_hash(kept)
        if not name:
            return self.all[-1]
        return next((each for each in self.all if name_key(each.secret) == name), None)

    def is_under_newest(self, kept: str) -> bool:
        """Say whether a hash was made under the newest key, and says so."""
        return split_hash(kept)[0] == name_key(self.newest.secret)


@dataclass(frozen=True)
class Hanging:
    """How many people hang on older keys that are kept, and how many on one that is not here."""

    passwords: int = field(default=0)
    recovery_codes: int = field(default=0)
    lost: int = field(default=0)

    def __bool__(self) -> bool:
        """Say whether an older key is still needed; one that is not here opens nothing anyway."""
        return self.passwords > 0 or self.recovery_codes > 0


def read_password_keys(folder: Path) -> PasswordKeys:
    """Give the keys of passwords in a folder of keys, or raise KeyFileError."""
    newest = read_key_file(folder / KeyFile.PASSWORDS.value)
    return PasswordKeys(newest, tuple(read_key_file(path) for path in list_older_files(folder)))


def list_older_files(folder: Path) -> tuple[Path, ...]:
    """Give the files of older keys, the newest first."""
    found = ((OLDER.fullmatch(path.name), path) for path in folder.iterdir())
    older = [(int(match["sequence"]), path) for match, path in found if match is not None]
    return tuple(path for _, path in sorted(older, reverse=True))


def name_older_passwords(sequence: int) -> str:
    """Give the name of the file of a key that was replaced with this entry of the log."""
    return f"passwords-until-{sequence}.key"


def name_key(secret: bytes) -> str:
    """Give a name for a key of passwords that tells nothing of it."""
    digest = hashlib.sha256(b"threshold passwords key\x00" + secret)
    return digest.hexdigest()[:LENGTH_OF_NAME]


def name_hash(secret: bytes, hashed: str) -> str:
    """Give a hash as it is kept: behind the name of the key that it was made under."""
    return name_key(secret) + hashed


def split_hash(kept: str) -> tuple[str, str]:
    """Give the name before a hash, empty without one, and the hash itself."""
    name, dollar, rest = kept.partition("$")
    return name, dollar + rest
