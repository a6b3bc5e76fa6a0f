"""`flask schema`: what editors need to complete and explain the keys of YAML files."""

import click

from app.cli.folders import read_folders
from app.services.schemas import write_schemas


@click.command(short_help="Write the JSON Schemas for editors anew.")
def schema() -> None:
    """Write the JSON Schemas in indicators/ and rules/ anew, from the models and the READMEs.

    Run it after a key was added or explained in other words.

    Example: flask schema
    """
    folders = read_folders()
    for path in write_schemas(folders.indicators, folders.rules):
        click.echo(path.name)
