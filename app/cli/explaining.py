"""`flask explain`: whether the result that a printed PDF states follows from what it carries."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from app.assessment.compare import AssessmentDiff
from app.cli.ending import stop, stop_with
from app.cli.folders import read_folders
from app.documents.problem import DocumentError
from app.reports.carried import Carried, NothingCarriedError, read_carried
from app.services.carrying import Recomputed, UnknownFormatError, recompute
from app.services.library import Library, VersionMissingError, load_library


@click.command(short_help="Work the result in a printed PDF out again.")
@click.argument("pdf", metavar="FILE.pdf", type=click.Path(exists=True, dir_okay=False))
def explain(pdf: str) -> None:
    """Read the assessment that FILE.pdf carries, and work its result out again.

    Says whether what it carries is what it was issued with, and whether the same result follows
    by the versions that it names. A shareable document carries no answers: there, the result is
    worked out from its indicators. Nothing is looked up: whether the document was withdrawn, the
    page that its QR code leads to says.

    Example: flask explain summary.pdf
    """
    try:
        carried = read_carried(Path(pdf).read_bytes())
    except NothingCarriedError as error:
        stop(f"{pdf}: {error}")
    if not carried.is_unchanged:
        stop(_say_changed(carried))
    content = json.loads(carried.content)
    if "kind" in content:
        click.echo(f"Fingerprint {carried.fingerprint}: as issued.")
        click.echo(f"Document {_clean(content['document'])}, {_clean(content['level'])}.")
        click.echo("It carries what it says; there is no result to work out again.")
        return
    again = _recompute(carried)
    click.echo(f"Fingerprint {carried.fingerprint}: as issued.")
    for line in _describe(json.loads(carried.content)):
        click.echo(line)
    if not again.is_same:
        _list_differences(again.diff)
        stop("Another result follows from what this document carries.")
    click.echo(f"The same result follows from its {_say_base(again)}.")


def _recompute(carried: Carried) -> Recomputed:
    try:
        return recompute(_load(), carried.content)
    except VersionMissingError as error:
        stop(str(error))
    except UnknownFormatError:
        stop("What this PDF carries was not written by this version of Threshold.")


def _load() -> Library:
    folders = read_folders()
    try:
        return load_library(folders.indicators, folders.rules)
    except DocumentError as error:
        stop_with(error.problems)


def _say_changed(carried: Carried) -> str:
    return (
        "What this PDF carries was changed after it was issued.\n"
        f"  issued with {carried.declared}\n  now has     {carried.fingerprint}\n"
        "Ask whoever issued it for the document anew."
    )


def _say_base(again: Recomputed) -> str:
    return "indicators (it carries no answers)" if again.from_indicators else "answers"


def _describe(content: dict[str, Any]) -> Iterator[str]:
    """Say which document it is, by which versions, and what the result is."""
    assessment = content["assessment"]
    number = _clean(content.get("document")) or "without a number (a working copy)"
    yield f"Document {number}, {_clean(content.get('level'))}, {_clean(content['issued_on'])}."
    yield f"Case {_clean(content.get('case')) or 'not stated'}."
    if content.get("decision"):
        yield f"Decided by a person: {_clean(content['decision'])}."
    for each in assessment["versions"]:
        yield f"  {_clean(each['kind']):13} {_clean(each['name'])}"
    for result in assessment["leading"]:
        findings = ", ".join(f"{name}: {said}" for name, said in result["findings"].items())
        outcomes = ";".join(result["possible_outcomes"])
        yield _clean(f"{result['rule_set']}: {findings}; outcome {outcomes}")


def _clean(said: object) -> str:
    """Give a word of the file without what a terminal would obey."""
    return "".join(letter for letter in str(said or "") if letter.isprintable())


def _list_differences(diff: AssessmentDiff) -> None:
    for version in diff.versions:
        click.echo(f"  {version.kind}: {version.before} is {version.after} now")
    for state in diff.indicators:
        click.echo(f"  {state.indicator}: {state.before} is {state.after} now")
    for each in diff.results:
        said, now = (";".join(codes) or "nothing" for codes in (each.before, each.after))
        click.echo(f"  {each.rule_set} {each.kind} {each.name}: {said} is {now} now")
