"""`flask assess`: what it writes, what it never writes, and how it ends."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from app.cli.assessing import assess

HEADER = "record_id,exploitation.hours,exploitation.hazardous\n"
GOOD = f"{HEADER}a,yes,no\nb,,yes\nc,no,no\n"
BAD = f"{HEADER}a,yes,no\nb,perhaps,\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(GOOD)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(assess, [str(each) for each in arguments])


def test_results_are_printed_in_the_order_of_the_records(people: Path) -> None:
    result = run("presumption-adult", people)

    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert [line.partition(",")[0] for line in result.stdout.splitlines()] == [
        "record_id",
        "a",
        "b",
        "c",
    ]
    assert result.stdout.splitlines()[1].endswith(",presumption-adult@1.0.0")


def test_csv_and_parquet_hold_what_is_printed(people: Path, tmp_path: Path) -> None:
    printed = run("presumption-adult", people, "--explain").stdout
    for name in ("out.csv", "out.parquet"):
        assert (
            run("presumption-adult", people, "--explain", "--output", tmp_path / name).output == ""
        )

    assert (tmp_path / "out.csv").read_text() == printed
    table = pl.read_parquet(tmp_path / "out.parquet").with_columns(pl.all().cast(pl.String))
    assert (
        table.rows()
        == pl.read_csv(printed.encode(), infer_schema=False, empty_string_is_null=False).rows()
    )


def test_nothing_is_written_where_anything_is_wrong(people: Path, tmp_path: Path) -> None:
    people.write_text(BAD)
    output = tmp_path / "out.csv"
    output.write_text("what was there before")

    result = run("presumption-adult", people, "--output", output)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "people.csv: row 2, column exploitation.hours: “perhaps”" in result.stderr
    assert "1 problem(s). Nothing was written." in result.stderr
    assert output.read_text() == "what was there before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "people.csv"]


def test_printing_too_comes_whole_or_not_at_all(people: Path) -> None:
    people.write_text(BAD)

    result = run("presumption-adult", people)

    assert result.exit_code == 1
    assert result.stdout == ""


def test_counts_add_up_to_the_records(people: Path) -> None:
    result = run("presumption-adult", people, "--counts")

    table = pl.read_csv(result.stdout.encode())
    assert table.columns == ["column", "value", "records"]
    assert table.group_by("column").agg(pl.col("records").sum())["records"].unique().to_list() == [
        3
    ]
    assert table.filter(column="outcome", value="open")["records"].item() == 3


@pytest.mark.parametrize("rules", ["presumption-adult", "presumption-child@1.0.0"])
def test_counts_are_those_of_the_rows(rules: str, people: Path) -> None:
    rows = pl.read_csv(run(rules, people).stdout.encode())
    counts = pl.read_csv(run(rules, people, "--counts").stdout.encode())

    for column, value, records in counts.rows():
        assert rows.filter(pl.col(column) == value).height == records


def test_a_rule_set_with_groups_says_which_was_taken(people: Path) -> None:
    left_out = run("ilo-ec-2009-published", people)
    child = run("ilo-ec-2009-published", people, "--group", "child")

    assert left_out.stdout.splitlines()[1].endswith(",adult,ilo-ec-2009-published@1.0.0")
    assert child.stdout.splitlines()[1].endswith(",child,ilo-ec-2009-published@1.0.0")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["presumption-adlt", "people.csv"], "Did you mean “presumption-adult”?"),
        (["presumption-adult", "absent.csv"], "does not exist"),
        (["presumption-adult", "people.txt"], "must end with .csv or .parquet"),
        (["presumption-adult", "people.csv", "--output", "out.xlsx"], "must end with .csv"),
        (["presumption-adult", "people.csv", "--output", "no/out.csv"], "There is no folder"),
        (["presumption-adult", "people.csv", "--output", "people.csv"], "is the INPUT itself"),
        (["presumption-adult", "people.csv", "--group", "old"], "has these groups: adult."),
        (["presumption-adult", "people.csv", "--counts", "--explain"], "Leave one out"),
        (["presumption-adult", "people.csv", "--engine", "abacus"], "abacus"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_is_right(
    arguments: list[str], words: str, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.with_suffix(".txt").write_text(GOOD)
    monkeypatch.chdir(people.parent)

    result = run(*arguments)

    assert result.exit_code == 2, result.output
    assert words in " ".join(result.stderr.split())


def test_help_has_an_example() -> None:
    assert "Example: flask assess " in run("--help").stdout
