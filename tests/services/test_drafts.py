"""What drafts would change is counted before anything changes, and each sees what is theirs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from app.documents.problem import DocumentError
from app.services import drafts
from app.services.actors import NotAllowedError
from app.services.drafts import preview_drafts
from app.services.impact import count_changes
from app.services.library import Library, load_library
from app.store.assessments import list_newest_results
from app.store.records import AssessmentRecord
from tests.newer_versions import copy_shipped, write_newer
from tests.services.conftest import FindActor, Leading


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped files, with drafts in which two indicators are strong."""
    return write_newer(copy_shipped(tmp_path_factory.mktemp("drafts")), "draft.yaml")


@pytest.fixture(scope="module", autouse=True)
def drafts_read_once() -> Iterator[None]:
    """Read the drafts of a folder once, and not for every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafts, "load_library", cache(load_library))
        yield


@pytest.fixture
def drafting(library: Library, folder: Path) -> Library:
    """The shipped versions, in a folder in which drafts wait."""
    return replace(library, indicators_folder=folder / "indicators", rules_folder=folder / "rules")


@pytest.fixture
def stored(leading: Leading) -> AssessmentRecord:
    """A result that the drafts would change."""
    leading.say(paid_how="nothing", dues_not_given=frozenset({"contract_terms"}))
    return leading.finish()


def test_supervisor_gets_the_counts_and_the_cases_of_the_own_organisation(
    leading: Leading, drafting: Library, person: FindActor, stored: AssessmentRecord
) -> None:
    found = preview_drafts(leading.session, drafting, person("supervisor"))

    assert found.impact is not None
    assert (found.impact.looked_at, found.impact.changed) == (1, 1)
    assert found.cases is not None
    (case,) = found.cases
    assert case.interview == stored.interview_id
    assert case.number == leading.now().case.number
    assert Counter(case.changes) == found.impact.changes
    assert found.impact == count_changes([stored.content], found.library)


def test_supervisor_of_another_organisation_learns_nothing_of_it(
    leading: Leading, drafting: Library, person: FindActor, stored: AssessmentRecord
) -> None:
    found = preview_drafts(leading.session, drafting, person("stranger"))

    assert [each.interview_id for each in list_newest_results(leading.session)] == [
        stored.interview_id
    ]
    assert found.impact is not None
    assert (found.impact.looked_at, found.impact.changed, found.cases) == (0, 0, ())


@pytest.mark.usefixtures("stored")
def test_administrator_gets_the_counts_of_all_cases_and_no_case(
    leading: Leading, drafting: Library, person: FindActor
) -> None:
    found = preview_drafts(leading.session, drafting, person("administrator"))

    assert found.impact is not None
    assert (found.impact.looked_at, found.impact.changed) == (1, 1)
    assert found.cases is None


@pytest.mark.parametrize("name", ["inspector", "outreach", "analyst"])
def test_others_may_not(leading: Leading, drafting: Library, person: FindActor, name: str) -> None:
    actor = person(name)

    with pytest.raises(NotAllowedError):
        preview_drafts(leading.session, drafting, actor)


def test_every_draft_is_listed_by_its_kind_and_the_number_that_it_is_to_have(
    leading: Leading, drafting: Library, person: FindActor
) -> None:
    found = preview_drafts(leading.session, drafting, person("administrator"))

    assert [(each.kind, each.published.name) for each in found.drafts] == [
        ("rule_set", "ilo-ec-2009-published@1.1.0"),
        ("rule_set", "presumption-adult@1.1.0"),
        ("rule_set", "presumption-child@1.1.0"),
        ("catalogue", "ilo-ec-2009-labour@1.1.0"),
    ]


def test_without_drafts_nothing_is_counted(
    leading: Leading, library: Library, person: FindActor
) -> None:
    found = preview_drafts(leading.session, library, person("supervisor"))

    assert (found.drafts, found.impact, found.cases) == ((), None, None)


def test_draft_that_can_not_be_read_is_a_problem_with_its_file(
    leading: Leading, drafting: Library, person: FindActor, tmp_path: Path
) -> None:
    broken = copy_shipped(tmp_path)
    (broken / "rules" / "presumption-adult" / "draft.yaml").write_text("id: nothing\n")
    library = replace(drafting, rules_folder=broken / "rules")
    administrator = person("administrator")

    with pytest.raises(DocumentError) as caught:
        preview_drafts(leading.session, library, administrator)

    assert "rules/presumption-adult/draft.yaml" in str(caught.value)


def test_rule_set_that_was_never_applied_to_a_result_adds_to_it_and_changes_nothing(
    library: Library, stored: AssessmentRecord
) -> None:
    before = stored.content.replace("icls-2018-adult@1.0.0", "another-rule-set@1.0.0")
    before = before.replace("icls-2018-child@1.0.0", "another-rule-set@1.0.0")

    found = count_changes([before], library)

    assert found.added == 1
    assert {change.rule_set for change in found.changes} >= {"another-rule-set"}
