"""An export: a folder with table, codebook, losses and manifest, written whole or not at all."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, TypeAlias

import pyrage

from app.datasets.formats import FORMATS, Row, disarm
from app.datasets.losses import COLUMNS, LossReport, word_rows

# After so many rows the progress is told, and whoever watches may stop the export.
STEP: Final = 1_000
MANIFEST: Final = "manifest.json"
ENCRYPTED: Final = ".age"

Watch: TypeAlias = Callable[[int], object]


class CancelledError(Exception):
    """Whoever watches an export has stopped it; nothing of it is left."""


class RecipientError(ValueError):
    """The key of a recipient can't be used."""


@dataclass(frozen=True)
class Recipient:
    """Somebody who is named, with the public key that they gave (`age1…`)."""

    name: str
    key: str


@dataclass(frozen=True)
class FileEntry:
    """One file of an export, as the manifest lists it."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an export holds, of what it was made, and what it must not be taken for."""

    title: str
    made_on: str
    records: int
    columns: int
    versions: Mapping[str, str]
    filters: Mapping[str, str]
    left_out: Mapping[str, int]
    recipient: str
    files: tuple[FileEntry, ...]


@dataclass(frozen=True)
class Order:
    """What is to be exported. The rows are read once; the report is whole when they are.

    `left_out` counts records that don't leave, by reason, while the rows are read. Where a standard
    has a workbook of its own, `fill` writes that in the place of a plain sheet, and gives the
    number of records. Names of what stands beside the table begin with `prefix`.
    """

    title: str
    columns: Row
    rows: Iterable[Row]
    report: LossReport
    made_on: str
    name: str = "data"
    versions: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    fill: Callable[[Path, Watch | None], int] | None = None
    prefix: str = ""


def write_export(
    order: Order,
    target: Path,
    kind: str,
    *,
    watch: Watch | None = None,
    recipient: Recipient | None = None,
) -> Manifest:
    """Write the folder `target`, which must not be there yet. Raises FileExistsError if it is.

    It appears when everything is in it. Whatever goes wrong before, nothing is left behind. Raises
    OSError where it can't be written.
    """
    if target.exists():
        raise FileExistsError(target)
    key = None if recipient is None else read_key(recipient)
    folder = Path(mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        records = _write_table(order, folder / f"{order.name}.{kind}", kind, watch)
        _write_texts(order, folder)
        if key is not None:
            _encrypt(folder, key)
        manifest = _describe(order, folder, records, recipient)
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2, sort_keys=True)
        (folder / f"{order.prefix}{MANIFEST}").write_text(text + "\n", encoding="utf-8")
        folder.chmod(0o700)
        folder.rename(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


def write_beside(
    order: Order, path: Path, *, watch: Watch | None = None, recipient: Recipient | None = None
) -> tuple[Manifest, tuple[Path, ...]]:
    """Write a table, its format by its ending, with manifest, losses and codebook beside it.

    Gives the manifest and all files. Raises FileExistsError if there is one of that name already.
    Whatever goes wrong, nothing is left behind; the table comes last.
    """
    kind = path.suffix.removeprefix(".").lower()
    named = replace(order, name=path.stem, prefix=f"{path.stem}.")
    folder = Path(mkdtemp(prefix=f".{path.stem}-", dir=path.parent))
    moved: list[Path] = []
    try:
        manifest = write_export(named, folder / "all", kind, watch=watch, recipient=recipient)
        table = f"{named.name}.{kind}"
        found = sorted((folder / "all").iterdir(), key=lambda each: each.name.startswith(table))
        for each in found:
            target = path.parent / each.name
            if target.exists():
                raise FileExistsError(target)
            moved.append(each.rename(target))
    except BaseException:
        for target in moved:
            target.unlink()
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest, tuple(moved)


def read_key(recipient: Recipient) -> pyrage.x25519.Recipient:
    """Give the key of a recipient. Raises RecipientError with a sentence."""
    try:
        return pyrage.x25519.Recipient.from_str(recipient.key)
    except pyrage.RecipientError as error:
        sentence = f"The key of {recipient.name} can't be used: it begins with age1."
        raise RecipientError(sentence) from error


def word_losses(report: LossReport) -> str:
    """Give a loss report as CSV."""
    text = io.StringIO()
    rows = ([disarm(cell) for cell in row] for row in word_rows(report))
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    return text.getvalue()


def _write_table(order: Order, path: Path, kind: str, watch: Watch | None) -> int:
    if kind == "xlsx" and order.fill is not None:
        return order.fill(path, watch)
    done = 0
    with FORMATS[kind](path, order.columns) as take:
        for row in order.rows:
            take(row)
            done += 1
            if watch is not None and done % STEP == 0:
                watch(done)
    return done


def _write_texts(order: Order, folder: Path) -> None:
    texts = {**order.texts, "losses.csv": word_losses(order.report)}
    for name, text in texts.items():
        (folder / f"{order.prefix}{name}").write_text(text, encoding="utf-8")


def _encrypt(folder: Path, key: pyrage.x25519.Recipient) -> None:
    """Put an encrypted file in the place of each file."""
    for path in sorted(folder.iterdir()):
        # The library's own writing of files keeps silent about a disk that is full.
        with path.open("rb") as plain, Path(f"{path}{ENCRYPTED}").open("wb") as sealed:
            pyrage.encrypt_io(plain, sealed, [key])
        path.unlink()


def _describe(order: Order, folder: Path, records: int, recipient: Recipient | None) -> Manifest:
    return Manifest(
        title=order.title,
        made_on=order.made_on,
        records=records,
        columns=len(order.columns),
        versions=order.versions,
        filters=order.filters,
        left_out=dict(order.left_out),
        recipient="" if recipient is None else recipient.name,
        files=tuple(_list_entries(sorted(folder.iterdir()))),
    )


def _list_entries(paths: Sequence[Path]) -> Iterable[FileEntry]:
    for path in paths:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield FileEntry(path.name, path.stat().st_size, digest)
