"""`flask assess`: a rule set over a whole file of records."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from app.cli.ending import PROBLEMS, stop, stop_with
from app.cli.folders import read_folders
from app.documents.problem import DocumentError
from app.engine.compile import CompiledRuleSet
from app.instruments.references import suggest
from app.services.library import load_library

ENDINGS: Final = (".csv", ".parquet")
ENGINES: Final = ("polars", "dask", "spark")
GROUP_IF_LEFT_OUT: Final = "adult"


def _check_ending(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix.lower() not in ENDINGS:
        raise click.BadParameter(f"{path.name} must end with {' or '.join(ENDINGS)}.")
    if path is not None and not path.resolve().parent.is_dir():
        raise click.BadParameter(f"There is no folder {path.resolve().parent}. Make it first.")
    return path


@dataclass(frozen=True)
class Wishes:
    """What was asked for on the command line."""

    rule_set: str
    input_file: Path
    output: Path | None
    engine: str
    explain: bool
    counts: bool
    group: str | None
    workers: int


@click.command(short_help="Score a file of records by a rule set.")
@click.argument("rule_set")
@click.argument(
    "input_file",
    metavar="INPUT",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    callback=_check_ending,
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_check_ending,
    help="CSV or Parquet, by its ending. Without it, CSV is printed.",
)
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, help="Processes of dask and spark.")
@click.option("--explain", is_flag=True, help="Add a column of what could still decide.")
@click.option("--counts", is_flag=True, help="Count the results instead of writing each.")
@click.option("--group", help="Whose strengths are used, where a rule set has several groups.")
def assess(**wishes: object) -> None:
    """Score every record of INPUT by RULE_SET, which is an id of rules/ or `id@version`.

    INPUT is CSV or Parquet with a column record_id, and a column for any indicator by its id. A
    cell is yes, no or unknown; an empty one is unknown. All that is wrong is listed, up to 100
    problems, and then nothing is written.

    Example: flask assess presumption-adult survey.csv --output results.csv
    """
    _assess(Wishes(**wishes))  # type: ignore[arg-type] # Click has converted and checked each.


def _assess(wishes: Wishes) -> None:
    # Polars takes a quarter of a second to start, and no other command needs it.
    from app.bulk.assess import Request, assess_file  # noqa: PLC0415
    from app.bulk.engines import EngineMissingError, find_engine  # noqa: PLC0415
    from app.bulk.problems import InputError  # noqa: PLC0415
    from app.bulk.progress import Meter, estimate_records  # noqa: PLC0415

    _refuse_contradictions(wishes)
    request = Request(
        compiled=_compile(wishes.rule_set, wishes.group),
        path=wishes.input_file,
        output=wishes.output,
        explain=wishes.explain,
        counts=wishes.counts,
    )
    meter = Meter(estimate_records(wishes.input_file))
    try:
        assess_file(request, find_engine(wishes.engine, wishes.workers), meter, sys.stdout.buffer)
    except InputError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        click.echo(f"{len(error.problems)} problem(s). Nothing was written.", err=True)
        raise SystemExit(PROBLEMS) from error
    except EngineMissingError as error:
        stop(str(error))
    finally:
        meter.finish()


def _refuse_contradictions(wishes: Wishes) -> None:
    if wishes.counts and wishes.explain:
        raise click.UsageError(
            "--counts has no records that --explain could add to. Leave one out."
        )
    if wishes.output is not None and wishes.output.resolve() == wishes.input_file.resolve():
        raise click.UsageError("--output is the INPUT itself. Give it another name.")


def _compile(name: str, group: str | None) -> CompiledRuleSet:
    folders = read_folders()
    try:
        rules = load_library(folders.indicators, folders.rules).rules
    except DocumentError as error:
        stop_with(error.problems)
    published = rules.find(name)
    if published is None:
        hint = suggest(name, rules.rule_sets.list_ids(), "rule set")
        raise click.BadParameter(f"There is no rule set “{name}”. {hint}", param_hint="RULE_SET")
    by_group = {each.group: each for each in rules.compile_groups(published)}
    if group is None:
        first = next(iter(by_group.values()))
        return {str(key): each for key, each in by_group.items()}.get(GROUP_IF_LEFT_OUT, first)
    found = next((each for key, each in by_group.items() if key == group), None)
    if found is None:
        groups = ", ".join(str(key) for key in by_group if key) or "none"
        raise click.BadParameter(f"{name} has these groups: {groups}.", param_hint="--group")
    return found
