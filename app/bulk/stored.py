"""A rule set over records that are in memory, such as all stored cases, by the path of files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from app.bulk.encoding import BYTE
from app.bulk.questions import plan_questions
from app.bulk.results import BETWEEN_NAMES, RECORD_ID
from app.bulk.scoring import score
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.evaluate import IndicatorStates
from app.engine.ids import FindingId, OutcomeCode
from app.engine.result import DimensionStatus, FindingStatus
from app.instruments.ids import DimensionId


@dataclass(frozen=True)
class Standing:
    """What a rule set says of one record; without outcome rows, no outcome is possible."""

    record_id: str
    findings: Mapping[FindingId, FindingStatus]
    dimensions: Mapping[DimensionId, DimensionStatus]
    possible_outcomes: tuple[OutcomeCode, ...]


def assess_states(
    compiled: CompiledRuleSet, records: Iterable[tuple[str, IndicatorStates]]
) -> Iterator[Standing]:
    """Give what the rule set says of each record, in their order; what a record lacks is unknown.

    It says the same as `assess_indicators`, many records at a time.
    """
    questions = plan_questions(compiled)
    ids: list[str] = []
    answers: dict[str, list[int]] = {name: [] for name in questions.indicators}
    for record_id, states in records:
        ids.append(record_id)
        for name in questions.indicators:
            answers[name].append(BYTES[states.get(name, Truth.UNKNOWN)])
    table = pl.LazyFrame(
        {RECORD_ID: ids, **answers},
        schema={RECORD_ID: pl.String, **dict.fromkeys(answers, BYTE)},
    )
    for row in score(table, questions).collect().iter_rows(named=True):
        yield Standing(
            record_id=row[RECORD_ID],
            findings={name: FindingStatus(row[name]) for name in compiled.findings},
            dimensions={name: DimensionStatus(row[name]) for name in compiled.dimensions},
            possible_outcomes=_split(row["possible_outcomes"]) if compiled.outcomes else (),
        )


def _split(codes: str) -> tuple[OutcomeCode, ...]:
    return tuple(OutcomeCode(code) for code in codes.split(BETWEEN_NAMES))
