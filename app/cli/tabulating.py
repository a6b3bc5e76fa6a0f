"""What `flask tables` does."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

import click

from app.cli.ending import stop
from app.cli.opening import Opened, cancel_cleanly, open_datasets
from app.clock import SYSTEM_CLOCK
from app.datasets.yearly.workbook import write_tables
from app.services.yearly import CountryUnclearError, find_country, tabulate
from app.services.yearly_publications import Publisher, open_published, publish


def run_tables(year: int, workbook: Path, country: str | None, *, public: bool) -> None:
    """Write the tables of a year, or end with a sentence that says why not."""
    if workbook.exists():
        stop(f"There is {workbook} already. Nothing is replaced: choose another name.")
    with cancel_cleanly(), open_datasets() as opened:
        try:
            _write(opened, year, workbook, country, public=public)
        except OSError as error:
            stop(f"{workbook} can't be written ({error.strerror}). Nothing of it is left.")


def _write(opened: Opened, year: int, workbook: Path, country: str | None, *, public: bool) -> None:
    folder = Path(mkdtemp(prefix=f".{workbook.stem}-", dir=workbook.parent))
    try:
        # What leaves is kept together with the file or not at all.
        with opened.store.records.writing() as session:
            try:
                own = country or find_country(session)
            except CountryUnclearError as error:
                raise click.UsageError(f"{error} Add --country.") from error
            counted = tabulate(session, opened.datasets, year, own, openly=public)
            publisher = Publisher(None, SYSTEM_CLOCK)
            published = publish(session, opened.datasets, counted, year, publisher)
            found = open_published(opened.datasets, published)
            write_tables(folder / workbook.name, found.sheets, found.populations)
        (folder / workbook.name).rename(workbook)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = [line for sheet in found.sheets for line in sheet.lines]
    hidden = sum(not line.shown.isdecimal() for line in lines)
    click.echo(f"{len(found.sheets)} tables of {own} for {year}: {workbook}")
    click.echo(f"{len(lines)} counts, of which {hidden} are hidden.")
