"""`flask assess`: a rule set over a whole file of records."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from app.cli.ending import PROBLEMS, stop, stop_with
from app.cli.folders import read_folders
from app.documents.problem import DocumentError
from app.engine.compile import CompiledRuleSet
from app.instruments.references import suggest
from app.services.library import load_library

if TYPE_CHECKING:
    from app.bulk.assess import Request

ENDINGS: Final = (".csv", ".parquet")
PAGE_ENDINGS: Final = (".html",)
ENGINES: Final = ("polars", "dask", "spark")
GROUP_IF_LEFT_OUT: Final = "adult"


def _check_ending(_: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    endings = PAGE_ENDINGS if option.name == "page" else ENDINGS
    if path is not None and path.suffix.lower() not in endings:
        raise click.BadParameter(f"{path.name} must end with {' or '.join(endings)}.")
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
    weight: str | None
    stratum: str | None
    cluster: str | None
    by: str | None
    page: Path | None

    @property
    def columns(self) -> tuple[str | None, ...]:
        """Give the columns of a survey's design; with any of them, estimates are wanted."""
        return self.weight, self.stratum, self.cluster, self.by

    @property
    def drawn(self) -> dict[str, str]:
        """Give the columns of the design by what they say of it."""
        named = zip(("Weight", "Stratum", "Cluster", "Group"), self.columns, strict=True)
        return {said: column for said, column in named if column is not None}


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
@click.option("--weight", metavar="COL", help="How many people a record stands for.")
@click.option("--stratum", metavar="COL", help="The part of the country in which it was drawn.")
@click.option("--cluster", metavar="COL", help="What was drawn first: a village, a plantation.")
@click.option("--by", metavar="COL", help="Estimate for each value of this column too.")
@click.option(
    "--page",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_check_ending,
    help="Write the estimates as a page with charts too, to be opened in a browser.",
)
@click.option("--group", help="Whose strengths are used, where a rule set has several groups.")
def assess(**wishes: object) -> None:
    """Score every record of INPUT by RULE_SET, which is an id of rules/ or `id@version`.

    INPUT is CSV or Parquet with a column record_id, and a column for any indicator by its id. A
    cell is yes, no or unknown; an empty one is unknown. All that is wrong is listed, up to 100
    problems, and then nothing is written.

    With --weight, --stratum, --cluster or --by the file is a survey: what is written is the share
    of each result, with its standard error by the design and its interval of 95 %. With --page
    these shares become a page with charts too.

    Example: flask assess presumption-adult survey.csv --output results.csv
    """
    _assess(Wishes(**wishes))  # type: ignore[arg-type] # Click has converted and checked each.


def _assess(wishes: Wishes) -> None:
    # Polars takes a quarter of a second to start, and no other command needs it.
    from app.bulk.assess import assess_file  # noqa: PLC0415
    from app.bulk.engines import (  # noqa: PLC0415
        EngineMissingError,
        find_engine,
        require_statistics,
    )
    from app.bulk.problems import InputError  # noqa: PLC0415
    from app.bulk.progress import Meter, estimate_records  # noqa: PLC0415

    _refuse_contradictions(wishes)
    request = _build_request(wishes)
    meter = Meter(estimate_records(wishes.input_file))
    try:
        if any(wishes.columns):
            require_statistics()
        assess_file(request, find_engine(wishes.engine, wishes.workers), meter, sys.stdout.buffer)
        _write_page(wishes, request)
    except InputError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        click.echo(f"{len(error.problems)} problem(s). Nothing was written.", err=True)
        raise SystemExit(PROBLEMS) from error
    except EngineMissingError as error:
        stop(str(error))
    finally:
        meter.finish()


def _write_page(wishes: Wishes, request: "Request") -> None:
    if wishes.page is not None and request.output is not None:
        # Drawing takes a second to import; only who wants a page waits for it.
        from app.cli.surveying import write_survey_page  # noqa: PLC0415

        file = wishes.input_file.name
        write_survey_page(request.output, wishes.page, request.compiled, file, wishes.drawn)


def _build_request(wishes: Wishes) -> "Request":
    from app.bulk.assess import Request  # noqa: PLC0415 - As above.
    from app.bulk.survey import Design  # noqa: PLC0415

    return Request(
        compiled=_compile(wishes.rule_set, wishes.group),
        path=wishes.input_file,
        output=wishes.output,
        explain=wishes.explain,
        counts=wishes.counts,
        design=Design(*wishes.columns) if any(wishes.columns) else None,
    )


def _refuse_contradictions(wishes: Wishes) -> None:
    if wishes.counts and wishes.explain:
        raise click.UsageError(
            "--counts has no records that --explain could add to. Leave one out."
        )
    if any(wishes.columns) and (wishes.counts or wishes.explain):
        raise click.UsageError(
            "Estimates of a survey have no records that --explain could add to, and --counts "
            "knows no weights. Leave that out, or --weight, --stratum, --cluster and --by."
        )
    if wishes.page is not None and not (any(wishes.columns) and wishes.output):
        raise click.UsageError(
            "--page shows the estimates of a survey that --output keeps. Add --output, and one of "
            "--weight, --stratum, --cluster and --by."
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
