"""`flask paper`: forms to be filled in by hand, and what is said where there is none."""

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.cli.printing import paper


def run(*arguments: str) -> Result:
    return CliRunner().invoke(paper, list(arguments))


def test_paper_writes_a_form_with_what_a_module_adds(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"

    result = run("short-screening", str(file), "--module", "domestic-work")

    assert result.exit_code == 0, result.output
    assert "Wrote short-screening@" in result.output
    assert len(PdfReader(io.BytesIO(file.read_bytes())).pages) > 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["long-screening"], "There is no questionnaire “long-screening”. There are: "),
        (["short-screening", "--module", "mining"], "No module “mining” adds to short-screening."),
    ],
)
def test_paper_names_what_there_is(tmp_path: Path, arguments: list[str], said: str) -> None:
    file = tmp_path / "form.pdf"

    result = run(arguments[0], str(file), *arguments[1:])

    assert result.exit_code == 1
    assert said in result.output
    assert not file.exists()
