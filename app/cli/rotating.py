"""The command that puts new keys in the place of old ones."""

import click

from app.cli.ending import stop
from app.cli.installation import read_settings
from app.services.names import list_search_words
from app.settings import Settings
from app.store.backup_files import add_backup_key
from app.store.errors import StoreError
from app.store.log import Deed, note_act
from app.store.resealing import rotate_case_keys
from app.store.rotation import STEPS
from app.store.rotation import rotate_key as rotate
from app.store.setup import open_store

BACKUP = "backup"
CASES = "cases"
NAMES = {name.value.removesuffix(".key"): name for name in STEPS}


@click.command(name="rotate-key", short_help="Put a new key in the place of an old one.")
@click.argument("name", type=click.Choice([*NAMES, CASES, BACKUP]))
def rotate_key(name: str) -> None:
    """Make a new key NAME, and put everything that is under the old one under it.

    The name "cases" gives every case a new key, and seals its texts and files again under it.

    Stop the server first. Interrupted at any moment, nothing is lost: run it again. What is told of
    the key goes into the log. Backups stay under the keys that they were made with, which stay in
    backup.key until you delete their lines; so does what the log sealed until now.

    Example: flask rotate-key master
    """
    settings = read_settings()
    try:
        _rotate(settings, name)
    except StoreError as error:
        stop(str(error))
    except OSError as error:
        stop(f"A file can't be written ({error.strerror}). Make room and run it again.")
    if name == CASES:
        click.echo("Every case has a new key, and all is sealed under it. Make a backup now.")
    else:
        click.echo(f"The key {name} is a new one. Copy the folder of keys to where you keep it.")


def _rotate(settings: Settings, name: str) -> None:
    if name == BACKUP:
        add_backup_key(settings.keys)
    elif name == CASES:
        rotate_case_keys(settings, lambda each: list_search_words(each.names, each.contact))
    else:
        rotate(settings, NAMES[name])
    store = open_store(settings)
    try:
        with store.records.writing() as session:
            note_act(session, Deed.KEY_ROTATED, name)
    finally:
        store.close()
