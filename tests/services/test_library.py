"""What the versions name must be there, and is what they are shown with."""

from pathlib import Path

import pytest

from app.documents.problem import DocumentError
from app.services.library import load_library
from tests.old.oldest import CATALOGUE, copy_oldest


def test_eleven_that_a_catalogue_names_must_be_there(tmp_path: Path) -> None:
    folder = copy_oldest(tmp_path)
    file = folder / CATALOGUE / "1.0.0.yaml"
    text = file.read_text(encoding="utf-8")
    named = text.replace("\ngroups:\n", "\neleven: ilo-11@2.0.0\ngroups:\n", 1)
    file.write_text(named, encoding="utf-8")

    with pytest.raises(DocumentError) as caught:
        load_library(folder / "indicators", folder / "rules")

    assert str(caught.value) == (
        "indicators/catalogues:1: holds no catalogue “ilo-11@2.0.0”. Threshold can't do without "
        "it. Bring the file back."
    )


def test_rule_set_that_leads_must_be_there(tmp_path: Path) -> None:
    folder = copy_oldest(tmp_path)
    (folder / "rules" / "presumption-child" / "1.0.0.yaml").unlink()

    with pytest.raises(DocumentError, match="rules:1: holds no rule set “presumption-child”"):
        load_library(folder / "indicators", folder / "rules")
