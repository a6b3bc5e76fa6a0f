"""Handed out to other processes: the same bytes, also when one of these is lost in the middle."""

import io
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from app.bulk import engines, packing, parts
from app.bulk.assess import Request, assess_file
from app.bulk.engines import EngineMissingError, find_engine
from app.bulk.jobs import Engine
from app.bulk.parts import PartsEngine, Task, run_task
from app.bulk.problems import InputError
from app.bulk.reading import Report
from app.bulk.results import RECORD_ID
from benchmarks.dying import run_or_be_killed
from tests.bulk.records import draw_people, write_people
from tests.engine.shipped import ADULT, compiled

ADULTS = compiled("presumption-adult", ADULT)
SIGNS = [each.id for each in ADULTS.catalogue.indicators]
RECORDS_IN_A_PART = 40

# Their own warnings are theirs, and they leave it to the end of the process to close some things.
other_processes = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.timeout(600),
]


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(parts, "RECORDS_TOGETHER", RECORDS_IN_A_PART)
    monkeypatch.setattr(packing, "RECORDS_TOGETHER", RECORDS_IN_A_PART)
    return write_people(tmp_path / "people.csv", draw_people(SIGNS, 1000))


def assess(
    path: Path,
    engine: Engine,
    *,
    output: Path | None = None,
    explain: bool = False,
    counts: bool = False,
) -> bytes:
    out = io.BytesIO()
    assess_file(Request(ADULTS, path, output, explain, counts), engine, lambda _: None, out)
    return out.getvalue()


def spread_here(tasks: Sequence[Task]) -> list[Report]:
    return [run_task(task) for task in reversed(tasks)]


HERE = PartsEngine(spread_here, 2)


@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("counts", [False, True])
def test_parts_give_the_same_as_the_whole(
    people: Path,
    explain: bool,  # noqa: FBT001 - A parameter of the test.
    counts: bool,  # noqa: FBT001 - A parameter of the test.
) -> None:
    whole = assess(people, find_engine("polars", 1), explain=explain, counts=counts)

    assert assess(people, HERE, explain=explain, counts=counts) == whole


@pytest.mark.parametrize("kind", ["text", "flag", "csv"])
def test_parts_of_parquet_are_joined_to_the_same_file(
    kind: str, people: Path, tmp_path: Path
) -> None:
    whole, joined = tmp_path / "whole.parquet", tmp_path / "joined.parquet"
    path = people if kind == "csv" else write_parquet(people, kind)

    assess(path, find_engine("polars", 1), output=whole)
    assess(path, HERE, output=joined)

    assert_frame_equal(pl.read_parquet(joined), pl.read_parquet(whole))


def write_parquet(people: Path, kind: str) -> Path:
    path = people.with_suffix(".parquet")
    table = pl.read_csv(people, infer_schema=False)
    if kind == "flag":
        flags = {"yes": True, "no": False}
        answers = pl.exclude(RECORD_ID).str.to_lowercase()
        table = table.with_columns(
            answers.replace_strict(flags, default=None, return_dtype=pl.Boolean)
        )
    table.write_parquet(path, row_group_size=RECORDS_IN_A_PART)
    return path


def test_parts_whose_records_lost_their_order_are_not_joined(people: Path, tmp_path: Path) -> None:
    output = tmp_path / "results.parquet"

    with pytest.raises(RuntimeError, match="not in the order of the records"):
        assess(people, PartsEngine(spread_in_disorder, 2), output=output)

    assert list(tmp_path.iterdir()) == [people]


def spread_in_disorder(tasks: Sequence[Task]) -> list[Report]:
    reports = spread_here(tasks)
    pl.read_ipc(tasks[1].results).reverse().write_ipc(tasks[1].results)
    return reports


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_parts_know_ids_that_spaces_stand_around(people: Path, ending: str, tmp_path: Path) -> None:
    path, joined = tmp_path / f"spaced{ending}", tmp_path / "joined.parquet"
    table = pl.read_csv(people, infer_schema=False)
    spaced = table.with_columns(pl.format("  {} ", RECORD_ID).alias(RECORD_ID))
    if ending == ".csv":
        spaced.write_csv(path)
    else:
        spaced.write_parquet(path)

    assess(path, HERE, output=joined)

    assert pl.read_parquet(joined)[RECORD_ID].to_list() == table[RECORD_ID].to_list()


def test_parts_name_problems_by_their_row_in_the_whole_file(people: Path) -> None:
    path = people.with_suffix(".parquet")
    is_strange = pl.int_range(pl.len()).is_in([3, 555, 999])
    sign = pl.when(is_strange).then(pl.lit("?")).otherwise(pl.col(SIGNS[0])).alias(SIGNS[0])
    pl.read_csv(people, infer_schema=False).with_columns(sign).write_parquet(path)

    with pytest.raises(InputError) as raised:
        assess(path, HERE)

    assert [problem.row for problem in raised.value.problems] == [4, 556, 1000]


def test_a_file_without_records_has_one_part(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("record_id\n")

    assert assess(path, HERE) == assess(path, find_engine("polars", 1))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("dask", marks=other_processes),
        # To start Spark takes most of a minute where others are at work too.
        pytest.param("spark", marks=[*other_processes, pytest.mark.night]),
    ],
)
def test_a_worker_that_is_killed_in_the_middle_changes_nothing(
    name: str, people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = assess(people, find_engine("polars", 1))
    mark = tmp_path / "killed"
    engine = import_module(f"app.bulk.{name}_engine")
    monkeypatch.setattr(engine, "run_task", partial(run_or_be_killed, mark))

    results = assess(people, find_engine(name, 2))

    assert mark.exists()
    assert results == whole


@pytest.mark.parametrize("name", ["dask", "spark"])
def test_an_engine_that_is_not_installed_says_how_to_get_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)

    with pytest.raises(EngineMissingError, match="pip install"):
        find_engine(name, 2)


def test_spark_without_java_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)

    with pytest.raises(EngineMissingError, match="needs Java 17"):
        find_engine("spark", 2)
