"""The command that puts new keys in the place of old ones."""

import click

from app.cli.ending import stop
from app.cli.installation import read_settings
from app.services.names import list_search_words
from app.settings import Settings
from app.store.backup_files import add_backup_key
from app.store.dropping_keys import count_on_older_keys, drop_older_keys
from app.store.errors import StoreError
from app.store.key_files import KeyFile
from app.store.log import Deed, note_act
from app.store.password_keys import Hanging
from app.store.resealing import rotate_case_keys
from app.store.rotation import STEPS
from app.store.rotation import rotate_key as rotate
from app.store.setup import open_store

BACKUP = "backup"
CASES = "cases"
NAMES = {name.value.removesuffix(".key"): name for name in STEPS}
PASSWORDS = KeyFile.PASSWORDS.value.removesuffix(".key")


@click.command(name="rotate-key", short_help="Put a new key in the place of an old one.")
@click.argument("name", type=click.Choice([*NAMES, CASES, BACKUP]))
@click.option("--drop", is_flag=True, help="Destroy older keys of passwords that nobody needs.")
def rotate_key(name: str, *, drop: bool) -> None:
    """Make a new key NAME, and put everything that is under the old one under it.

    The name "cases" gives every case a new key, and seals its texts and files again under it. Each
    password is put under a new key when it is next typed; "passwords --drop" makes no new key, says
    how many people wait for that still, and destroys the older keys once nobody does.

    Stop the server first. Interrupted at any moment, nothing is lost: run it again. What is told of
    the key goes into the log. Backups stay under the keys that they were made with, which stay in
    backup.key until you delete their lines; so does what the log sealed until now.

    Example: flask rotate-key master
    """
    if drop and name != PASSWORDS:
        raise click.UsageError("Keys of passwords alone are dropped: rotate-key passwords --drop")
    settings = read_settings()
    try:
        click.echo(_drop(settings) if drop else _rotate(settings, name))
    except StoreError as error:
        stop(str(error))
    except OSError as error:
        stop(f"A file can't be written ({error.strerror}). Make room and run it again.")


def _drop(settings: Settings) -> str:
    hanging = drop_older_keys(settings)
    if hanging:
        stop(f"Nothing was destroyed. {_word_hanging(hanging)}")
    return "No older key of passwords is left. Restart the server, so that it forgets them too."


def _word_hanging(hanging: Hanging) -> str:
    """Say who hangs on older keys, and what ends it."""
    return (
        f"On older keys hang the passwords of {hanging.passwords} and the recovery codes of "
        f"{hanging.recovery_codes} people. Passwords are put under the new key when their people "
        "next sign in, and codes when they make new ones; a reset ends both."
    )


def _rotate(settings: Settings, name: str) -> str:
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
    if name == CASES:
        return "Every case has a new key, and all is sealed under it. Make a backup now."
    said = f"The key {name} is a new one. Copy the folder of keys to where you keep it."
    return f"{said}\n{_word_hanging(count_on_older_keys(settings))}" if name == PASSWORDS else said
