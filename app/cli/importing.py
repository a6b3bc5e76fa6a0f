"""What `flask import` does."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from app.cli.ending import PROBLEMS, stop
from app.cli.opening import Opened, cancel_cleanly, open_datasets
from app.clock import SYSTEM_CLOCK
from app.datasets.intake import SURVEY, WORKBOOK, Reader, RowReport
from app.datasets.unpacking import UnfitWorkbookError
from app.services.dataset_records import AlreadyImportedError, Keeper, keep_imported
from app.store.accounts import find_account

STANDARD: Final = "htcds"


def run_import(file: Path, email: str | None) -> None:
    """Report on every row; keep the records for the account with this address, if there is one."""
    with cancel_cleanly(), open_datasets() as opened:
        reports = _read(opened, file)
        for report in reports:
            click.echo(_word(report))
        wrong = sum(report.record is None for report in reports)
        if wrong:
            click.echo(f"{wrong} of {len(reports)} rows can't be read. Nothing was kept.", err=True)
            raise SystemExit(PROBLEMS)
        if email is None:
            click.echo(f"{len(reports)} records. Nothing was kept: this was a dry run.")
        else:
            _keep(opened, file, reports, email)


def _read(opened: Opened, file: Path) -> tuple[RowReport, ...]:
    mapping = opened.datasets.mappings.newest(STANDARD).item
    dataset = opened.datasets.read_by(mapping)
    try:
        return Reader(mapping, dataset, WORKBOOK).read(file)
    except UnfitWorkbookError as unfit:
        try:
            return Reader(mapping, dataset, SURVEY).read(file)
        except UnfitWorkbookError:
            stop(f"{file}: {unfit}")


def _word(report: RowReport) -> str:
    if report.record is None:
        return f"Row {report.row}: {' '.join(report.problems)}"
    words = f"Row {report.row}: a record with {len(report.record.values)} fields."
    return words + (f" Not read: {', '.join(report.unread)}." if report.unread else "")


def _keep(opened: Opened, file: Path, reports: Sequence[RowReport], email: str) -> None:
    found = opened.datasets
    dataset = found.datasets.get(found.mappings.newest(STANDARD).item.reads)
    fingerprint = hashlib.sha256(file.read_bytes()).hexdigest()
    records = [each.record for each in reports if each.record is not None]
    with opened.store.records.writing() as session:
        account = find_account(session, email)
        if account is None:
            stop(f"There is no account {email}. Nothing was kept.")
        keeper = Keeper(account.id, account.organisation_id, SYSTEM_CLOCK)
        try:
            kept = keep_imported(session, keeper, dataset, records, fingerprint)
        except AlreadyImportedError:
            stop("This file was taken in before. Nothing was kept.")
    click.echo(f"{kept} records were kept.")
