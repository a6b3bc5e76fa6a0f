"""Commands that make backups and put them back."""

from pathlib import Path

import click

from app.cli.ending import stop
from app.cli.installation import read_settings
from app.store.backup import back_up
from app.store.errors import StoreError
from app.store.restore import restore as put_back

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Make a backup, and prove that it can be restored.")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write the records into FILE and the keys of the cases into FILE.keys, both encrypted.

    The server may go on. Each file is opened again and checked whole before it gets its name. Keep
    FILE.keys apart from FILE, and the newest one alone: while an older one is kept, cases that were
    erased since can still be read from older backups.

    Example: flask backup /media/backup/threshold-monday
    """
    try:
        made = back_up(read_settings(), file)
    except StoreError as error:
        stop(str(error))
    except OSError as error:
        stop(f"The backup can't be written ({error.strerror}). There is no backup.")
    click.echo(f"The backup is made, and was opened again: {made.records} and {made.keys}.")
    click.echo(f"The log ends in it at {made.log_head}.")


@click.command(short_help="Put a backup back.")
@click.argument("file", type=A_FILE)
@click.option("--keys", type=A_FILE, help="The newest backup of the keys, if they are lost.")
@click.option("--replace", is_flag=True, help="Put it in the place of a database that is there.")
def restore(file: Path, keys: Path | None, *, replace: bool) -> None:
    """Put the records of FILE back, and the keys of the cases too if they are named.

    Everything is checked before anything is touched. Cases that were erased since the backup was
    made are erased again. What is replaced is kept beside it, for you to delete.

    Example: flask restore /media/backup/threshold-monday --keys /media/keys/threshold-monday.keys
    """
    try:
        restored = put_back(read_settings(), file, keys, replaces=replace)
    except StoreError as error:
        stop(str(error))
    except OSError as error:
        stop(f"The backup can't be restored ({error.strerror}). Nothing was restored.")
    click.echo(f"The backup is restored; its log ended at {restored.log_head}.")
    for case in restored.erased:
        click.echo(f"Case {case} was erased after the backup was made, and is erased again.")
    for case, part in restored.parts:
        click.echo(f"Of case {case} the part “{part.value}” was erased, and is erased again.")
    if restored.locked_out:
        click.echo(
            f"The passwords of {restored.locked_out} people are under a key that is not here. "
            "Bring its file passwords-until-….key back into the folder of keys, or reset them."
        )
