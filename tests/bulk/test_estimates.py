"""Estimates of a survey are those of a second computation, and nothing is made of a bad design."""

import csv
import io
import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.bulk import engines
from app.bulk.assess import Request, assess_file
from app.bulk.jobs import Engine, run_job
from app.bulk.parts import PartsEngine, run_task
from app.bulk.survey import Design
from app.cli.assessing import assess
from tests.engine.shipped import load_shipped

ANSWER, OTHER = "exploitation.hours", "coercive_recruitment.isolation"
DESIGN = Design(weight="weight", stratum="region", cluster="village", by="sector")
OPTIONS = ("--weight", "weight", "--stratum", "region", "--cluster", "village", "--by", "sector")
PLACES = 5e-6

Rows = list[dict[str, str]]


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Write a survey of six hundred people in eight villages of each of three regions."""
    chance = random.Random(5)  # noqa: S311 - Nothing is kept secret by it.
    path = tmp_path / "survey.csv"
    rows = [
        {
            "record_id": f"p{number}",
            ANSWER: chance.choice(("yes", "no", "")),
            OTHER: "no",
            "weight": f"{chance.uniform(0.5, 4):.3f}",
            "region": chance.choice("NSE"),
            "village": str(chance.randrange(8)),
            "sector": chance.choice(("fishing", "farming", "")),
        }
        for number in range(600)
    ]
    return write(path, rows)


def write(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path) -> Rows:
    return list(csv.DictReader(path.read_text().splitlines()))


def keep(row: Mapping[str, str], *columns: str) -> dict[str, str]:
    return {name: row[name] for name in columns}


def estimate(path: Path, design: Design = DESIGN, engine: Engine = run_job) -> Rows:
    out = io.BytesIO()
    published = load_shipped().find("presumption-adult")
    assert published is not None
    compiled = load_shipped().compile_groups(published)[0]
    assess_file(Request(compiled, path, None, design=design), engine, lambda _: None, out)
    return list(csv.DictReader(out.getvalue().decode().splitlines()))


def find(rows: Rows, column: str, value: str, by: str = "") -> dict[str, str]:
    (found,) = (
        row for row in rows if (row["column"], row["value"], row["by"]) == (column, value, by)
    )
    return found


def linearize(rows: Rows, column: str, value: str, sector: str | None) -> tuple[float, float]:
    """Give a share and its standard error as the textbooks' formula has them, record by record."""
    there = [sector in (None, row["sector"] or "unknown") for row in rows]
    has = [(row[column] or "unknown") == value for row in rows]
    weights = [float(row["weight"]) * inside for row, inside in zip(rows, there, strict=True)]
    share = sum(w for w, h in zip(weights, has, strict=True) if h) / sum(weights)
    clusters: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row, weight, h in zip(rows, weights, has, strict=True):
        clusters[row["region"]][row["village"]] += weight * (h - share) / sum(weights)
    variance = 0.0
    for of_stratum in clusters.values():
        mean = sum(of_stratum.values()) / len(of_stratum)
        squares = sum((each - mean) ** 2 for each in of_stratum.values())
        variance += squares * len(of_stratum) / (len(of_stratum) - 1)
    return share, math.sqrt(variance)


def test_shares_and_their_errors_are_those_of_a_second_computation(survey: Path) -> None:
    estimates, records = estimate(survey), read(survey)

    for value, sector in product(("yes", "no", "unknown"), (None, "fishing", "farming", "unknown")):
        row = find(estimates, ANSWER, value, sector or "")
        share, error = linearize(records, ANSWER, value, sector)
        assert float(row["estimate"]) == pytest.approx(share, abs=PLACES)
        assert float(row["standard_error"]) == pytest.approx(error, abs=PLACES)
        assert float(row["low"]) < share < float(row["high"])
        assert row["degrees_of_freedom"] == str(24 - 3)


def test_findings_dimensions_and_answered_indicators_are_estimated_and_nothing_else(
    survey: Path,
) -> None:
    columns = {row["column"] for row in estimate(survey)}

    assert {"presumption", "forced_labour", "outcome", "exploitation", ANSWER, OTHER} <= columns
    assert len([name for name in columns if "." in name]) == 2


def test_shares_of_yes_no_and_open_add_up_to_everybody(survey: Path) -> None:
    rows = [row for row in estimate(survey) if row["column"] == "presumption"]

    for group in {row["by"] for row in rows}:
        shares = [float(row["estimate"]) for row in rows if row["by"] == group]
        assert len(shares) == 3
        assert sum(shares) == pytest.approx(1, abs=PLACES)


def test_what_nobody_said_may_still_be_so_of_some(survey: Path) -> None:
    estimates = estimate(survey)

    nobody, everybody = (find(estimates, OTHER, value) for value in ("yes", "no"))

    assert float(nobody["estimate"]) == 0
    assert 0 < float(nobody["high"]) < 0.02
    assert float(everybody["estimate"]) == 1
    assert float(everybody["low"]) == pytest.approx(1 - float(nobody["high"]), abs=PLACES)


def test_clusters_of_two_strata_are_two_even_under_one_name(survey: Path) -> None:
    rows = read(survey)
    renamed = [{**row, "village": row["region"] + row["village"]} for row in rows]

    assert estimate(survey) == estimate(write(survey.with_stem("renamed"), renamed))


def test_without_weights_and_clusters_each_record_counts_once(survey: Path) -> None:
    rows = read(survey)
    plain = write(survey, [keep(row, "record_id", ANSWER, "sector") for row in rows])

    row = find(estimate(plain, Design(by="sector")), ANSWER, "yes")

    said = [each[ANSWER] == "yes" for each in rows]
    share = sum(said) / len(said)
    assert float(row["estimate"]) == pytest.approx(share, abs=PLACES)
    expected = math.sqrt(share * (1 - share) / (len(said) - 1))
    assert float(row["standard_error"]) == pytest.approx(expected, abs=PLACES)


def test_records_scored_in_parts_give_the_same_estimates(survey: Path) -> None:
    parts = PartsEngine(lambda tasks: map(run_task, tasks), 2)

    assert estimate(survey, engine=parts) == estimate(survey)


def test_one_column_may_be_stratum_and_group(survey: Path) -> None:
    plain = write(survey, [keep(row, "record_id", ANSWER, "region") for row in read(survey)])

    rows = estimate(plain, Design(stratum="region", by="region"))

    assert {row["by"] for row in rows} == {"", "N", "S", "E"}


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(assess, ["presumption-adult", str(path), *options])


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("weight", "", "row 7, column weight: is no weight. Write a number above 0"),
        ("weight", "0", "row 7, column weight: “0” is no weight"),
        ("weight", "-2", "row 7, column weight: “-2” is no weight"),
        ("weight", "inf", "row 7, column weight: “inf” is no weight"),
        ("weight", "heavy", "row 7, column weight: “heavy” is no weight"),
        ("region", " ", "row 7, column region: is empty, and so in no stratum"),
        ("village", "", "row 7, column village: is empty, and so in no cluster"),
        ("region", "West", "“West” has one cluster, so nothing tells how much clusters differ"),
    ],
)
def test_bad_design_is_named_with_its_place_and_nothing_is_written(
    survey: Path, tmp_path: Path, column: str, cell: str, sentence: str
) -> None:
    rows = read(survey)
    rows[6][column] = cell
    write(survey, rows)

    result = run(survey, *OPTIONS, "--output", str(tmp_path / "out.csv"))

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert "1 problem(s). Nothing was written." in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["survey.csv"]


def test_column_that_is_missing_or_means_something_else_is_named(survey: Path) -> None:
    missing = run(survey, "--weight", "heaviness", "--by", "sector")
    taken = run(survey, *OPTIONS[:-1], ANSWER)

    assert "column heaviness: is missing" in missing.stderr
    assert f"column {ANSWER}: already says something else" in taken.stderr


@pytest.mark.parametrize("option", ["--counts", "--explain"])
def test_estimates_are_neither_counts_nor_rows(survey: Path, option: str) -> None:
    result = run(survey, *OPTIONS, option)

    assert result.exit_code == 2
    assert "Estimates of a survey have no records" in result.stderr


def test_missing_library_is_named_before_anything_is_read(
    survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)

    result = run(survey, *OPTIONS)

    assert result.exit_code == 1
    assert "need the library svy, which is not installed" in result.stderr
