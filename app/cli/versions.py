"""`flask diff` and `flask publish`: from a draft to a version, and what is different about it."""

from collections.abc import Sequence

import click

from app.cli.ending import stop, stop_with
from app.cli.folders import read_folders
from app.documents.problem import DocumentError
from app.engine.catalogue import Rules
from app.engine.compile import CompiledRuleSet
from app.engine.diff import DIMENSION, OUTCOME, Difference, Rewording, diff_rule_sets
from app.instruments.references import suggest
from app.services.library import load_library
from app.services.publishing import NothingToPublishError
from app.services.publishing import publish as publish_drafts


@click.command(short_help="Say in words what is different between two rule sets.")
@click.argument("one")
@click.argument("other")
@click.option("--group", help="For which group, where one of them has several.")
def diff(one: str, other: str, group: str | None) -> None:
    """Compare rule sets or versions of one: what they say, and what comes out differently.

    ONE and OTHER are ids (the newest published version), `id@version`, or `id@draft`. For
    everything that can come out differently the smallest example is printed: the fewest present
    indicators, with all others absent. This is exact: what is not printed never comes out
    differently.

    Example: flask diff presumption-adult@1.0.0 presumption-adult@draft
    """
    folders = read_folders()
    try:
        rules = load_library(folders.indicators, folders.rules, drafts=True).rules
    except DocumentError as error:
        stop_with(error.problems)
    before, after = (_compile(name, rules, group) for name in (one, other))
    found = diff_rule_sets(before, after)
    click.echo(f"{_name(before)} → {_name(after)}")
    _print_rewordings(found.rewordings)
    _print_differences(found.differences)


@click.command(short_help="Make published versions of drafts.")
@click.argument("folder", type=click.Choice(["rules", "indicators"]))
@click.argument("ids", nargs=-1)
def publish(folder: str, ids: tuple[str, ...]) -> None:
    """Publish the drafts in rules/ or indicators/: all of them, or those with these IDS.

    A draft is a file `draft.yaml` beside the versions, with the number that it is to have and what
    is new below `changes:`. Everything is checked first. Then the file gets the name of its version
    and a fingerprint in published.sha256, and is never changed again.

    Example: flask publish rules presumption-adult
    """
    folders = read_folders()
    place = folders.rules if folder == "rules" else folders.indicators
    try:
        names = publish_drafts(place, folders.indicators, folders.rules, ids)
    except DocumentError as error:
        stop_with(error.problems)
    except NothingToPublishError as error:
        which = f" of {error}" if str(error) else ""
        stop(f"There is no draft{which} in {folder}/. Write `<id>/draft.yaml` first.")
    for name in names:
        click.echo(f"Published {name}.")


def _compile(name: str, rules: Rules, group: str | None) -> CompiledRuleSet:
    published = rules.find(name)
    if published is None:
        known = [*rules.rule_sets.list_ids(), *rules.rule_sets.list_names()]
        sentence = f"There is no rule set “{name}”. {suggest(name, known, 'rule set')}"
        raise click.BadParameter(sentence, param_hint="ONE and OTHER")
    compiled = rules.compile_groups(published)
    if len(compiled) == 1:
        return compiled[0]
    fitting = [each for each in compiled if each.group == group]
    if not fitting:
        groups = ", ".join(str(each.group) for each in compiled)
        sentence = f"“{name}” has several groups. Name one of: {groups}."
        raise click.BadParameter(sentence, param_hint="--group")
    return fitting[0]


def _name(compiled: CompiledRuleSet) -> str:
    group = f" ({compiled.group})" if compiled.group else ""
    return f"{compiled.rule_set.id}@{compiled.rule_set.version}{group}"


def _print_rewordings(rewordings: Sequence[Rewording]) -> None:
    click.echo("\nWhat they say differently:")
    if not rewordings:
        click.echo("  Nothing.")
    for each in rewordings:
        click.echo(f"  {each.place}")
        click.echo(f"    before: {each.before or '–'}")
        click.echo(f"    now:    {each.after or '–'}")


def _print_differences(differences: Sequence[Difference]) -> None:
    click.echo("\nWhat comes out differently, with the smallest example of each:")
    for each in differences:
        name = {OUTCOME: "outcome", DIMENSION: f"dimension {each.name}"}.get(each.kind, each.name)
        click.echo(f"  {name}: {each.before} → {each.after}")
        click.echo(f"    with {', '.join(each.present) or 'nothing'} present")
    if not differences:
        click.echo("  Nothing, whatever is present, absent or unknown.")
