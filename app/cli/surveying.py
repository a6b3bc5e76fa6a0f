"""The page of a survey, from the shares that were just written."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from app.bulk.output import read_results
from app.engine.compile import CompiledRuleSet
from app.reports.survey import Share, Survey, render_survey


def write_survey_page(
    written: Path, page: Path, compiled: CompiledRuleSet, file: str, drawn: Mapping[str, str]
) -> None:
    """Write the page of the shares in a file, the whole of it at one stroke.

    `drawn` says of each part of the design which column it is.
    """
    survey = Survey(tuple(_read_shares(written)), file, drawn)
    made = page.with_name(f".{page.name}.part")
    try:
        made.write_text(render_survey(survey, compiled), encoding="utf-8")
        made.replace(page)
    finally:
        made.unlink(missing_ok=True)


def _read_shares(written: Path) -> Iterator[Share]:
    for row in read_results(written, ("column", "value", "by")):
        yield Share(**{each.name: row[each.name] for each in fields(Share)})
