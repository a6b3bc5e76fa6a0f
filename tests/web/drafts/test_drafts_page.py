"""What drafts would change, on a page: counts for administrators, own cases for supervisors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.assessment.compare import ResultChange
from app.services.drafts import ChangedCase, DraftPreview
from app.services.impact import Impact
from app.store.case_numbers import CaseNumber
from app.store.ids import InterviewId
from app.web.drafts.context import DraftsPage, build_page
from app.web.unit_of_work import get_workplace
from tests.newer_versions import copy_shipped, write_newer
from tests.web.conftest import SignIn
from tests.web.page_client import PageClient
from tests.web.rules.test_rule_pages import LIBRARY
from tests.web.walking import begin, finish, topic

RULES = "presumption-adult"
TITLE = LIBRARY.rules.rule_sets.newest(RULES).item.title


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_newer(copy_shipped(tmp_path_factory.mktemp("drafts")), "draft.yaml")


@contextmanager
def drafting_in(app: Flask, folder: Path) -> Iterator[None]:
    """Let the application look for drafts in a folder."""
    with app.app_context():
        workplace = get_workplace()
    library = replace(
        workplace.library,
        indicators_folder=folder / "indicators",
        rules_folder=folder / "rules",
    )
    app.extensions["threshold"] = replace(workplace, library=library)
    yield


def change(
    before: str, after: str, kind: str = "findings", name: str = "presumption"
) -> ResultChange:
    return ResultChange(RULES, "adult", kind, name, (before,), (after,))


def build(app: Flask, impact: Impact, *cases: ChangedCase) -> DraftsPage:
    with app.test_request_context():
        return build_page(DraftPreview(LIBRARY, (), impact, cases))


def test_counts_are_said_in_one_sentence_and_by_what_would_come_out(app: Flask) -> None:
    changes = {change("no", "yes"): 5, change("open", "yes"): 4, change("no", "open"): 3}

    page = build(app, Impact(40, 2, 12, changes))

    assert page.sentences == (
        "Of 40 stored results, 12 would change.",
        "2 more can't be compared: their questions or values would change too.",
    )
    (line,) = page.lines
    assert (line.what, line.said_by) == ("Presumption of trafficking", TITLE)
    assert line.counted == "12 would change: 9 to yes, 3 to open"


def test_findings_stand_before_outcomes_and_dimensions_and_all_in_words(app: Flask) -> None:
    changes = {
        change("negative", "positive", "dimensions", "exploitation"): 2,
        change("exploited", "forced_labour", "outcome", ""): 1,
        ResultChange(RULES, "adult", "outcome", "", ("exploited",), ("exploited", "x")): 1,
        change("no", "yes"): 1,
        ResultChange(
            "ilo-ec-2009-published", "child", "outcome", "", ("exploited",), ("unheard_of",)
        ): 1,
    }

    page = build(app, Impact(9, 0, 2, changes))

    assert [(line.what, line.counted) for line in page.lines] == [
        ("Presumption of trafficking", "1 would change: 1 to yes"),
        ("Outcome", "2 would change: 1 to Signs of forced labour, 1 to open"),
        ("Exploitative conditions of work", "2 would change: 2 to positive"),
        ("Outcome", "1 would change: 1 to unheard_of"),
    ]
    assert (
        page.lines[-1].said_by == "Published combination of the operational indicators · Children"
    )


def test_what_a_rule_set_would_say_for_the_first_time_is_no_change(app: Flask) -> None:
    added = ResultChange(RULES, "adult", "findings", "presumption", (), ("yes",))

    page = build(app, Impact(3, 0, 0, {added: 1}, added=1))

    assert page.lines == ()
    assert page.sentences[1].startswith("Some rule set was never applied to 1 of them")


def test_case_says_what_it_was_and_what_it_would_be(app: Flask) -> None:
    number, interview = CaseNumber("T-2026-0001-0002"), InterviewId("i1")
    only_dimensions = ChangedCase(
        number, interview, (change("open", "positive", "dimensions", "exploitation"),)
    )
    changed = ChangedCase(number, interview, (change("no", "yes"),))

    page = build(app, Impact(2, 0, 2, {}), changed, only_dimensions)

    assert page.cases is not None
    assert page.cases[0].link.address == "/interviews/i1/result"
    assert [each.changes for each in page.cases] == [
        (f"Presumption of trafficking: no, then yes ({TITLE})",),
        (),
    ]


def finish_one(inspector: PageClient) -> str:
    first = begin(inspector)
    inspector.send(topic(inspector, first, "pay"), "Save and continue", {"paid_how": "nothing"})
    return finish(inspector, first).case


def test_supervisor_finds_the_own_cases_and_the_administrator_counts_alone(
    app: Flask, folder: Path, inspector: PageClient, sign_in: SignIn
) -> None:
    number = finish_one(inspector)

    with drafting_in(app, folder):
        supervisor = sign_in("supervisor")
        own = supervisor.follow(supervisor.get("/"), "Drafts of rules")
        counts = sign_in("administrator").get("/drafts")

    assert own.heading == "What drafts would change"
    assert "Of 1 stored result, 1 would change." in own.text
    assert supervisor.follow(own, number).heading == "Result"
    assert "Of 1 stored result, 1 would change." in counts.text
    assert number not in counts.text
    assert "In which of your cases" not in counts.text
    assert "ilo-ec-2009-labour@1.1.0" in counts.text


def test_where_there_is_no_draft_the_page_says_how_one_comes_to_be(sign_in: SignIn) -> None:
    page = sign_in("administrator").get("/drafts")

    assert "There is no draft." in page.text
    assert "Copy the newest version" in page.text
    assert "What would change" not in page.text


def test_draft_that_can_not_be_read_is_shown_with_its_place(
    app: Flask, sign_in: SignIn, tmp_path: Path
) -> None:
    broken = copy_shipped(tmp_path)
    (broken / "rules" / RULES / "draft.yaml").write_text("id: nothing\n")

    with drafting_in(app, broken):
        page = sign_in("administrator").get("/drafts")

    assert page.status == 200
    assert "rules/presumption-adult/draft.yaml:1" in page.text


def test_field_workers_have_no_link_to_drafts(inspector: PageClient) -> None:
    assert "Drafts" not in inspector.get("/").text
