"""A disk that loses its power: what was not brought to it by a sync is there, half there, or not.

It knows one thing about disks that SQLite counts on too: a write harms no byte beside it. All
else may happen to what waits: sectors come to the disk in any order, some never, one half-way.
"""

import random
from typing import Final

import apsw

SECTOR: Final = 512
POWERSAFE_OVERWRITE: Final = 0x1000  # What SQLite takes for granted on Linux.
NAME: Final = "failing"

Write = tuple[int, bytes]


class PowerCutError(Exception):
    """The power is gone."""


class File:
    """What a file holds for those who read it now, and what of it is safe."""

    def __init__(self) -> None:
        self.now = bytearray()
        self.safe = bytearray()
        self.waiting: list[Write | int] = []  # Writes, and sizes that the file was cut to.
        self.is_named = False  # A new file is in its folder for good once it was synced.

    def write(self, place: int, content: bytes) -> None:
        """Write something that is not safe yet."""
        _write(self.now, place, content)
        self.waiting.append((place, content))

    def cut_to(self, size: int) -> None:
        """Cut the file off, not safely yet."""
        del self.now[size:]
        self.waiting.append(size)

    def sync(self) -> None:
        """Make everything safe."""
        self.safe, self.waiting, self.is_named = bytearray(self.now), [], True

    def lose_power(self, chance: random.Random) -> None:
        """Keep what is safe, and of what waits whatever chance lets through."""
        how_much = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        sectors: list[Write | int] = []
        for each in self.waiting:
            sectors.extend([each] if isinstance(each, int) else _split(each))
        kept = [each for each in sectors if chance.random() < how_much]
        for each in kept:
            if isinstance(each, int):
                del self.safe[each:]
            else:
                _write(self.safe, *_tear(chance, each))
        self.sync_with(self.safe)

    def sync_with(self, content: bytearray) -> None:
        """Begin anew with what was found on the disk."""
        self.now, self.safe, self.waiting = bytearray(content), content, []


class Disk:
    """Files by name, and how many steps are left until the power goes; None for never."""

    def __init__(self) -> None:
        self.files: dict[str, File] = {}
        self.left: int | None = None
        self.is_given_up = False  # Who works with it ends, and nothing comes to it any more.

    @property
    def has_power(self) -> bool:
        """Say whether the power did not fail yet."""
        return self.left is None or self.left >= 0

    def step(self) -> bool:
        """Count a step, or fail for good; say whether it is to be done."""
        if self.left is not None:
            self.left -= 1
            if not self.has_power and not self.is_given_up:
                raise PowerCutError
        return not self.is_given_up

    def lose_power(self, chance: random.Random) -> None:
        """Leave what a disk holds when the power comes back."""
        self.left, self.is_given_up = None, False
        for name, file in list(self.files.items()):
            if not file.is_named and chance.random() < 0.5:
                del self.files[name]
            else:
                file.lose_power(chance)


class FailingFile:
    """An open file as SQLite works with one."""

    def __init__(self, disk: Disk, name: str) -> None:
        self.disk, self.name = disk, name

    @property
    def file(self) -> File:
        return self.disk.files[self.name]

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's name.
        return bytes(self.file.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        if self.disk.step():
            self.file.write(offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        if self.disk.step():
            self.file.cut_to(newsize)

    def xSync(self, _: int) -> None:  # noqa: N802
        if self.disk.step():
            self.file.sync()

    def xFileSize(self) -> int:  # noqa: N802
        return len(self.file.now)

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return POWERSAFE_OVERWRITE

    def xLock(self, _: int) -> None:  # noqa: N802
        """There is nobody else."""

    def xUnlock(self, _: int) -> None:  # noqa: N802
        """There is nobody else."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, *_: int) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None:  # noqa: N802
        """Nothing is kept open."""


class FailingSystem(apsw.VFS):
    """A file system on such a disk."""

    def __init__(self) -> None:
        super().__init__(NAME, base="")
        self.disk = Disk()

    def xOpen(self, name: "str | apsw.URIFilename | None", flags: list[int]) -> FailingFile:  # type: ignore[override] # noqa: N802
        assert name is not None, "Nothing temporary is written: temp_store is MEMORY."
        path = name if isinstance(name, str) else name.filename()
        self.disk.files.setdefault(path, File())
        flags[1] = flags[0]
        return FailingFile(self.disk, path)

    def xAccess(self, pathname: str, _: int) -> bool:  # noqa: N802
        return pathname in self.disk.files

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001 - SQLite's own.
        del syncdir
        if self.disk.step():
            self.disk.files.pop(filename, None)

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name


def _split(write: Write) -> list[Write]:
    """Give a write by the sectors that it touches."""
    place, content = write
    parts, at = [], 0
    while at < len(content):
        end = min(len(content), at + SECTOR - (place + at) % SECTOR)
        parts.append((place + at, content[at:end]))
        at = end
    return parts


def _tear(chance: random.Random, write: Write) -> Write:
    """Let one sector in eight come half-way only."""
    place, content = write
    if chance.random() < 0.125:
        return place, content[: chance.randrange(len(content) + 1)]
    return write


def _write(content: bytearray, place: int, part: bytes) -> None:
    if len(content) < place:
        content.extend(bytes(place - len(content)))
    content[place : place + len(part)] = part
