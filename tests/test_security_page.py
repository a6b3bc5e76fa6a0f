"""Every test that docs/security.md names exists."""

import ast
import re

from app.settings import REPOSITORY

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_test_that_is_named_exists() -> None:
    page = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")
    named = NAMED.findall(page)

    missing = [(path, name) for path, name in named if name not in list_tests(path)]

    assert len(named) > 15
    assert not missing


def list_tests(path: str) -> set[str]:
    file = REPOSITORY / path
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
