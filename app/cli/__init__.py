"""Commands of the front door `flask …`: each says with --help what it does, with an example."""

from collections.abc import Sequence
from typing import Final

import click
from flask import Flask

from app.cli.assessing import assess
from app.cli.backups import backup, restore
from app.cli.checking import check
from app.cli.codebook import codebook
from app.cli.datasets import export, import_records, tables
from app.cli.explaining import explain
from app.cli.impact import impact
from app.cli.installation import migrate, seed
from app.cli.log import export_log, verify_log
from app.cli.policy import list_command_policies
from app.cli.printing import paper
from app.cli.rotating import rotate_key
from app.cli.schemas import schema
from app.cli.users import users
from app.cli.validating import validate
from app.cli.versions import diff, publish

COMMANDS: Final[Sequence[click.Command]] = (
    assess,
    backup,
    check,
    codebook,
    diff,
    explain,
    export,
    export_log,
    impact,
    import_records,
    migrate,
    paper,
    publish,
    restore,
    rotate_key,
    schema,
    seed,
    tables,
    users,
    validate,
    verify_log,
)


def create_command_line() -> Flask:
    """Give an application with the commands alone: they work where the whole one can't start."""
    app = Flask("app")
    register_commands(app)
    return app


def register_commands(app: Flask) -> None:
    """Give an application the commands, or raise CommandWithoutPolicyError."""
    list_command_policies(COMMANDS)
    for command in COMMANDS:
        app.cli.add_command(command)
