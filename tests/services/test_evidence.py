"""Evidence files: whose they are, how many there can be, and what a summary lists of them."""

from dataclasses import replace
from unittest import mock

import pytest

from app.cases.roles import Permission
from app.evidence.model import MOST_OF_A_CASE, Copied, FileKind, Refusal, RefusedFileError
from app.services import evidence
from app.services.actors import NotAllowedError
from app.services.evidence import (
    SentFile,
    add_evidence,
    find_evidence,
    list_files,
    list_for_summary,
    remove,
)
from app.services.finishing import destroy
from app.services.indicators import UnknownIndicatorError
from app.services.interviews import find_screening
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.ids import EvidenceId, new_id
from tests.services.conftest import FindActor, Leading

COPIED = Copied(FileKind.PDF, FileKind.PDF, b"shown")


def keep(leading: Leading, indicator: str = "exploitation.hours", said: str = "a rota") -> str:
    sent = SentFile(EvidenceId(new_id()), indicator, "rota.pdf", said, b"as it came")
    screening = leading.now()
    add_evidence(leading.session, leading.workplace, leading.actor, screening, sent, COPIED)
    return sent.id


def test_file_opens_to_who_may_open_the_case(
    session: Session, workplace: Workplace, person: FindActor, leading: Leading
) -> None:
    kept = keep(leading)

    opens = {
        name: find_evidence(session, workplace, person(name), kept) is not None
        for name in ("inspector", "colleague", "supervisor", "southerner", "stranger", "analyst")
    }

    assert opens == {
        "inspector": True,
        "colleague": True,
        "supervisor": True,
        "southerner": False,
        "stranger": False,
        "analyst": False,
    }


def test_file_stays_closed_to_who_opened_the_case_in_an_emergency(
    session: Session, workplace: Workplace, person: FindActor, leading: Leading
) -> None:
    kept = keep(leading)
    opened = replace(person("southerner"), opened=frozenset({leading.now().case.id}))

    assert opened.may_on(Permission.READ_CASES, leading.now().case)
    assert find_evidence(session, workplace, opened, kept) is None


@pytest.mark.parametrize("name", ["southerner", "supervisor", "outreach"])
def test_nobody_adds_to_or_takes_out_of_a_case_that_they_do_not_screen(
    session: Session, workplace: Workplace, person: FindActor, leading: Leading, name: str
) -> None:
    kept = find_evidence(session, workplace, leading.actor, keep(leading))
    assert kept is not None
    sent = SentFile(EvidenceId(new_id()), "exploitation.hours", "", "", b"")

    with pytest.raises(NotAllowedError):
        add_evidence(session, workplace, person(name), leading.now(), sent, COPIED)
    with pytest.raises(NotAllowedError):
        remove(session, workplace, person(name), kept)


def test_file_hangs_on_an_indicator_of_the_interview(leading: Leading) -> None:
    with pytest.raises(UnknownIndicatorError):
        keep(leading, "exploitation.no_such_thing")


def test_case_takes_in_so_many_files_and_no_more(leading: Leading) -> None:
    with mock.patch.object(evidence, "MOST_OF_A_CASE", 2):
        keep(leading)
        keep(leading)
        with pytest.raises(RefusedFileError) as caught:
            keep(leading)

    assert caught.value.refusal is Refusal.TOO_MANY
    assert MOST_OF_A_CASE >= 100


def test_file_goes_with_a_talk_that_is_not_kept(
    session: Session, workplace: Workplace, leading: Leading
) -> None:
    kept = keep(leading)
    leading.say(consent_storage="no")

    destroy(session, workplace, leading.actor, leading.now())

    assert find_evidence(session, workplace, leading.actor, kept) is None


def test_summary_lists_all_files_by_indicator(
    session: Session, workplace: Workplace, leading: Leading
) -> None:
    keep(leading, "coercion_at_destination.documents", "a locked drawer")
    for number in range(99):
        keep(leading, said=f"rota {number}")
    screening = find_screening(
        session, workplace, leading.actor, leading.interview, Permission.READ_CASES
    )
    assert screening is not None

    listed = list_for_summary(session, workplace, screening)

    assert len(listed) == len(list_files(session, workplace, screening.case)) == 100
    assert listed[-1].said == "a locked drawer"
    assert {each.said for each in listed[:-1]} == {f"rota {number}" for number in range(99)}
