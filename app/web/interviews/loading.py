"""Find the interview that an address names, for the person signed in, and what its pages need."""

from http import HTTPStatus

from flask import abort, current_app

from app.cases.roles import Permission
from app.cases.workflow import CaseState
from app.questionnaire.intake import KnownCodes
from app.services.coding import find_assignment
from app.services.interviews import Screening, find_screening, load_screening
from app.services.second_codings import RecordedText
from app.services.sent_back import SentBack, find_sent_back
from app.store.ids import InterviewId
from app.web.interviews.question_views import Surroundings
from app.web.locale import list_known_codes
from app.web.policy import get_actor
from app.web.second_coding.recorded import list_recorded
from app.web.unit_of_work import get_session, get_workplace


def get_screening(interview_id: str, permission: Permission = Permission.SCREEN) -> Screening:
    """Give an interview as it stands; 404 if there is none or it is out of reach, all alike."""
    screening = find_screening(
        get_session(), get_workplace(), get_actor(), InterviewId(interview_id), permission
    )
    if screening is None:
        abort(HTTPStatus.NOT_FOUND)
    return screening


def read_again(screening: Screening) -> Screening:
    """Give an interview as it stands once something was said: the same one, to the same person."""
    return load_screening(get_session(), get_workplace(), screening.record, screening.coding)


def find_recorded_texts(screening: Screening) -> tuple[RecordedText, ...]:
    """Give what was recorded of an interview that is coded a second time; of others nothing."""
    if screening.coding is None:
        return ()
    assignment = find_assignment(get_session(), get_workplace(), get_actor(), screening.coding.id)
    return () if assignment is None else list_recorded(assignment)


def find_surroundings(screening: Screening) -> Surroundings:
    """Give what the lists of a page depend on."""
    parameters = screening.sources.parameters
    if parameters is None:
        abort(HTTPStatus.INTERNAL_SERVER_ERROR)
    recorded = None if screening.coding is None else find_recorded_texts(screening)
    sent = find_comments(screening)
    comments = {} if sent is None else sent.comments
    return Surroundings(get_workplace().library.instruments, parameters.item, recorded, comments)


def find_comments(screening: Screening) -> SentBack | None:
    """Give what an interview was sent back with, as long as it is corrected."""
    is_corrected = screening.case.state == CaseState.RETURNED.value and screening.coding is None
    if not is_corrected:
        return None
    return find_sent_back(get_session(), get_workplace(), screening.record)


def known_codes() -> KnownCodes:
    """Give the countries, languages and currencies that may be chosen."""
    codes = current_app.extensions.get("threshold.codes")
    if codes is None:
        codes = list_known_codes(get_workplace().library.instruments)
        current_app.extensions["threshold.codes"] = codes
    return codes
