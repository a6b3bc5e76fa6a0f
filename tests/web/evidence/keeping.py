"""An evidence file of an interview, for tests of pages."""

from flask import Flask

from app.cases.roles import Permission
from app.evidence.model import Copied, FileKind
from app.services.evidence import SentFile, add_evidence, find_evidence, remove
from app.services.interviews import find_screening
from app.services.workplace import Workplace
from app.store.ids import EvidenceId, InterviewId, new_id
from tests.web.second_coding.asking import find_person


def keep_a_file(
    app: Flask, interview: str, by: str = "inspector", *, is_destroyed: bool = False
) -> str:
    """Keep a file of an interview, and destroy it again if that is wanted; give its id."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        actor = find_person(session, by)
        found = find_screening(
            session, workplace, actor, InterviewId(interview), Permission.READ_CASES
        )
        assert found is not None
        sent = SentFile(EvidenceId(new_id()), "exploitation.hours", "rota.png", "", b"as it came")
        copied = Copied(FileKind.PNG, FileKind.JPEG, b"as it is shown")
        add_evidence(session, workplace, actor, found, sent, copied)
        kept = find_evidence(session, workplace, actor, sent.id)
        assert kept is not None
        if is_destroyed:
            remove(session, workplace, actor, kept)
        return sent.id
