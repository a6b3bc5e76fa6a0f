"""`flask check`: what is wrong with instruments and rule sets, and what they can't keep."""

from pathlib import Path

import click

from app.cli.ending import stop_with
from app.cli.folders import Folders, read_folders
from app.documents.problem import Problem
from app.services.checking import Timing, check_everything


@click.command(short_help="Read and prove every instrument and rule set.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--timings", is_flag=True, help="Say how long each part took.")
def check(paths: tuple[Path, ...], *, timings: bool) -> None:
    """Read every instrument, rule set, parameter file and worked example strictly.

    Drafts are read too. Then it is proved that everything can keep what it says: answers decide,
    every rule can hold and can fail, everybody has an outcome, nothing falls without a reason.

    Prints each problem as `file:line: path: what. Hint`, and ends with 1 if there are any. With
    PATHs, only the problems of those files or folders are printed and counted.

    Example: flask check indicators/questionnaires/short-screening
    """
    folders = read_folders()
    strange = [path for path in paths if not folders.holds(path.resolve())]
    if strange:
        sentence = (
            f"{strange[0]} is neither in {folders.indicators} nor in {folders.rules}. "
            "Set THRESHOLD_INDICATORS or THRESHOLD_RULES to the folder that holds it."
        )
        raise click.UsageError(sentence)
    report = check_everything(folders.indicators, folders.rules)
    if timings:
        _print_timings(report.timings)
    problems = [each for each in report.problems if _is_meant(each, paths, folders)]
    if problems:
        stop_with(problems)
    click.echo("Everything in indicators/ and rules/ is sound." if not paths else "Sound.")


def _is_meant(problem: Problem, paths: tuple[Path, ...], folders: Folders) -> bool:
    """Say whether a problem belongs to one of the files or folders that were named."""
    file = folders.find_file(problem)
    return not paths or any(file.is_relative_to(path.resolve()) for path in paths)


def _print_timings(timings: list[Timing]) -> None:
    whole = Timing("altogether", sum(each.seconds for each in timings))
    for each in (*timings, whole):
        click.echo(f"{each.seconds:8.3f} s  {each.part}")
