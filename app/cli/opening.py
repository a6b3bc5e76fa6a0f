"""Open the store for one command, and close it whatever happens."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

from app.cli.ending import stop, stop_with
from app.cli.installation import read_settings
from app.datasets.catalogue import Datasets
from app.documents.problem import DocumentError
from app.services.dataset_records import load_kept
from app.settings import Settings
from app.store.errors import StoreError
from app.store.setup import Store, open_store


@dataclass(frozen=True)
class Opened:
    """What a command about datasets works with."""

    settings: Settings
    store: Store
    datasets: Datasets


@contextmanager
def open_datasets() -> Iterator[Opened]:
    """Give the store and the datasets; what can't be opened or read ends the command."""
    settings = read_settings()
    try:
        datasets = load_kept(settings.indicators)
        store = open_store(settings)
    except DocumentError as error:
        stop_with(error.problems)
    except StoreError as error:
        stop(str(error))
    try:
        yield Opened(settings, store, datasets)
    except StoreError as error:
        stop(str(error))
    finally:
        store.close()


@contextmanager
def cancel_cleanly() -> Iterator[None]:
    """Let a command that is told to end do so as with Ctrl+C: it takes back what is half done."""

    def end(_: int, __: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    except KeyboardInterrupt:
        stop("Cancelled. Nothing was written.")
    finally:
        signal.signal(signal.SIGTERM, before)
