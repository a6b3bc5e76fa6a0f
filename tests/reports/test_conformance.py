"""Every document is PDF/UA-1 and PDF/A-3a at once, by the judgement of a full validator."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.conditions.values import Text
from app.reports.imprint import Level
from app.reports.paper import build_paper_form
from app.reports.pdf import make_paper_form, write_pdf
from app.reports.reviewed import Reviewed
from tests.assessment.story import give, load_story
from tests.reports.conformance.validator import STANDARDS, validate
from tests.reports.papers import list_papers, prepare_paper
from tests.reports.scripts import EVERYTHING
from tests.reports.small import print_once, print_summary, summarise, word
from tests.reports.stories import AGELESS, CONFLICTING, PRESUMED, SILENT
from tests.reports.test_evidence_listed import FILES
from tests.reports.test_reviewed import MADE, SAID
from tests.reports.translations import build_story_form

UNTITLED = '<html lang="en"><body><h1>No title</h1></body></html>'
LONG = Text("x" * 1_000 + " " + "слово " * 1_500)


def print_all() -> dict[str, bytes]:
    """Print each kind of document: levels, scripts, directions, the empty and the long."""
    presumed, silent = summarise(PRESUMED, CONFLICTING), summarise(SILENT)
    return {
        **{f"presumed-{each.value}": print_summary(presumed, level=each) for each in Level},
        "ageless-from-the-right": print_summary(summarise(AGELESS), "ar"),
        "scripts": print_summary(summarise(give({"own_words": Text(EVERYTHING)}))),
        "empty": print_summary(summarise(give({}))),
        "decided-and-overridden": print_summary(replace(silent, reviewed=Reviewed(MADE, SAID))),
        "evidence": print_summary(replace(summarise(PRESUMED), evidence=FILES)),
        "long": print_summary(summarise(give({"own_words": LONG}))),
        "paper": make_paper_form(build_paper_form(load_story()), word()),
        "paper-from-the-right": make_paper_form(build_story_form("ar"), word("ar")),
        "paper-side-by-side": print_sides("en", "ar"),
        "paper-side-by-side-from-the-right": print_sides("ar", "fr"),
        **{
            f"{name}-{level.value}": print_once(prepare_paper(content, level))[0]
            for name, level, content in list_papers()
        },
        **{
            f"{name}-from-the-right": print_once(prepare_paper(content, level, "ar"))[0]
            for name, level, content in list_papers()
            if level is Level.CASE_NUMBER
        },
    }


def print_sides(own: str, beside: str) -> bytes:
    return make_paper_form(build_story_form(own), word(), build_story_form(beside))


@pytest.mark.timeout(600)
def test_every_document_conforms_and_one_with_a_fault_is_found_out(tmp_path: Path) -> None:
    documents = {**print_all(), "untitled": write_pdf(UNTITLED)}

    verdicts = validate(documents, tmp_path)

    assert {tuple(each.checks) for each in verdicts.values()} == {STANDARDS}
    assert all(count > 0 for each in verdicts.values() for count in each.checks.values())
    assert any("title" in failed for failed in verdicts.pop("untitled").failed)
    assert {name: dict(each.failed) for name, each in verdicts.items() if each.failed} == {}
