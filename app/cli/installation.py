"""Commands that set an installation up: its databases and keys, and invented people to try it."""

import os
from collections.abc import Callable, Sequence

import click

from app.cli.ending import stop
from app.clock import SYSTEM_CLOCK
from app.documents.problem import DocumentError
from app.services.library import load_library
from app.services.sample import SECRET_OF_SAMPLE, SampleRefusedError, SignIn, load_sample
from app.services.workplace import Workplace
from app.settings import Settings, SettingsError, load_settings
from app.store.account_keys import derive_account_keys
from app.store.errors import StoreError
from app.store.password_keys import read_password_keys
from app.store.setup import open_store, set_up_store
from app.web.passwords import Passwords


@click.command(short_help="Make the databases, or bring them up to date.")
def migrate() -> None:
    """Make the keys and databases that are missing, and bring all tables up to date.

    What is there is never replaced. Run it before the first start and after each upgrade.

    Example: THRESHOLD_MODE=demonstration flask migrate
    """
    _try(lambda: set_up_store(read_settings()))


@click.command(short_help="Load the invented sample organisation.")
def seed() -> None:
    """Load an invented organisation with one person per role, and some invented screenings.

    Refuses on a database with real cases and in production. Run a second time, it only prints the
    sign-ins again.

    Example: THRESHOLD_MODE=demonstration flask seed
    """
    settings = read_settings()
    if not settings.is_demonstration:
        stop("Sample people are never loaded in production. Set THRESHOLD_MODE=demonstration.")
    _try(lambda: _seed(settings))


def _seed(settings: Settings) -> None:
    store = open_store(settings)
    keys = read_password_keys(settings.keys)
    try:
        library = load_library(
            settings.indicators, settings.rules, switched_on=settings.switched_on
        )
        workplace = Workplace(library, store.records, store.keys, SYSTEM_CLOCK)
        with store.records.writing() as session:
            sign_ins = load_sample(
                session, workplace, derive_account_keys(keys), Passwords(keys).hash
            )
    finally:
        store.close()
    _print_sign_ins(sign_ins)


def _print_sign_ins(sign_ins: Sequence[SignIn]) -> None:
    click.echo("Invented people to sign in as:")
    for each in sign_ins:
        click.echo(f"  {each.role:14} {each.email:38} {each.password}")
    click.echo(
        "As a second factor the sign-in page shows the code that is right just then. To have"
    )
    click.echo(f"an authenticator app show it too, set it up with this secret: {SECRET_OF_SAMPLE}")


def read_settings() -> Settings:
    """Give the settings of this installation, or stop with what is missing."""
    try:
        return load_settings(os.environ)
    except SettingsError as error:
        stop(str(error))


def _try(task: Callable[[], None]) -> None:
    try:
        task()
    except (DocumentError, StoreError, SampleRefusedError) as error:
        stop(str(error))
