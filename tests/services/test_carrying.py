"""What a document carries is enough to work its result out again, and no more is in it."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.assessment.freeze import freeze
from app.cli.explaining import explain
from app.conditions.values import (
    Duration,
    DurationUnit,
    Money,
    PartialDate,
    Period,
    Silence,
    Text,
    Value,
)
from app.reports.carried import read_carried
from app.reports.imprint import Imprint, Level
from app.reports.pdf import make_summary_pdf
from app.reports.summary import build_summary
from app.services.actors import build_actor
from app.services.answers import record_page
from app.services.carrying import UnknownFormatError, carry, recompute
from app.services.documents import fingerprint_carried, make_working_copy
from app.services.interviews import assess_screening, start_interview
from app.services.library import Library, VersionMissingError
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.accounts import find_account
from app.store.setup import open_store
from tests.databases import copying
from tests.journeys.court_case_answers import read_sheet
from tests.reports.small import CASE, word
from tests.reports.test_carried import change
from tests.services.conftest import Leading, new_start
from tests.web.installation import MovingClock, settings_in

OWN_WORDS = "Recruited far from the farm"
NUMBER = "D-2026-7K3M-9QXA-4TBC"
# Kinds of answers that the decided case does not have.
MORE: dict[str, Value] = {
    "pay_agreed": Money(Decimal("100.50"), "XTS", Period.MONTH),
    "agreed_duration": Duration(6, DurationUnit.MONTHS),
}


@pytest.fixture(scope="module")
def told(
    library: Library, installed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Leading]:
    """A full assessment with the answers of a decided case, which tests only read."""
    with copying(installed, tmp_path_factory.mktemp("told") / "installation", None) as folder:
        store = open_store(settings_in(folder))
        workplace = Workplace(library, store.records, store.keys, MovingClock().clock)
        with store.records.session_to_write() as session:
            yield tell(session, workplace)
        store.close()


def tell(session: Session, workplace: Workplace) -> Leading:
    account = find_account(session, "inspector@people.example")
    assert account is not None
    inspector = build_actor(account)
    start = new_start(inspector, "full-assessment")
    start_interview(session, workplace, inspector, start)
    leading = Leading(session, workplace, inspector, start.interview)
    sheet = read_sheet("V06", leading.now().sources.questionnaire.item)
    record_page(session, workplace, inspector, leading.now(), list(sheet.answers.values()))
    leading.say(**MORE)
    return leading


def carry_now(leading: Leading, level: Level = Level.FULL) -> dict[str, Any]:
    day = leading.workplace.clock.today()
    content = json.loads(carry(leading.now(), NUMBER, level, day))
    assert isinstance(content, dict)
    return content


def again(leading: Leading, content: dict[str, Any]) -> Any:
    return recompute(leading.workplace.library, json.dumps(content).encode())


def test_the_stored_assessment_is_carried_and_follows_again(told: Leading) -> None:
    carried = carry_now(told)

    assert carried["assessment"] == json.loads(freeze(assess_screening(told.now())))
    assert again(told, carried).is_same
    assert not again(told, carried).from_indicators
    assert len(carried["answers"]) >= 4


def test_the_same_document_carries_the_same_text(told: Leading) -> None:
    day = told.workplace.clock.today()

    texts = {carry(told.now(), NUMBER, Level.FULL, day) for _ in range(2)}

    assert len(texts) == 1


@pytest.mark.parametrize("level", Level)
def test_nobodys_own_words_are_carried(told: Leading, level: Level) -> None:
    assert OWN_WORDS not in json.dumps(carry_now(told, level))


def test_what_is_shareable_carries_no_case_no_answers_and_no_day_of_the_interview(
    told: Leading,
) -> None:
    carried = carry_now(told, Level.SHAREABLE)

    assert carried["case"] is None
    assert carried["answers"] is None
    assert not {"day", "open"} & set(carried["assessment"])


def test_a_shareable_result_follows_from_its_indicators(told: Leading) -> None:
    recomputed = again(told, carry_now(told, Level.SHAREABLE))

    assert recomputed.is_same
    assert recomputed.from_indicators


@pytest.mark.parametrize("level", Level)
def test_another_indicator_gives_another_result(told: Leading, level: Level) -> None:
    carried = carry_now(told, level)
    states = carried["assessment"]["indicators"]
    carried["assessment"]["indicators"] = dict.fromkeys(states, "no")

    recomputed = again(told, carried)

    assert not recomputed.is_same
    assert not recomputed.diff.comes_out_the_same


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("part", ["leading", "others"])
def test_a_result_that_was_taken_out_is_noticed(told: Leading, level: Level, part: str) -> None:
    carried = carry_now(told, level)
    del carried["assessment"][part][0]

    assert not again(told, carried).is_same


def test_a_version_that_is_not_here_is_named(told: Leading) -> None:
    carried = carry_now(told)
    carried["versions"]["questionnaire"]["version"] = "9.9.9"

    with pytest.raises(VersionMissingError, match=r"9\.9\.9"):
        again(told, carried)


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"versions": {}},
        {"answers": {"hours_day": {"basis": "guessed", "silence": "unknown"}}},
        {"answers": {"hours_day": {"basis": "told", "value": {"number": "many"}}}},
        {"answers": 3},
        {"assessment": []},
    ],
)
def test_what_is_not_understood_is_refused(told: Leading, changed: dict[str, Any]) -> None:
    carried = carry_now(told) | changed

    with pytest.raises(UnknownFormatError):
        again(told, carried)


def test_what_is_no_json_is_refused(told: Leading) -> None:
    with pytest.raises(UnknownFormatError):
        recompute(told.workplace.library, b"%PDF")


def test_every_kind_of_answer_is_carried(told: Leading) -> None:
    kinds = {type(answer.value) for answer in told.now().sheet.answers.values()}

    carried = carry_now(told)

    assert kinds == {str, frozenset, int, PartialDate, Text, Silence, Money, Duration}
    assert carried["answers"]["pay_agreed"]["value"]["money"] == "100.50"
    assert len(carried["answers"]) == len(told.now().sheet.answers)


@pytest.fixture(scope="module")
def summary(told: Leading) -> bytes:
    """The summary of the case, as a working copy."""
    copy = make_working_copy(told.session, told.workplace, told.now(), Level.FULL)
    content = build_summary(assess_screening(told.now()), CASE)
    return make_summary_pdf(content, word(), copy.imprint, copy.carried)


@pytest.fixture
def printed(summary: bytes, tmp_path: Path) -> Path:
    """That copy on disk."""
    file = tmp_path / "summary.pdf"
    file.write_bytes(summary)
    return file


def test_explain_works_the_printed_result_out_again(printed: Path) -> None:
    result = CliRunner().invoke(explain, [str(printed)])

    assert result.exit_code == 0, result.output
    assert "The same result follows from its answers." in result.output
    assert "full-assessment@" in result.output
    assert "presumption: yes" in result.output


def test_explain_notices_one_changed_byte(printed: Path) -> None:
    changed = change(printed.read_bytes(), read_carried(printed.read_bytes()).content + b" ")
    printed.write_bytes(changed)

    result = CliRunner().invoke(explain, [str(printed)])

    assert result.exit_code == 1
    assert "was changed after it was issued" in result.output


def test_explain_lists_what_does_not_follow(tmp_path: Path, told: Leading) -> None:
    lie = carry_now(told)
    lie["assessment"]["leading"][0]["findings"]["presumption"] = "no"
    lie["document"] = "D-\x1b[31m"
    carried = json.dumps(lie)
    imprint = Imprint(Level.FULL, fingerprint_carried(carried), told.workplace.clock.now())
    content = build_summary(assess_screening(told.now()), CASE)
    file = tmp_path / "summary.pdf"
    file.write_bytes(make_summary_pdf(content, word(), imprint, carried))

    result = CliRunner().invoke(explain, [str(file)])

    assert result.exit_code == 1
    assert "findings presumption: no is yes now" in result.output
    assert "Another result follows" in result.output
    assert "\x1b" not in result.output


def test_explain_says_what_is_no_such_file(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no")

    result = CliRunner().invoke(explain, [str(tmp_path / "x.pdf")])

    assert result.exit_code == 1
    assert "not a PDF that can be read" in result.output
