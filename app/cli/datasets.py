"""`flask export`, `import` and `tables`: what leaves datasets, and what comes in.

What they do is imported when they run: table libraries take a second to start, and no other command
needs them.
"""

from pathlib import Path
from typing import Final

import click

KINDS: Final = (".csv", ".xlsx", ".jsonl", ".parquet")


def check_target(_: click.Context, parameter: click.Parameter, path: Path) -> Path:
    """Give a file that may be written: its ending is known and its folder is there."""
    endings = (".xlsx",) if parameter.name == "workbook" else KINDS
    if path.suffix.lower() not in endings:
        raise click.BadParameter(f"{path.name} must end with {' or '.join(endings)}.")
    if not path.resolve().parent.is_dir():
        raise click.BadParameter(f"There is no folder {path.resolve().parent}. Make it first.")
    return path


@click.command(short_help="Write a dataset, or a standard made from it, to a file.")
@click.argument("name", metavar="DATASET|STANDARD")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), callback=check_target)
@click.option("--year", type=click.IntRange(1900, 2200), help="Only what was registered in it.")
@click.option("--recipient", metavar="AGE_KEY", help="Encrypt for the holder of this age1… key.")
@click.option("--to", metavar="NAME", help="Who the recipient is; the manifest names them.")
def export(name: str, file: Path, year: int | None, recipient: str | None, to: str | None) -> None:
    """Write FILE (.csv, .xlsx, .jsonl or .parquet), and beside it manifest, losses and codebook.

    DATASET is victims or traffickers; STANDARD is an id of indicators/mappings/, such as htcds or
    ctdc-codebook. No name and no free text is in any of them. A standard that hands over cases
    needs --recipient and --to, and holds only people whose consent to sharing is recorded. A file
    of single records is not fit for open publication: publish tables.

    Either all files are there at the end, or none. Nothing is ever replaced. Ctrl+C cancels.

    Example: flask export victims victims-2026.csv --year 2026
    """
    from app.cli.exporting import ExportWishes, run_export  # noqa: PLC0415

    run_export(ExportWishes(name, file, year, recipient, to))


@click.command(name="import", short_help="Take in records from a workbook or survey of HTCDS.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", is_flag=True, help="Keep the records. Without it, nothing is kept.")
@click.option("--as", "email", metavar="EMAIL", help="Whose account takes them in; with --apply.")
def import_records(file: Path, email: str | None, *, apply: bool) -> None:
    """Read FILE, a workbook of HTCDS 2.0 (.xlsx) or submissions of its survey form (.xlsx, .csv).

    Prints what each row gives: a record, the columns that are not read, or what is wrong. Nothing
    is kept unless every row can be read and --apply is there; then all records are kept. The same
    file is never taken in twice.

    Example: flask import cases.xlsx --apply --as analyst@example.org
    """
    from app.cli.importing import run_import  # noqa: PLC0415

    if apply and email is None:
        raise click.UsageError("--apply needs --as: say whose account takes the records in.")
    run_import(file, email if apply else None)


@click.command(short_help="Write the tables that a country reports for a year.")
@click.argument("year", type=click.IntRange(1900, 2200))
@click.argument(
    "workbook",
    metavar="FILE.xlsx",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=check_target,
)
@click.option("--public", is_flag=True, help="For open publication: hide every count below 11.")
@click.option("--country", metavar="XX", help="Whose tables, where organisations are of several.")
def tables(year: int, workbook: Path, country: str | None, *, public: bool) -> None:
    """Write a workbook with a sheet for each table of UNODC, Eurostat, the EU, GRETA and the SDGs.

    Small counts are hidden as each collector wants it, and so is whatever would give them away.
    Don't send a table for official reporting and a public one of the same year to one reader.

    Example: flask tables 2026 tables-2026.xlsx
    """
    from app.cli.tabulating import run_tables  # noqa: PLC0415

    run_tables(year, workbook, country, public=public)
