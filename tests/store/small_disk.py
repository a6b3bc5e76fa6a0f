"""A disk that gets full and has room again: one of its own in memory if the tests run as root."""

import contextlib
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SIZE: Final = 24 * 1024 * 1024
PIECE: Final = 64 * 1024


class SmallDisk:
    """A folder on a disk of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, but: int = 0) -> None:
        """Leave no byte on it, or so many alone."""
        with self._ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(PIECE))
        with self._ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"x")
        os.truncate(self._ballast, self._ballast.stat().st_size - but)

    def make_room(self) -> None:
        """Leave room on it again."""
        self._ballast.unlink()


class LimitedFiles(SmallDisk):
    """Where nobody may make a disk: no file of this process grows while it is full."""

    def fill(self, but: int = 0) -> None:
        """Let no file be written to behind its first byte, or the last of so many."""
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(1, but), self._before[1]))

    def make_room(self) -> None:
        """Let files grow again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Make one in a new folder, and take it away afterwards."""
    folder.mkdir()
    if os.getuid() != 0:
        yield LimitedFiles(folder)
        return
    making = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    subprocess.run(making, check=True)  # noqa: S603 - The command is ours.
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - As above.
