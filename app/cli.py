"""Commands of the front door `flask …`: each says with --help what it does, with an example."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NoReturn

import click
from flask import Flask

from app.clock import SYSTEM_CLOCK
from app.documents.problem import DocumentError, Problem
from app.engine.example_checks import check_examples
from app.services.library import load_library
from app.services.sample import SampleRefusedError, SignIn, load_sample
from app.services.workplace import Workplace
from app.settings import VARIABLES, Settings, SettingsError, load_settings
from app.store.errors import StoreError
from app.store.key_files import KeyFile
from app.store.setup import open_store, read_key, set_up_store
from app.web.sign_in import hash_password

DONE: Final = 0
PROBLEMS: Final = 1


@click.command(short_help="Read every instrument and rule set strictly.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Read every instrument, rule set, parameter file and worked example strictly.

    Prints each problem as `file:line: path: what. Hint`, and ends with 1 if there are any. With
    PATHs, only the problems of those files or folders are printed and counted.

    Example: flask check indicators/questionnaires/short-screening
    """
    indicators, rules = _read_folder("THRESHOLD_INDICATORS"), _read_folder("THRESHOLD_RULES")
    problems = [each for each in _list_problems(indicators, rules) if _is_meant(each, paths)]
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{len(problems)} problem(s).", err=True)
        raise SystemExit(PROBLEMS)
    click.echo("Everything in indicators/ and rules/ is sound." if not paths else "Sound.")


@click.command(short_help="Make the databases, or bring them up to date.")
def migrate() -> None:
    """Make the keys and databases that are missing, and bring all tables up to date.

    What is there is never replaced. Run it before the first start and after each upgrade.

    Example: THRESHOLD_MODE=demonstration flask migrate
    """
    _try(lambda: set_up_store(_read_settings()))


@click.command(short_help="Load the invented sample organisation.")
def seed() -> None:
    """Load an invented organisation with one person per role, and some invented screenings.

    Refuses on a database with real cases and in production. Run a second time, it only prints the
    sign-ins again.

    Example: THRESHOLD_MODE=demonstration flask seed
    """
    settings = _read_settings()
    if not settings.is_demonstration:
        _stop("Sample people are never loaded in production. Set THRESHOLD_MODE=demonstration.")
    _try(lambda: _seed(settings))


COMMANDS: Final[Sequence[click.Command]] = (check, migrate, seed)


def create_command_line() -> Flask:
    """Give an application with the commands alone: they work where the whole one can't start."""
    app = Flask("app")
    register_commands(app)
    return app


def register_commands(app: Flask) -> None:
    """Give an application the commands."""
    for command in COMMANDS:
        app.cli.add_command(command)


def _read_folder(name: str) -> Path:
    """Give a folder from the environment; checking needs none of the other settings."""
    default = next(each.everywhere for each in VARIABLES if each.name == name)
    return Path(os.environ.get(name, "").strip() or default or "").resolve()


def _list_problems(indicators: Path, rules: Path) -> tuple[Problem, ...]:
    try:
        library = load_library(indicators, rules)
    except DocumentError as error:
        return error.problems
    return tuple(check_examples(rules, library.rules))


def _is_meant(problem: Problem, paths: tuple[Path, ...]) -> bool:
    """Say whether a problem belongs to one of the files or folders that were named."""
    if not paths:
        return True
    file = f"/{problem.file}"
    return any(_belongs(file, path.resolve()) for path in paths)


def _belongs(file: str, path: Path) -> bool:
    """Compare by the end of the paths, since problems name files from the top folder on."""
    files = (path,) if path.is_file() else path.rglob("*.yaml")
    return any(each.as_posix().endswith(file) for each in files)


def _seed(settings: Settings) -> None:
    store = open_store(settings)
    key = read_key(settings, KeyFile.PASSWORDS).secret
    try:
        library = load_library(settings.indicators, settings.rules)
        workplace = Workplace(library, store.records, store.keys, SYSTEM_CLOCK)
        with store.records.writing() as session:
            sign_ins = load_sample(session, workplace, lambda word: hash_password(word, key))
    finally:
        store.close()
    _print_sign_ins(sign_ins)


def _print_sign_ins(sign_ins: Sequence[SignIn]) -> None:
    click.echo("Invented people to sign in as:")
    for each in sign_ins:
        click.echo(f"  {each.role:14} {each.email:38} {each.password}")


def _read_settings() -> Settings:
    try:
        return load_settings(os.environ)
    except SettingsError as error:
        _stop(str(error))


def _try(task: Callable[[], None]) -> None:
    try:
        task()
    except (DocumentError, StoreError, SampleRefusedError) as error:
        _stop(str(error))


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(PROBLEMS)
