"""How commands end: 0 when done, 1 when the input has problems, 2 when they were used wrongly."""

from collections.abc import Sequence
from typing import Final, NoReturn

import click

from app.documents.problem import Problem

PROBLEMS: Final = 1


def stop(sentence: str) -> NoReturn:
    """End with one sentence that says why."""
    click.echo(sentence, err=True)
    raise SystemExit(PROBLEMS)


def stop_with(problems: Sequence[Problem]) -> NoReturn:
    """End with all problems, one a line."""
    for problem in problems:
        click.echo(str(problem))
    stop(f"{len(problems)} problem(s).")
