"""Destroy older keys of passwords once nobody hangs on them."""

from app.clock import SYSTEM_CLOCK, Clock
from app.settings import Settings
from app.store.log import Deed, note_act
from app.store.password_keys import Hanging, list_older_files, read_password_keys
from app.store.password_rotation import count_hanging, seal_secrets_again
from app.store.private_files import sync_folder
from app.store.setup import open_store


def count_on_older_keys(settings: Settings, clock: Clock = SYSTEM_CLOCK) -> Hanging:
    """Count who hangs on an older key of passwords, or raise StoreError."""
    store = open_store(settings, clock)
    try:
        with store.records.reading() as session:
            return count_hanging(session, read_password_keys(settings.keys))
    finally:
        store.close()


def drop_older_keys(settings: Settings, clock: Clock = SYSTEM_CLOCK) -> Hanging:
    """Destroy the older keys of passwords unless somebody needs one still; give who does.

    Begun again after an interruption, it destroys what is left. Raises StoreError.
    """
    store = open_store(settings, clock)
    try:
        keys, files = read_password_keys(settings.keys), list_older_files(settings.keys)
        with store.records.writing() as session:
            # Those that came back with a backup need no password for it.
            seal_secrets_again(session, keys)
            hanging = count_hanging(session, keys)
            if hanging:
                return hanging
            for path in files:
                note_act(session, Deed.KEY_DESTROYED, path.name)
        for path in files:
            path.unlink(missing_ok=True)
        sync_folder(settings.keys)
        return hanging
    finally:
        store.close()
