"""`flask impact`: what the drafts would change in the results that are stored, as counts."""

from collections import Counter
from collections.abc import Iterator, Mapping

import click

from app.assessment.compare import ResultChange
from app.cli.ending import stop, stop_with
from app.cli.installation import read_settings
from app.documents.problem import DocumentError
from app.services.impact import Impact, preview
from app.services.library import load_library
from app.store.errors import StoreError
from app.store.setup import open_store


@click.command(short_help="Count what the drafts would change in stored results.")
def impact() -> None:
    """Compare the newest result of every interview with what the drafts would make of it.

    Nothing is changed, and counts alone are printed. Results whose questions or country's values
    would change as well can't be compared without their answers; they are counted apart.

    Example: THRESHOLD_MODE=demonstration flask impact
    """
    settings = read_settings()
    try:
        library = load_library(
            settings.indicators, settings.rules, drafts=True, switched_on=settings.switched_on
        )
        store = open_store(settings)
    except DocumentError as error:
        stop_with(error.problems)
    except StoreError as error:
        stop(str(error))
    try:
        with store.records.reading() as session:
            found = preview(session, library)
    finally:
        store.close()
    for line in word_impact(found):
        click.echo(line)


def word_impact(found: Impact) -> Iterator[str]:
    """Say the counts in words, one line for each thing that would come out differently."""
    yield f"Of {found.looked_at} stored results, {found.changed} would change."
    if found.beyond:
        yield f"{found.beyond} more can't be compared: their questions or values would change too."
    if found.added:
        yield f"{found.added} were never looked at by some rule set; that adds to them."
    things: dict[str, Counter[str]] = {}
    for change, count in found.changes.items():
        if not change.before:
            continue
        things.setdefault(_name(change), Counter())[_word_codes(change)] += count
    for name in sorted(things):
        yield f"  {name}: {_word_counts(things[name])}"


def _name(change: ResultChange) -> str:
    group = f" ({change.group})" if change.group else ""
    return f"{change.rule_set}{group}, {change.name or change.kind}"


def _word_codes(change: ResultChange) -> str:
    """Say what would come out; several outcomes that are all possible are open."""
    return change.after[0] if len(change.after) == 1 else "open" if change.after else "nothing"


def _word_counts(counts: Mapping[str, int]) -> str:
    parts = ", ".join(f"{count} to {code}" for code, count in sorted(counts.items()))
    return f"{sum(counts.values())} would change: {parts}"
