"""What may stand in a file of records, and what is said of everything else."""

from pathlib import Path

import polars as pl
import pytest

from app.bulk import reading, record_ids
from app.bulk.problems import InputError
from tests.bulk.conftest import Score

HOURS, LOW_PAY = "exploitation.hours", "exploitation.low_or_no_salary"
HINT = "Write yes, no or unknown, or leave the cell empty."
HINT_FOR_IDS = "Give each record its own id."


def list_problems(score: Score, content: str | bytes | Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        score(content)
    return [str(problem).partition("people")[2] for problem in raised.value.problems]


def read_cells(score: Score, content: str | bytes | Path, column: str) -> list[str]:
    return pl.read_csv(score(content).encode(), infer_schema=False)[column].to_list()


def test_cells_are_understood_in_any_case_and_with_spaces_around_them(score: Score) -> None:
    plain = score(f"record_id,{HOURS},{LOW_PAY}\na,yes,no\nb,unknown,\n")
    odd = score(f"record_id, {HOURS},{LOW_PAY}\n a ,YES, No \nb,UnKnown,  \n")

    assert odd == plain


def test_a_byte_order_mark_windows_line_ends_and_quotes_change_nothing(score: Score) -> None:
    plain = score(f"record_id,{HOURS}\na,yes\nb,no\n")
    odd = score(f'\ufeff"record_id","{HOURS}"\r\n"a","yes"\r\n"b",no'.encode())

    assert odd == plain


def test_a_missing_column_is_unknown_for_everybody(score: Score) -> None:
    text = f"record_id,{HOURS}\na,yes\n"

    assert read_cells(score, text, "presumption") == ["open"]
    assert read_cells(score, text, "exploitation") == ["open"]


def test_ids_are_quoted_only_where_they_must_be(score: Score) -> None:
    printed = score('record_id\n"a,b"\n"say ""a"""\nčaj;x y\n')

    ids = [line.partition(",open,")[0] for line in printed.splitlines()[1:]]
    assert ids == ['"a,b"', '"say ""a"""', "čaj;x y"]


def test_a_file_without_records_gives_a_header(score: Score) -> None:
    (header,) = score(f"record_id,{HOURS}\n").splitlines()

    assert header.startswith("record_id,presumption,forced_labour,outcome,possible_outcomes,")
    assert header.endswith(",rule_set")


def test_parquet_may_hold_texts_categories_and_flags(score: Score, tmp_path: Path) -> None:
    texts = ["yes", " NO", None, "unknown"]
    categories = pl.Series(["no", "yes", None, "unknown"], dtype=pl.Categorical)
    flags = [True, False, None, None]
    frame = pl.DataFrame(
        {
            "record_id": ["a", "b", "c", "d"],
            HOURS: texts,
            "exploitation.hazardous": categories,
            LOW_PAY: flags,
            "exploitation.bad_living": [None] * 4,
        }
    )
    frame.write_parquet(tmp_path / "people.parquet")

    found = score(tmp_path / "people.parquet")

    assert found == score(
        f"record_id,{HOURS},exploitation.hazardous,{LOW_PAY}\n"
        "a,yes,no,yes\nb,no,yes,no\nc,,,\nd,unknown,unknown,unknown\n"
    )


def test_everything_that_is_wrong_is_listed_with_its_place(score: Score) -> None:
    problems = list_problems(
        score,
        f"record_id,{HOURS},exploitation.hurs,{HOURS}\na,YES,x,\nb,maybe,,\na,no,,,more\n,,,\n",
    )

    assert problems == [
        f".csv: column {HOURS}: stands 2 times in the header. Keep one of them.",
        f".csv: column exploitation.hurs: is no column that can be read. Did you mean “{HOURS}”?",
        f".csv: row 2, column {HOURS}: “maybe” is no answer. {HINT}",
        ".csv: row 3: “more” stands beyond the last column. Quote cells that have a comma in them.",
        f".csv: row 3, column record_id: “a” is the id of row 1 already. {HINT_FOR_IDS}",
        ".csv: row 4, column record_id: is missing. Give each record an id.",
    ]


def test_columns_outside_the_group_are_checked_though_they_are_not_read(score: Score) -> None:
    column = "exploitation.no_social_protection"
    text = f"record_id,{column}\na,perhaps\n"

    with pytest.raises(InputError, match="“perhaps” is no answer"):
        score(text, "presumption-child")


def test_a_file_without_ids_is_refused(score: Score) -> None:
    (problem,) = list_problems(score, f"{HOURS}\nyes\n")

    assert problem == ".csv: column record_id: is missing. Add the column."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (f'record_id,{HOURS}\na,yes\nb,"no\nc,no\n'.encode(), "can't be read to its end"),
        (f"record_id,{HOURS}\na,\xff\n".encode("latin-1"), "row 1, column exploitation.hours: “�”"),
        (f"record_id,{HOURS}\n\xff,no\n".encode("latin-1"), "column record_id: “�” is not UTF-8"),
    ],
    ids=["empty", "quote without end", "answer not in UTF-8", "id not in UTF-8"],
)
def test_what_is_no_sound_csv_is_refused_in_words(score: Score, content: bytes, words: str) -> None:
    (problem,) = list_problems(score, content)

    assert words in problem


def test_what_is_no_parquet_is_refused_in_words(score: Score, tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    path.write_text("record_id\n1\n")

    (problem,) = list_problems(score, path)

    assert "is no Parquet that can be read" in problem


@pytest.mark.parametrize(
    ("column", "cells", "words"),
    [
        ("record_id", [1, 2], "column record_id: holds Int64, and not text. Write it as text."),
        (HOURS, [1, 0], f"row 1, column {HOURS}: “1” is no answer."),
        (HOURS, [["yes"], []], f"column {HOURS}: holds List(String), and not answers."),
    ],
)
def test_parquet_of_another_type_is_refused(
    score: Score, tmp_path: Path, column: str, cells: list[object], words: str
) -> None:
    frame = pl.DataFrame({"record_id": ["a", "b"], HOURS: ["yes", "no"]})
    frame.with_columns(pl.Series(column, cells)).write_parquet(tmp_path / "people.parquet")

    problems = list_problems(score, tmp_path / "people.parquet")

    assert problems[0].startswith(f".parquet: {words}")


def test_no_more_than_a_hundred_problems_are_listed_and_they_are_the_first(score: Score) -> None:
    lines = "".join(f"p{number},maybe\n" for number in range(1000))

    problems = list_problems(score, f"record_id,{HOURS}\n{lines}")

    assert len(problems) == 100
    assert problems[-1].startswith(f".csv: row 100, column {HOURS}")


def test_repeated_ids_are_found_among_more_than_fit_into_memory(
    score: Score, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_ids, "IDS_AT_ONCE", 50)
    lines = "".join(f"p{number % 997}\n" for number in range(1000))

    problems = list_problems(score, f"record_id\n{lines}")

    assert problems == [
        f".csv: row {row}, column record_id: "
        f"“p{row - 998}” is the id of row {row - 997} already. {HINT_FOR_IDS}"
        for row in (998, 999, 1000)
    ]


@pytest.mark.parametrize("odd", [" yes", '"YES"', "yes "])
def test_one_oddly_written_cell_far_down_changes_nothing_in_the_rows_above(
    score: Score, odd: str
) -> None:
    lines = "".join(f"p{number},{'no' if number % 3 else ''}\n" for number in range(3000))
    plain = score(f"record_id,{HOURS}\n{lines}last,yes\n")

    assert score(f"record_id,{HOURS}\n{lines}last,{odd}\n") == plain


def test_a_wrong_cell_is_found_in_the_pass_that_scores(
    score: Score, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_look_with_care", None)
    lines = "".join(f"p{number}, Yes\n" for number in range(3000))

    file = f"record_id,{HOURS}\n{lines}a,maybe\nb,no,more\nč,".encode() + b"n\xffo\n\xfed,yes\n"
    cell, end, foreign, foreign_id = list_problems(score, file)

    assert cell == f".csv: row 3001, column {HOURS}: “maybe” is no answer. {HINT}"
    assert end.startswith(".csv: row 3002: “more” stands beyond the last column.")
    assert foreign == f".csv: row 3003, column {HOURS}: “n�o” is no answer. {HINT}"
    assert foreign_id.startswith(".csv: row 3004, column record_id: “�d” is not UTF-8.")


def test_more_odd_spellings_than_a_byte_can_tell_apart_are_understood_all_the_same(
    score: Score,
) -> None:
    lines = "".join(f"p{number},{' ' * number}yes\n" for number in range(300))
    plain = "".join(f"p{number},yes\n" for number in range(300))

    assert score(f"record_id,{HOURS}\n{lines}") == score(f"record_id,{HOURS}\n{plain}")
    (problem,) = list_problems(score, f"record_id,{HOURS}\n{lines}last,yess\n")
    assert problem == f".csv: row 301, column {HOURS}: “yess” is no answer. {HINT}"


def test_a_first_row_that_is_too_long_is_refused_in_words(score: Score) -> None:
    (problem,) = list_problems(score, f"record_id,{HOURS}\na,yes,more\n")

    assert ".csv: row 1: “more” stands beyond the last column." in problem


def test_batches_that_are_read_at_once_do_not_wait_for_each_other(score: Score) -> None:
    lines = "".join(f"p{number},no,yes\n" for number in range(150_000))

    assert score(f"record_id,{HOURS},{LOW_PAY}\n{lines}").count("\n") == 150_001
