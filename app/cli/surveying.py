"""The page of a survey, from the shares that were just written."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

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
    # Polars takes a quarter of a second to start, and no other command needs it.
    from app.bulk.output import read_results  # noqa: PLC0415

    texts = {name: kind for name, kind in get_type_hints(Share).items() if kind is str}
    for row in read_results(written, texts):
        yield Share(**{each.name: row[each.name] for each in fields(Share)})
