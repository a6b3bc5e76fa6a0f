"""Browsers keep no text that was typed: what they restore a window from lies on their disk."""

import re
from pathlib import Path

import pytest

from app.settings import REPOSITORY

TEMPLATES = sorted((REPOSITORY / "templates").rglob("*.html"))
TYPED = re.compile(r'<textarea[^>]*>|<input[^>]* type="(?:text|search|number|email|tel)"[^>]*>')


def test_templates_with_fields_were_found() -> None:
    assert sum(len(TYPED.findall(each.read_text("utf-8"))) for each in TEMPLATES) > 5


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_field_of_text_says_what_browsers_may_keep_of_it(path: Path) -> None:
    fields = TYPED.findall(path.read_text("utf-8"))

    assert [each for each in fields if "autocomplete=" not in each] == []
