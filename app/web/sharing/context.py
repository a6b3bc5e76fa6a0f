"""What the pages of consents and referrals show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from flask import url_for
from flask_babel import gettext
from flask_babel.speaklater import LazyString

from app.cases.consents import ConsentBy, ConsentKind, find_word
from app.conditions.values import Silence
from app.services.consents import ASKED_IN_INTERVIEWS, Consents
from app.store.consents import ConsentRecord
from app.store.ids import AccountId, RecipientId, new_id
from app.store.recipients import RecipientRecord
from app.store.records import AnswerRecord, CaseRecord
from app.web.components import Choice, Field, FieldError, Link, Pages, SummaryRow, TimelineEvent
from app.web.locale import write_moment
from app.web.paging import cut, turn_pages
from app.web.sharing.forms import ASKED_HERE, ConsentForm
from app.web.sharing.wording import (
    ANSWERS,
    KINDS,
    MISSING,
    NO_DAY,
    RECIPIENT_KINDS,
    SHARES,
    WHO,
)

EnumT = TypeVar("EnumT", bound=Enum)


@dataclass(frozen=True)
class ConsentsPage:
    """What was said about each consent, and what is missing."""

    case: Link
    asked: tuple[SummaryRow, ...]
    recipients: tuple[SummaryRow, ...]
    said: tuple[TimelineEvent, ...]
    pages: Pages | None
    say_address: str


@dataclass(frozen=True)
class SayPage:
    """The fields in which it is written down what somebody said."""

    case: Link
    id: str
    by: Field
    kind: Field
    recipient: Field
    purpose: Field
    shares: Field
    said: Field
    said_on: Field
    errors: tuple[FieldError, ...]


def build_consents(
    case: CaseRecord,
    consents: Consents,
    directory: Iterable[RecipientRecord],
    people: Mapping[AccountId, str],
    number: int = 1,
) -> ConsentsPage:
    """Give the page of consents of a case; `people` names those who wrote them down.

    What stands is shown whole, and one page of all that was ever said.
    """
    newest_first, address = consents.said[::-1], url_for("sharing.consents", number=case.number)
    names = {each.id: each.name for each in directory}
    named = {each.said.recipient for each in consents.said if each.said.recipient}
    return ConsentsPage(
        case=link_to(case),
        asked=tuple(_describe_asked(kind, consents, people) for kind in ASKED_IN_INTERVIEWS),
        recipients=tuple(
            _describe_recipient(RecipientId(each), names, consents)
            for each in sorted(named, key=lambda each: names.get(RecipientId(each), ""))
        ),
        said=tuple(_tell(each, names, people) for each in cut(newest_first, number)),
        pages=turn_pages(len(newest_first), number, address),
        say_address=url_for("sharing.say", number=case.number),
    )


def build_say(
    case: CaseRecord, form: ConsentForm, directory: Iterable[RecipientRecord], error: str
) -> SayPage:
    """Give the page on which it is written down what somebody said."""
    said_error = gettext("Choose yes or no.") if form.errors.get("said") else ""
    day_error = str(NO_DAY) if form.errors.get("said_on") else ""
    asked_here = {each: KINDS[each] for each in ASKED_HERE}
    in_own_words = gettext("In the words that you used with the person.")
    purpose = form.purpose.data or ""
    return SayPage(
        case=link_to(case),
        id=form.id.data or new_id(),
        by=_choose("by", gettext("Who was asked?"), WHO, form.by.data),
        kind=_choose("kind", gettext("What for?"), asked_here, form.kind.data),
        recipient=_ask_recipient(form, directory, error),
        purpose=Field("purpose", gettext("And what for?"), purpose, in_own_words),
        shares=_ask_shares(form),
        said=_ask_word(form, said_error),
        said_on=Field(
            "said_on", gettext("On which day?"), form.said_on.data or "", error=day_error, width=10
        ),
        errors=tuple(
            FieldError(name, words)
            for name, words in (("recipient", error), ("said", said_error), ("said_on", day_error))
            if words
        ),
    )


def _ask_recipient(form: ConsentForm, directory: Iterable[RecipientRecord], error: str) -> Field:
    chosen = form.recipient.data or ""
    choices = (Choice("", gettext("Choose"), not chosen), *list_choices(directory, chosen))
    label = gettext("If it is passed on: to whom?")
    return Field("recipient", label, choices=choices, error=error)


def _ask_shares(form: ConsentForm) -> Field:
    chosen = form.shares.data or ()
    choices = tuple(
        Choice(each.value, str(words), each.value in chosen) for each, words in SHARES.items()
    )
    label = gettext("What may be passed on besides what the person needs?")
    return Field("shares", label, choices=choices)


def _ask_word(form: ConsentForm, error: str) -> Field:
    choices = tuple(
        Choice(code, str(words), code == form.said.data) for code, words in ANSWERS.items()
    )
    return Field("said", gettext("What did they say?"), error=error, choices=choices)


def link_to(case: CaseRecord) -> Link:
    """Give the way to a case."""
    return Link(case.number, url_for("cases.show", number=case.number))


def _describe_asked(
    kind: ConsentKind, consents: Consents, people: Mapping[AccountId, str]
) -> SummaryRow:
    later = find_word(consents.words, kind, ConsentBy.PERSON)
    if later is not None:
        said = ANSWERS["yes" if later.agrees else "no"]
        return SummaryRow(str(KINDS[kind]), (str(said), later.said_on.isoformat()))
    answer = consents.asked.get(kind)
    if answer is None or answer.response not in ("yes", "no"):
        return SummaryRow(str(KINDS[kind]), (_word_silence(answer),), mark=gettext("Not settled"))
    who = people[answer.recorded_by]
    taken = gettext(
        "%(moment)s, taken by %(who)s", moment=write_moment(answer.recorded_at), who=who
    )
    agrees = answer.response == "yes"
    said = gettext("Yes") if agrees else gettext("No")
    return SummaryRow(str(KINDS[kind]), (said, taken))


def _word_silence(answer: AnswerRecord | None) -> str:
    if answer is None or answer.response is Silence.NOT_ASKED:
        return str(gettext("Not asked in the interview"))
    return str(gettext("Asked, and neither yes nor no"))


def _describe_recipient(
    recipient: RecipientId, names: dict[RecipientId, str], consents: Consents
) -> SummaryRow:
    missing = consents.list_missing(recipient)
    agreed = consents.find_agreement(recipient)
    if agreed is None:
        return SummaryRow(names[recipient], tuple(str(MISSING[each]) for each in missing))
    shares = ", ".join(str(SHARES[each]) for each in SHARES if each in agreed.shares)
    more = (gettext("Besides the needs: %(shares)s", shares=shares),) if shares else ()
    since = gettext("Agreed, since %(day)s", day=agreed.since.isoformat())
    return SummaryRow(names[recipient], (since, agreed.purpose, *more))


def _tell(
    record: ConsentRecord, names: Mapping[RecipientId, str], people: Mapping[AccountId, str]
) -> TimelineEvent:
    said = record.said
    about = names.get(RecipientId(said.recipient), "")
    who = people[record.recorded_by]
    parts = (KINDS[said.kind], about, WHO[said.by], ANSWERS["yes" if said.agrees else "no"])
    return TimelineEvent(
        sentence=" · ".join(str(each) for each in parts if each),
        when=gettext("Said on %(day)s", day=said.said_on.isoformat()),
        moment=said.said_on.isoformat(),
        who=gettext("written down by %(who)s", who=who),
        detail=said.purpose,
    )


def _choose(name: str, label: str, words: Mapping[EnumT, LazyString], chosen: str | None) -> Field:
    choices = tuple(
        Choice(each.value, str(said), each.value == chosen) for each, said in words.items()
    )
    return Field(name, label, choices=choices)


def list_choices(directory: Iterable[RecipientRecord], chosen: str) -> tuple[Choice, ...]:
    """Give the organisations of the directory that are offered."""
    return tuple(
        Choice(each.id, f"{each.name} ({_word_kind(each)})", each.id == chosen)
        for each in directory
        if each.active
    )


def _word_kind(recipient: RecipientRecord) -> str:
    words = {kind.value: str(said) for kind, said in RECIPIENT_KINDS.items()}
    return words.get(recipient.kind, recipient.kind)
