"""`flask validate`: how often each rule set says what was decided."""

import click

from app.cli.ending import stop_with
from app.cli.folders import read_folders
from app.documents.problem import DocumentError
from app.engine.validation import Comparison
from app.services.library import load_library
from app.services.validation import Measured, Rate, Validation
from app.services.validation import validate as validate_library


@click.command(short_help="Hold every rule set against decided cases.")
def validate() -> None:
    """Compare every rule set with every court case in rules/validation/ that was decided.

    Prints for each rule set what it says of each case, and how often it says what was decided, with
    exact 95 % confidence intervals.

    Example: flask validate
    """
    folders = read_folders()
    try:
        library = load_library(folders.indicators, folders.rules)
        found = validate_library(library)
    except DocumentError as error:
        stop_with(error.problems)
    click.echo(describe_cases(found))
    for measured in found.measured:
        _print_measured(measured)


def describe_cases(found: Validation) -> str:
    """Say how few the cases are, who coded them and how many were verified."""
    return (
        f"{len(found.cases)} decided cases, {found.verified} of them verified in a source. These "
        "are very few, and they were not drawn by chance. One person coded them from the "
        "published facts, knowing how each was decided. So this shows where rules and courts "
        "differ; it doesn't measure how well the rules work."
    )


def _print_measured(measured: Measured) -> None:
    agreement = measured.agreement
    rule_set, group = agreement.compiled.rule_set, agreement.compiled.group
    click.echo(f"\n{rule_set.id}@{rule_set.version} ({group}): {agreement.target.value}")
    click.echo("  case  decided  assuming noes  leaving open")
    for each in agreement.comparisons:
        click.echo(f"  {_say_row(each)}")
    click.echo(f"  sensitivity {_say(measured.sensitivity)}")
    click.echo(f"  specificity {_say(measured.specificity)}")


def _say_row(each: Comparison) -> str:
    decided = "yes" if each.decided else "no"
    # Where every fact is assumed nothing stays open: what is not known then was never said.
    said = (
        each.assuming_noes.value.replace("unknown", "nothing"),
        each.leaving_open.value.replace("unknown", "open"),
    )
    return f"{each.case.id:4}  {decided:7}  {said[0]:13}  {said[1]}"


def _say(rate: Rate) -> str:
    if not rate.total:
        return "can't be told: there is no such case"
    return f"{rate.count} of {rate.total} (95 % interval {rate.low:.0%} to {rate.high:.0%})"
