"""`flask validate`: how often each rule set says what was decided."""

from collections.abc import Sequence

import click

from app.cli.ending import stop_with
from app.cli.folders import read_folders
from app.documents.problem import DocumentError
from app.engine.model import DecidedCase
from app.engine.validation import Agreement, Comparison, Proportion, compare_cases, load_cases
from app.services.library import load_library


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
        cases = load_cases(folders.rules, library.instruments.catalogues)
    except DocumentError as error:
        stop_with(error.problems)
    rules = library.rules
    newest = [rules.rule_sets.newest(name) for name in rules.rule_sets.list_ids()]
    compiled = [group for each in newest for group in rules.compile_groups(each)]
    click.echo(describe_cases(cases))
    for agreement in compare_cases(compiled, cases):
        _print_agreement(agreement)


def describe_cases(cases: Sequence[DecidedCase]) -> str:
    """Say how few the cases are, who coded them and how many were verified."""
    verified = sum(case.verified for case in cases)
    return (
        f"{len(cases)} decided cases, {verified} of them verified in a source. These are very few, "
        "and they were not drawn by chance. One person coded them from the published facts, "
        "knowing how each was decided. So this shows where rules and courts differ; it doesn't "
        "measure how well the rules work."
    )


def _print_agreement(agreement: Agreement) -> None:
    rule_set, group = agreement.compiled.rule_set, agreement.compiled.group
    click.echo(f"\n{rule_set.id}@{rule_set.version} ({group}): {agreement.target.value}")
    click.echo("  case  decided  assuming noes  leaving open")
    for each in agreement.comparisons:
        click.echo(f"  {_say_row(each)}")
    click.echo(f"  sensitivity {_say(agreement.sensitivity)}")
    click.echo(f"  specificity {_say(agreement.specificity)}")


def _say_row(each: Comparison) -> str:
    decided = "yes" if each.decided else "no"
    said = (each.assuming_noes.value, each.leaving_open.value.replace("unknown", "open"))
    return f"{each.case.id:4}  {decided:7}  {said[0]:13}  {said[1]}"


def _say(proportion: Proportion) -> str:
    if not proportion.total:
        return "can't be told: there is no such case"
    low, high = proportion.interval
    return f"{proportion.count} of {proportion.total} (95 % interval {low:.0%} to {high:.0%})"
