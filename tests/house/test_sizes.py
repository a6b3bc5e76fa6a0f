"""Nothing outgrows its budget: whatever does is usually a list in disguise, or two things."""

import ast
from functools import cache
from pathlib import Path

from tests.house.building import (
    list_files,
    list_python_files,
    list_shell_scripts,
    list_vendored_files,
    name,
    parse,
)

MOST_LINES_OF_A_FUNCTION = 30
MOST_ARGUMENTS = 6
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_CONFTEST = 200
WRITTEN_BY_HAND = {".py", ".html", ".js", ".scss", ".css"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def list_functions() -> tuple[tuple[str, Function], ...]:
    return tuple(
        (f"{name(path)}:{node.lineno} {node.name}", node)
        for path in list_python_files()
        for node in ast.walk(parse(path))
        if isinstance(node, Function)
    )


def count_arguments(function: Function) -> int:
    known = function.args
    named = [*known.posonlyargs, *known.args, *known.kwonlyargs]
    extra = [argument for argument in (known.vararg, known.kwarg) if argument]
    return len([each for each in named if each.arg not in {"self", "cls"}]) + len(extra)


def find_budget(path: Path) -> int:
    return MOST_LINES_OF_A_CONFTEST if path.name == "conftest.py" else MOST_LINES_OF_A_FILE


def is_ours(path: Path) -> bool:
    by_hand = path.suffix in WRITTEN_BY_HAND or path in list_shell_scripts()
    return by_hand and path not in list_vendored_files()


def test_every_function_fits_on_a_screen() -> None:
    lines = {place: (f.end_lineno or 0) - f.lineno + 1 for place, f in list_functions()}

    too_long = [f"{at}: {n} lines" for at, n in lines.items() if n > MOST_LINES_OF_A_FUNCTION]

    assert lines, "No functions were found; the test looks in the wrong place."
    assert not too_long, (
        f"A function has at most {MOST_LINES_OF_A_FUNCTION} lines, its docstring included. "
        f"Make a table and a short loop of it, or name its steps: {too_long}"
    )


def test_no_function_takes_more_arguments_than_a_reader_can_hold() -> None:
    counts = {place: count_arguments(function) for place, function in list_functions()}

    too_many = [f"{at}: {n} arguments" for at, n in counts.items() if n > MOST_ARGUMENTS]

    assert not too_many, (
        f"A function takes at most {MOST_ARGUMENTS} arguments. Those that always travel together "
        f"want to be a frozen dataclass; fixtures that do, one fixture: {too_many}"
    )


def test_every_file_stays_short_enough_to_be_read_at_once() -> None:
    lines = {path: path.read_bytes().count(b"\n") for path in list_files() if is_ours(path)}

    too_long = [f"{name(path)}: {n} lines" for path, n in lines.items() if n > find_budget(path)]

    assert not too_long, (
        f"A file has at most {MOST_LINES_OF_A_FILE} lines, a conftest.py "
        f"{MOST_LINES_OF_A_CONFTEST}. Split it by subject, under domain words: {too_long}"
    )
