"""`flask codebook`: what the columns of a dataset mean, and how sure that is."""

from pathlib import Path

import click

from app.cli.ending import stop_with
from app.cli.folders import read_folders
from app.datasets.catalogue import Datasets, load_datasets
from app.datasets.codebook import word_codebook
from app.documents.problem import DocumentError


@click.command(short_help="Print what the columns of the datasets mean.")
@click.argument("names", nargs=-1)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write to this file instead.",
)
def codebook(names: tuple[str, ...], output: Path | None) -> None:
    """Print the codebook of every dataset, made from its declaration, or of those with these NAMES.

    It says of each column what it means, which codes it has, how it was established and in what
    form it may leave. A name is an id (the newest version) or `id@version`.

    Example: flask codebook victims --output codebook.md
    """
    try:
        found = load_datasets(read_folders().indicators)
    except DocumentError as error:
        stop_with(error.problems)
    wanted = names or found.datasets.list_ids()
    text = "\n".join(_word(name, found) for name in wanted)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


def _word(name: str, found: Datasets) -> str:
    try:
        shelf = found.datasets
        published = shelf.get(name) if "@" in name else shelf.newest(name)
    except KeyError as error:
        known = ", ".join(found.datasets.list_ids())
        sentence = f"There is no dataset “{name}”. Name one of: {known}."
        raise click.BadParameter(sentence) from error
    return word_codebook(published.item)
