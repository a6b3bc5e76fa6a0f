"""What the pages of referrals show."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.reports.imprint import Level
from app.reports.referral import ReferralContent, ReferralFacts, build_referral
from app.services.consents import Consents
from app.services.referrals import Sent
from app.store.recipients import RecipientRecord
from app.store.records import CaseRecord
from app.web.components import Choice, Field, FieldError, Link, Pages, SummaryRow
from app.web.locale import write_moment
from app.web.paging import turn_pages
from app.web.sharing.context import link_to, list_choices
from app.web.sharing.forms import ReferForm
from app.web.sharing.wording import MISSING, STATES


@dataclass(frozen=True)
class ReferPage:
    """To whom a case can be referred, and what is missing for the others."""

    case: Link
    recipient: Field | None
    words: Field
    missing: tuple[SummaryRow, ...]
    consents_address: str
    seen: int
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class ReferralPage:
    """A referral: what was passed on, None where that is gone, and what can be done with it."""

    recipient: str
    state: str
    told: ReferralContent | None
    contact: tuple[str, ...]
    choices: Field | None
    reason: Field
    back: Link
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class ReceivedPage:
    """What was referred to the person's organisation."""

    rows: tuple[SummaryRow, ...]
    pages: Pages | None


def build_refer(
    case: CaseRecord,
    consents: Consents,
    directory: Iterable[RecipientRecord],
    form: ReferForm,
    asked: tuple[int, str],
) -> ReferPage:
    """Give the page on which a case is referred; `asked` is the last event seen, and an error."""
    active = [each for each in directory if each.active]
    missing = {each.id: consents.list_missing(each.id) for each in active}
    ready = [each for each in active if not missing[each.id]]
    seen, error = asked
    choices = list_choices(ready, form.recipient.data or "")
    recipient = Field("recipient", gettext("To whom?"), error=error, choices=choices)
    return ReferPage(
        case=link_to(case),
        recipient=recipient if ready else None,
        words=_ask_words(form),
        missing=tuple(
            SummaryRow(each.name, tuple(str(MISSING[word]) for word in missing[each.id]))
            for each in active
            if missing[each.id]
        ),
        consents_address=url_for("sharing.consents", number=case.number),
        seen=seen,
        errors=(FieldError("recipient", error),) if error and ready else (),
    )


def _ask_words(form: ReferForm) -> Field:
    label = gettext("A note for them, if they need one")
    hint = gettext("Only what the person agreed to. Write no names of others.")
    return Field("words", label, form.words.data or "", hint)


def build_referral_page(
    sent: Sent, facts: ReferralFacts | None, answers: dict[str, str], back: Link, error: str
) -> ReferralPage:
    """Give the page of a referral; `answers` are what this person can say of it, by code."""
    recipient = sent.recipient
    contact = (recipient.telephone, recipient.email, recipient.address)
    choices = tuple(Choice(code, words) for code, words in answers.items())
    asked = Field("answer", gettext("What becomes of it?"), error=error, choices=choices)
    return ReferralPage(
        recipient=recipient.name,
        state=str(STATES[sent.referral.state]),
        told=None if facts is None else build_referral(facts, Level.FULL),
        contact=tuple(each for each in contact if each),
        choices=asked if answers else None,
        reason=Field("reason", gettext("A note, if you want to leave one")),
        back=back,
        errors=(FieldError("answer", error),) if error else (),
    )


def build_received(received: Iterable[Sent], count: int, number: int) -> ReceivedPage:
    """Give one page of what was referred to an organisation, of so many in all."""
    pages = turn_pages(count, number, url_for("sharing.received"), is_newest_first=False)
    return ReceivedPage(tuple(_describe_received(each) for each in received), pages)


def _describe_received(sent: Sent) -> SummaryRow:
    moment = write_moment(sent.referral.sent_at)
    address = url_for("sharing.referral", referral_id=sent.referral.id)
    return SummaryRow(
        gettext("Sent %(moment)s", moment=moment),
        (str(STATES[sent.referral.state]),),
        (Link(gettext("Open"), address, about=moment),),
    )
