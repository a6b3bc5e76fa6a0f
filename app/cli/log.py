"""Commands for the log: prove that it is as it was written, and take a copy of it along."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.cli.ending import stop
from app.cli.installation import read_settings
from app.settings import Settings
from app.store.database import open_database_file
from app.store.errors import StoreError
from app.store.key_files import KeyFile, read_key_file
from app.store.log import Deed, note_act, reading_log
from app.store.log_anchors import parse_anchor, read_anchors
from app.store.log_chain import LogContent, check_log
from app.store.log_files import reading_log_file, write_log
from app.store.log_keys import read_log_keys
from app.store.opening import open_records
from app.store.setup import list_anchor_files, open_store

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(name="verify-log", short_help="Prove that the log is as it was written.")
@click.argument("file", type=A_FILE, required=False)
@click.option("--keys", type=A_FOLDER, help="The folder with log.key (and database.key).")
@click.option("--anchors", type=A_FILE, multiple=True, help="A file of anchors, kept elsewhere.")
@click.option("--head", "heads", multiple=True, help="What a printed page bears behind “Log”.")
def verify_log(
    file: Path | None, keys: Path | None, anchors: tuple[Path, ...], heads: tuple[str, ...]
) -> None:
    """Go through the whole log and say whether it is whole, or where it was cut or changed.

    Without FILE it is the log of this installation, and the anchors kept beside its key store
    count too. FILE is an exported log or a copy of a database; the server need not run.

    Example: flask verify-log --head 1200-5e0c9d4f7a8b1263
    """
    try:
        settings = None if file is not None and keys is not None else read_settings()
        folder = keys or (settings.keys if settings is not None else Path())
        kept = _gather_anchors(settings if file is None else None, anchors, heads)
        log_keys = read_log_keys(folder)
        with _reading(file, folder, kept) as content:
            verdict = check_log(log_keys, content)
    except StoreError as error:
        stop(str(error))
    if verdict.fault is not None:
        stop(verdict.sentence)
    click.echo(verdict.sentence)


@click.command(name="export-log", short_help="Write the log into a file of its own.")
@click.argument("file", type=click.Path(path_type=Path))
def export_log(file: Path) -> None:
    """Write the whole log into FILE, one entry a line: ids alone, and no answers or names.

    Whoever has the log key can check it anywhere with verify-log.

    Example: flask export-log /media/audit/log.jsonl
    """
    try:
        store = open_store(read_settings())
        try:
            with store.records.reading() as session, reading_log(session, {}) as content:
                count = write_log(file, content)
                note_act(session, Deed.EXPORTED, "log")
        finally:
            store.close()
    except FileExistsError:
        stop(f"There is a file {file} already; it is not replaced.")
    except OSError as error:
        stop(f"{file} can't be written ({error.strerror}).")
    except StoreError as error:
        stop(str(error))
    click.echo(f"{count} entries are in {file}.")


@contextmanager
def _reading(file: Path | None, keys: Path, anchors: dict[int, str]) -> Iterator[LogContent]:
    if file is not None and _is_exported(file):
        with reading_log_file(file, anchors) as content:
            yield content
        return
    if file is None:
        database = open_records(read_settings())
    else:
        database = open_database_file(file, read_key_file(keys / KeyFile.DATABASE.value))
    try:
        with database.reading() as session, reading_log(session, anchors) as content:
            yield content
    finally:
        database.close()


def _is_exported(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(1) in (b"{", b"")


def _gather_anchors(
    settings: Settings | None, files: tuple[Path, ...], heads: tuple[str, ...]
) -> dict[int, str]:
    """Give all anchors that are known; where two are of one entry, the longer seal counts."""
    own = () if settings is None else list_anchor_files(settings)
    written = [parse_anchor(head, "--head") for head in heads]
    for path in (*own, *files):
        written.extend(read_anchors(path).items())
    anchors: dict[int, str] = {}
    for sequence, seal in sorted(written, key=lambda each: len(each[1])):
        if not seal.startswith(anchors.get(sequence, "")):
            stop(f"Two anchors of entry {sequence} differ: one of them is not of this log.")
        anchors[sequence] = seal
    return anchors
