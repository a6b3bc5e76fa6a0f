"""What a summary says of an interview, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from gettext import NullTranslations
from typing import Final

from babel import Locale

from app.cases.roles import Role
from app.instruments.ids import QuestionId
from app.reports.case_words import word_standing
from app.reports.content import CaseFacts, SummaryContent
from app.reports.summary import build_summary
from app.reports.wording import Wording
from app.services.actors import Actor, build_actor
from app.services.evidence import list_for_summary
from app.services.interviews import Screening, assess_screening
from app.services.reviewed import find_reviewed
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.paper_entries import find_paper_entry

LANGUAGE: Final = QuestionId("interview_language")
INTERPRETER: Final = QuestionId("interpreter")


@dataclass(frozen=True)
class Speech:
    """The language that a document speaks, and what it calls the roles of people."""

    locale: Locale
    translations: NullTranslations
    roles: Mapping[Role, str]


def summarise(
    session: Session, workplace: Workplace, screening: Screening, speech: Speech
) -> SummaryContent:
    """Give what page and PDF say of an interview as it stands."""
    on_paper = find_paper_entry(session, screening.record.id)
    asker = screening.record.started_by if on_paper is None else on_paper.asked_by
    interviewer = build_actor(get_account(session, asker))
    case = _describe_case(workplace, screening, interviewer, speech)
    if on_paper is not None:
        case = replace(case, interviewed_on=(on_paper.asked_on,))
    reviewed = find_reviewed(session, workplace, screening.case)
    content = build_summary(assess_screening(screening), case, reviewed)
    return replace(content, evidence=list_for_summary(session, workplace, screening))


def word_screening(screening: Screening, speech: Speech) -> Wording:
    """Give the words of its answers; an invented country has the name in its parameters."""
    parameters = screening.sources.parameters
    invented = (
        {parameters.item.country: parameters.item.title}
        if parameters is not None and parameters.item.fictitious
        else {}
    )
    return Wording(speech.locale, speech.translations, invented)


def _describe_case(
    workplace: Workplace, screening: Screening, interviewer: Actor, speech: Speech
) -> CaseFacts:
    """Give what is known of the case and the interview besides the answers."""
    record = screening.record
    language = screening.sheet.find(LANGUAGE)
    interpreter = screening.sheet.find(INTERPRETER)
    helped = {"yes": True, "no": False}
    said = None if interpreter is None else str(interpreter.value)
    days = {moment.date() for moment in (record.started_at, record.finished_at) if moment}
    roles = ", ".join(speech.roles[role] for role in interviewer.roles)
    say = speech.translations.gettext
    return CaseFacts(
        case_number=screening.case.number,
        organisation=interviewer.organisation_name,
        interviewer=f"{interviewer.name} ({roles})" if roles else interviewer.name,
        interviewed_on=tuple(sorted(days)),
        language=language.value if language and isinstance(language.value, str) else "",
        interpreter=helped.get(said or ""),
        state=word_standing(say, screening.case.state, screening.case.decision),
        printed_on=workplace.clock.today(),
    )
