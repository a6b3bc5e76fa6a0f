"""The keys of the log: the one that seals it now, and those that sealed it before."""

import re
from pathlib import Path
from typing import Final

from app.store.key_files import Key, KeyFile, read_key_file
from app.store.log_chain import LogKeys

OLDER: Final = re.compile(r"log-until-(?P<sequence>\d{1,18})\.key")


def read_log_keys(folder: Path) -> LogKeys:
    """Give the keys of the log in a folder of keys, or raise KeyFileError."""
    older: dict[int, Key] = {}
    for path in sorted(folder.iterdir()):
        found = OLDER.fullmatch(path.name)
        if found is not None:
            older[int(found["sequence"])] = read_key_file(path)
    return LogKeys(read_key_file(folder / KeyFile.LOG.value), older)


def name_older(sequence: int) -> str:
    """Give the name of the file of a key whose last entry was this one."""
    return f"log-until-{sequence}.key"
