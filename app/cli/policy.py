"""What each command opens, and to whom: one without an entry keeps the command line from starting.

Commands run on the server itself. Whoever can start one that reads records can read the key files
too, so nothing here is a lock; it says what a person who runs commands has to be trusted with.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

import click


class Opens(Enum):
    """What a command touches, and who has to be there."""

    RULES_ALONE = "indicators, rules and files that are given; no records"
    RULES_ARE_WRITTEN = "writes indicators or rules; no records"
    RECORDS_ARE_COUNTED = "reads records, and gives counts alone"
    RECORDS_LEAVE = "reads records, and writes them to a file that may leave the house"
    RECORDS_ARE_TAKEN_IN = "writes records from a file, for somebody who is named"
    LOG_IS_READ = "reads the log: who did what, by ids"
    EVERYTHING_IS_COPIED = "copies all records and keys, sealed under the key of backups"
    DATABASES_ARE_MADE = "makes and changes databases and keys"
    SAMPLE_IS_WRITTEN = "writes invented people and cases, never in production"
    ACCOUNTS_ARE_READ = "reads accounts"
    ACCOUNTS_ARE_WRITTEN = "writes accounts"
    RESETS_A_SIGN_IN = "writes an account, when two administrators show both factors"


COMMANDS_OPEN: Final[Mapping[str, Opens]] = {
    **dict.fromkeys(
        ("assess", "check", "codebook", "diff", "explain", "paper", "validate"), Opens.RULES_ALONE
    ),
    **dict.fromkeys(("publish", "schema"), Opens.RULES_ARE_WRITTEN),
    **dict.fromkeys(("impact", "tables"), Opens.RECORDS_ARE_COUNTED),
    "export": Opens.RECORDS_LEAVE,
    "import": Opens.RECORDS_ARE_TAKEN_IN,
    **dict.fromkeys(("verify-log", "export-log"), Opens.LOG_IS_READ),
    "backup": Opens.EVERYTHING_IS_COPIED,
    **dict.fromkeys(("migrate", "restore", "rotate-key"), Opens.DATABASES_ARE_MADE),
    "seed": Opens.SAMPLE_IS_WRITTEN,
    "users list": Opens.ACCOUNTS_ARE_READ,
    "users create": Opens.ACCOUNTS_ARE_WRITTEN,
    "users end": Opens.ACCOUNTS_ARE_WRITTEN,
    "users reset": Opens.RESETS_A_SIGN_IN,
}


class CommandWithoutPolicyError(Exception):
    """Some commands do not say what they open."""


def list_command_policies(commands: Sequence[click.Command]) -> dict[str, Opens]:
    """Give what each command opens, by its full name, or raise CommandWithoutPolicyError."""
    names = [name for command in commands for name in _list_names(command, "")]
    missing = sorted(set(names) - set(COMMANDS_OPEN))
    if missing:
        raise CommandWithoutPolicyError(
            f"Nobody said what these commands open: {', '.join(missing)}. "
            "Add them to COMMANDS_OPEN of app.cli.policy."
        )
    return {name: COMMANDS_OPEN[name] for name in sorted(names)}


def _list_names(command: click.Command, before: str) -> Iterator[str]:
    name = f"{before}{command.name}"
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from _list_names(each, f"{name} ")
    else:
        yield name
