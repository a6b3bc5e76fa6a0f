"""Every document is PDF/UA-1 and PDF/A-3a at once, by the judgement of a full validator."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.reports.pdf import Enclosure, write_pdf
from tests.reports.conformance.validator import STANDARDS, validate
from tests.reports.small import print_summary, summarise
from tests.reports.stories import AGELESS, PRESUMED

ENCLOSED = Enclosure("x.json", "For machines", b"{}", datetime(2026, 11, 22, tzinfo=UTC))
UNTITLED = '<html lang="en"><body><h1>No title</h1><h3>A level is left out</h3></body></html>'


@pytest.mark.timeout(300)
def test_every_document_conforms_and_one_with_faults_is_found_out(tmp_path: Path) -> None:
    documents = {
        "presumed": print_summary(summarise(PRESUMED)),
        "ageless": print_summary(summarise(AGELESS), "ar"),
        "enclosed": write_pdf('<html lang="en"><title>x</title><h1>x</h1>', ENCLOSED),
        "faulty": write_pdf(UNTITLED),
    }

    verdicts = validate(documents, tmp_path)

    assert {tuple(each.checks) for each in verdicts.values()} == {STANDARDS}
    assert all(count > 0 for each in verdicts.values() for count in each.checks.values())
    assert any("title" in failed for failed in verdicts.pop("faulty").failed)
    assert {name: dict(each.failed) for name, each in verdicts.items() if each.failed} == {}
