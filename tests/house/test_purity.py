"""Floors 0 to 5 get time, identity and chance as arguments; import-linter keeps their order."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.building import PURE_FLOORS, ROOT, list_python_files, name, parse

# What pyproject.toml allows to a few places; import-linter keeps it to them.
LIBRARIES = {"yaml", "pydantic", "pydantic_core"}

NOT_PURE = {
    "asyncio",
    "concurrent",
    "ctypes",
    "getpass",
    "http",
    "locale",
    "multiprocessing",
    "os",
    "platform",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
}

LOOKS_AT_A_CLOCK = {"now", "utcnow", "today"}


def list_floor(floor: str) -> list[Path]:
    return [path for path in list_python_files() if path.is_relative_to(ROOT / "app" / floor)]


def list_imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def is_foreign(module: str) -> bool:
    top = module.partition(".")[0]
    allowed = (sys.stdlib_module_names - NOT_PURE) | LIBRARIES | {"app"}
    return top not in allowed


@pytest.mark.parametrize("floor", PURE_FLOORS)
def test_a_pure_floor_imports_the_pure_standard_library_only(floor: str) -> None:
    files = list_floor(floor)

    foreign = [
        f"{name(path)}:{line} {module}"
        for path in files
        for line, module in list_imports(path)
        if is_foreign(module)
    ]

    assert files, f"app/{floor} was not found; the test looks in the wrong place."
    assert not foreign, (
        "A pure floor has no database, web, clock, chance or environment, so that it can be read "
        f"and tested alone. Take what is needed as an argument: {foreign}"
    )


@pytest.mark.parametrize("floor", PURE_FLOORS)
def test_a_pure_floor_is_told_what_day_it_is(floor: str) -> None:
    calls = [
        f"{name(path)}:{node.lineno} {node.func.attr}"
        for path in list_floor(floor)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in LOOKS_AT_A_CLOCK
    ]

    assert not calls, f"Take `today` as an argument; app.clock alone looks at a clock: {calls}"


def test_services_see_nothing_of_the_database_but_its_session() -> None:
    imported = {
        f"{name(path)}:{node.lineno} {alias.name}": (node.module, alias.name)
        for path in list_floor("services")
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    queries = [
        place
        for place, (module, what) in imported.items()
        if (module or "").startswith("sqlalchemy") and what != "Session"
    ]

    assert not queries, f"Queries live in app/store; a service calls them by name: {queries}"
