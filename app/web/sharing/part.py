"""What the page of a case shows of its person, of consents and of referrals."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.cases.roles import Permission
from app.cases.workflow import CaseAction
from app.services.case_events import list_possible
from app.services.persons import list_known
from app.services.referrals import Sent, list_sent
from app.store.records import CaseRecord
from app.web.components import Link, SummaryRow
from app.web.locale import write_moment
from app.web.persons.context import build_rows
from app.web.policy import get_actor
from app.web.sharing.wording import STATES
from app.web.unit_of_work import get_session, get_workplace


@dataclass(frozen=True)
class PersonPart:
    """Who a case is about, what became of referrals, and where consents are."""

    rows: tuple[SummaryRow, ...]
    referrals: tuple[SummaryRow, ...]
    links: tuple[Link, ...]


def build_person_part(case: CaseRecord) -> PersonPart | None:
    """Give who a case is about; None for those who may not know, or where nothing is kept."""
    actor, session, workplace = get_actor(), get_session(), get_workplace()
    known = list_known(session, workplace, actor, case)
    if known is None or workplace.keys.find(case.id) is None:
        return None
    links = [
        Link(gettext("Write down who it is"), url_for("persons.add", number=case.number)),
        Link(gettext("Consents"), url_for("sharing.consents", number=case.number)),
    ]
    possible = list_possible(session, actor, case)
    if CaseAction.REFER in possible and actor.may_on(Permission.REFER, case):
        links.append(Link(gettext("Refer the case"), url_for("sharing.refer", number=case.number)))
    sent = list_sent(session, workplace, case)
    return PersonPart(build_rows(known), tuple(describe_sent(each) for each in sent), tuple(links))


def describe_sent(sent: Sent) -> SummaryRow:
    """Give a referral for the page of its case."""
    moment = write_moment(sent.referral.sent_at)
    address = url_for("sharing.referral", referral_id=sent.referral.id)
    return SummaryRow(
        sent.recipient.name,
        (str(STATES[sent.referral.state]), gettext("Sent %(moment)s", moment=moment)),
        (Link(gettext("Open"), address, about=sent.recipient.name),),
    )
