"""Where cryptography is used is known: the list in docs/security.md is whole."""

import ast
import re
from pathlib import Path

from tests.house.building import ROOT, parse

LIBRARIES = frozenset(
    {
        "argon2",
        "authlib",
        "cryptography",
        "hashlib",
        "hmac",
        "itsdangerous",
        "joserfc",
        "jwt",
        "passlib",
        "pyotp",
        "pyrage",
        "secrets",
        "sqlcipher3",
        "ssl",
        "webauthn",
    }
)
NAMED = re.compile(r"`(app/[\w/]+\.py)`")
TITLE = "## Keys and algorithms"


def list_imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Attribute) and node.attr == "urandom":
            found.add("secrets")
    return found


def test_every_module_that_uses_cryptography_stands_in_the_list() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    listed = set(NAMED.findall(page.partition(TITLE)[2].partition("\n## ")[0]))
    modules = sorted((ROOT / "app").rglob("*.py"))

    using = {
        path.relative_to(ROOT).as_posix() for path in modules if list_imported(path) & LIBRARIES
    }

    assert using
    assert not using - listed, f"Add these to “{TITLE}” of docs/security.md with what they are for."
    assert not {each for each in listed if not (ROOT / each).exists()}
