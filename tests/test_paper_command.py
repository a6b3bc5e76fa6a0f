"""`flask paper`: forms to be filled in by hand, and what is said where there is none."""

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.cli import printing
from app.cli.printing import paper
from app.reports.paper import PaperForm


def run(*arguments: str) -> Result:
    return CliRunner().invoke(paper, list(arguments))


def test_paper_writes_a_form_with_what_a_module_adds(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"

    result = run("short-screening", str(file), "--module", "domestic-work")

    assert result.exit_code == 0, result.output
    assert "Wrote short-screening@" in result.output
    assert len(PdfReader(io.BytesIO(file.read_bytes())).pages) > 1


def test_paper_writes_two_languages_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []

    def keep(own: PaperForm, _: object, beside: PaperForm) -> bytes:
        found.extend((own.language, beside.language))
        return b"%PDF"

    monkeypatch.setattr(printing, "make_paper_form", keep)
    file = tmp_path / "form.pdf"

    result = run("short-screening", str(file), "--language", "en", "--beside", "ar")

    assert result.exit_code == 0, result.output
    assert found == ["en", "ar"]
    assert file.read_bytes() == b"%PDF"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["long-screening"], "There is no questionnaire “long-screening”. There are: "),
        (
            ["short-screening", "--beside", "fr"],
            "There is no form of short-screening@1.0.0 in “fr”. There are: en, ar.",
        ),
        (
            ["short-screening", "--module", "fishing", "--language", "ar"],
            "There is no form of short-screening@1.0.0 in “ar”. There are: en.",
        ),
        (["short-screening", "--module", "mining"], "No module “mining” adds to short-screening."),
    ],
)
def test_paper_names_what_there_is(tmp_path: Path, arguments: list[str], said: str) -> None:
    file = tmp_path / "form.pdf"

    result = run(arguments[0], str(file), *arguments[1:])

    assert result.exit_code == 1
    assert said in result.output
    assert not file.exists()
