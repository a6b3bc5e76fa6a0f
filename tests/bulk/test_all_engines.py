"""A hundred thousand people at night: the interactive engine and all table engines say the same."""

import io
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from app.bulk import packing, parts
from app.bulk.assess import Request, assess_file
from app.bulk.dask_engine import hand_to_dask, open_dask
from app.bulk.jobs import Engine, run_job
from app.bulk.parts import PartsEngine, run_task
from app.bulk.spark_engine import hand_to_spark, open_spark
from app.engine.compile import CompiledRuleSet
from app.engine.evaluate import IndicatorStates, assess_indicators
from app.instruments.ids import IndicatorId
from tests.bulk.records import SHIPPED, draw_people, name_rules, write_people, write_results

PEOPLE = 100_000
RECORDS_IN_A_PART = 10_000
WORKERS = 2

pytestmark = [
    pytest.mark.night,
    pytest.mark.timeout(3600),
    # Their own warnings are theirs, and they leave it to the end of the process to close some.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def engines() -> Iterator[Mapping[str, Engine]]:
    """Start the workers once: that takes longer than the work."""
    with open_dask(WORKERS) as client, open_spark(WORKERS) as session:
        yield {
            "polars": run_job,
            "dask": PartsEngine(lambda tasks: hand_to_dask(client, tasks, run_task), WORKERS),
            "spark": PartsEngine(lambda tasks: hand_to_spark(session, tasks, run_task), WORKERS),
        }


@cache
def draw(indicators: tuple[IndicatorId, ...]) -> list[IndicatorStates]:
    return list(draw_people(indicators, PEOPLE))


def assess(rules: CompiledRuleSet, path: Path, engine: Engine, *, explain: bool) -> str:
    out = io.BytesIO()
    assess_file(Request(rules, path, None, explain=explain), engine, lambda _: None, out)
    return out.getvalue().decode()


@pytest.mark.parametrize("rules", SHIPPED, ids=name_rules)
def test_all_engines_say_the_same_of_a_hundred_thousand_people(
    rules: CompiledRuleSet,
    engines: Mapping[str, Engine],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "RECORDS_TOGETHER", RECORDS_IN_A_PART)
    monkeypatch.setattr(packing, "RECORDS_TOGETHER", RECORDS_IN_A_PART)
    people = draw(tuple(each.id for each in rules.catalogue.indicators))
    path = write_people(tmp_path / "people.csv", people)
    results = [assess_indicators(rules, states) for states in people]

    for explain in (False, True):
        expected = write_results(rules, results, explain=explain)
        found = {
            name: assess(rules, path, engine, explain=explain) for name, engine in engines.items()
        }
        assert [name for name, each in found.items() if each != expected] == []
