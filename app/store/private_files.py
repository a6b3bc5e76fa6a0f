"""Files and folders for their owner alone."""

import errno
import os
from pathlib import Path


def create_private_file(path: Path) -> int:
    """Make a new file in a folder that is made if need be, and give its handle.

    Raise FileExistsError if the file is there, or another OSError if it can't be made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path.parent) from None
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def sync_folder(folder: Path) -> None:
    """Make sure that a name just made in this folder outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
