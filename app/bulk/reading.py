"""Read a file once where its spellings can be told from each other, and with care where not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from app.bulk.intake import Intake, Progress, list_odd_cells
from app.bulk.marking import mark_what_is_not_utf8
from app.bulk.problems import InputError, RecordProblem, sort_problems
from app.bulk.sources import Source, count_records
from app.bulk.spellings import Spellings, list_answers


@dataclass(frozen=True)
class Report:
    """How many records there were, what was wrong with them, and sums if these were asked for."""

    records: int
    problems: tuple[RecordProblem, ...]
    sums: Mapping[str, int]


def read_through(
    source: Source, folder: Path, progress: Progress, use: Callable[[Intake], Mapping[str, int]]
) -> Report:
    """Give what `use` makes of a reading of the source; where a cell is wrong, it is worth nothing.

    It may be used again, and must then begin anew. Raises InputError where the source can't be
    read to its end.
    """
    if source.is_csv:
        source = mark_what_is_not_utf8(source, folder)
    if source.is_csv or source.has_texts:
        report = _read_quickly(source, folder, progress, use)
        if report is not None:
            return report
    problems = _look_with_care(source)
    if problems:
        return Report(count_records(source), problems, {})
    intake = Intake(source, folder, progress)
    return Report(sums=use(intake), records=intake.records, problems=())


def look_for_problems(source: Source, folder: Path) -> Report:
    """Look for what is wrong with the cells of a source, as `read_through` does."""

    def let_go(intake: Intake) -> Mapping[str, int]:
        intake.read(source.texts, with_ids=False).sink_batches(lambda _: None)
        return {}

    return read_through(source, folder, lambda _: None, let_go)


def _read_quickly(
    source: Source, folder: Path, progress: Progress, use: Callable[[Intake], Mapping[str, int]]
) -> Report | None:
    """Read by a list of spellings; give None for what can't be read so.

    That is what has more odd spellings than the list has room for. Odd spellings of answers are
    learnt, and the source is read again.
    """
    learnt: list[str] = []
    while True:
        spellings = Spellings(learnt)
        intake = Intake(source, folder, progress, spellings)
        try:
            sums = use(intake)
        except pl.exceptions.PolarsError:
            intake.forget()
            return None
        texts = spellings.find_texts(intake.odd_places)
        answers = list_answers(texts.values())
        if not answers:
            problems = sort_problems(intake.list_problems(texts))
            return Report(intake.records, problems, {} if problems else sums)
        learnt += answers
        intake.forget()


def _look_with_care(source: Source) -> tuple[RecordProblem, ...]:
    """Give what is wrong with the cells of a source. Raises InputError for one without an end."""
    try:
        return tuple(list_odd_cells(source))
    except pl.exceptions.ComputeError as error:
        what = f"can't be read to its end: {' '.join(str(error).split())[:200]}"
        hint = "Look for quotes that never end."
        raise InputError([RecordProblem(str(source.path), 0, "", None, what, hint)]) from error
