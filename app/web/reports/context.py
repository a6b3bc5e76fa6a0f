"""What the pages show on which visits, referral sheets and programmes are issued."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm

from app.cases.consents import Share
from app.reports.imprint import Kind, Level
from app.services.referral_sheets import Agreed
from app.store.finished import FinishedInterview
from app.web.components import Choice, Field, FieldError
from app.web.documents.context import LEVELS_OF, IssuedRows
from app.web.locale import write_moment
from app.web.reports.forms import HeldVisitForm, ProgrammeForm, ReferralForm, VisitForm

SHARES: Final[Mapping[Share, LazyString]] = {
    Share.IDENTITY: lazy_gettext("the name and how to reach the person"),
    Share.RESULT: lazy_gettext("the result"),
}


@dataclass(frozen=True)
class VisitPage:
    """Where a visit is summed up; without interviews there is nothing to sum up."""

    first: Field
    last: Field
    texts: tuple[Field, ...]
    seen: Field
    interviews: Field
    level: Field
    issued: IssuedRows
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class HeldVisitPage:
    """Where the summary of a visit is issued whose site and workers are known."""

    back_address: str
    site: str
    seen: Field
    level: Field
    issued: IssuedRows
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class ReferralPage:
    """Where a referral sheet is issued; without anybody to choose none can be."""

    back_address: str
    consents_address: str
    case_number: str
    recipient: Field
    level: Field
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class ProgrammePage:
    """Where the report on a programme is issued."""

    first: Field
    last: Field
    level: Field
    issued: IssuedRows
    errors: tuple[FieldError, ...]


def build_visit_page(
    form: VisitForm,
    found: Iterable[FinishedInterview],
    levels: Sequence[Level],
    issued: IssuedRows,
) -> VisitPage:
    """Give the page on which a visit is summed up."""
    said = _list_said(form, _visit_words())
    chosen = set(form.interview.data or ())
    return VisitPage(
        first=_day("first", gettext("Finished on or after"), form, said),
        last=_day("last", gettext("Finished on or before"), form, said),
        texts=(
            _text("site", gettext("Name of the site"), form, said),
            _text("place", gettext("Where it is (can stay empty)"), form, said),
            _text("employer", gettext("Employer (can stay empty)"), form, said),
            _text("sector", gettext("Kind of work (can stay empty)"), form, said),
        ),
        seen=_text("seen", gettext("What you saw there (can stay empty)"), form, said),
        interviews=Field(
            "interview",
            gettext("Who was interviewed there"),
            error=said.get("interview", ""),
            choices=tuple(_offer(each, chosen) for each in found),
        ),
        level=_level(Kind.SITE_VISIT, levels, form, said),
        issued=issued,
        errors=_list_errors(said),
    )


def build_held_visit_page(
    address: str,
    site: str,
    form: HeldVisitForm,
    levels: Sequence[Level],
    issued: IssuedRows,
) -> HeldVisitPage:
    """Give the page on which the summary of a known visit is issued."""
    words = {name: said for name, said in _visit_words().items() if name in ("seen", "level")}
    said = _list_said(form, words)
    return HeldVisitPage(
        back_address=address,
        site=site,
        seen=_text("seen", gettext("What you saw there (can stay empty)"), form, said),
        level=_level(Kind.SITE_VISIT, levels, form, said),
        issued=issued,
        errors=_list_errors(said),
    )


def build_referral_page(
    addresses: tuple[str, str],
    number: str,
    agreed: Iterable[Agreed],
    form: ReferralForm,
    levels: Sequence[Level],
) -> ReferralPage:
    """Give the page on which a referral sheet is issued, with the ways back and to the consents."""
    said = _list_said(form, _referral_words())
    return ReferralPage(
        back_address=addresses[0],
        consents_address=addresses[1],
        case_number=number,
        recipient=Field(
            "recipient",
            gettext("Who is told, and what for?"),
            error=said.get("recipient", ""),
            choices=tuple(_offer_recipient(each, form.recipient.data) for each in agreed),
        ),
        level=_level(Kind.REFERRAL, levels, form, said),
        errors=_list_errors(said),
    )


def build_programme_page(
    form: ProgrammeForm, levels: Sequence[Level], issued: IssuedRows
) -> ProgrammePage:
    """Give the page on which the report on a programme is issued."""
    said = _list_said(form, _programme_words())
    return ProgrammePage(
        first=_day("first", gettext("First day"), form, said),
        last=_day("last", gettext("Last day"), form, said),
        level=_level(Kind.PROGRAMME, levels, form, said),
        issued=issued,
        errors=_list_errors(said),
    )


def _visit_words() -> dict[str, str]:
    return {
        "first": gettext("Enter the first day as a date, or leave it empty"),
        "last": gettext("Enter the last day as a date, or leave it empty"),
        "site": gettext("Enter the name of the site, in at most 200 letters"),
        "place": gettext("Say in at most 200 letters where the site is"),
        "employer": gettext("Enter the employer in at most 200 letters"),
        "sector": gettext("Enter the kind of work in at most 200 letters"),
        "seen": gettext("Say in at most 5,000 letters what you saw"),
        "interview": gettext("Tick the interviews that were held there"),
        "level": gettext("Choose how much the document may disclose"),
    }


def _referral_words() -> dict[str, str]:
    return {
        "recipient": gettext("Choose who is told"),
        "level": gettext("Choose how much the document may disclose"),
    }


def _programme_words() -> dict[str, str]:
    return {
        "first": gettext("Enter the first day as a date"),
        "last": gettext("Enter the last day as a date that is not before the first"),
        "level": gettext("Choose how much the document may disclose"),
    }


def _list_said(form: FlaskForm, words: Mapping[str, str]) -> dict[str, str]:
    """Give what is wrong, by field, in the order of the page."""
    return {name: sentence for name, sentence in words.items() if form[name].errors}


def _list_errors(said: Mapping[str, str]) -> tuple[FieldError, ...]:
    return tuple(FieldError(name, sentence) for name, sentence in said.items())


def _text(name: str, label: str, form: FlaskForm, said: Mapping[str, str]) -> Field:
    return Field(name, label, form[name].data or "", error=said.get(name, ""))


def _day(name: str, label: str, form: FlaskForm, said: Mapping[str, str]) -> Field:
    day: Any = form[name].data
    value = "" if day is None else day.isoformat()
    return Field(name, label, value, error=said.get(name, ""), input_type="date", width=10)


def _level(kind: Kind, levels: Sequence[Level], form: FlaskForm, said: Mapping[str, str]) -> Field:
    choices = tuple(
        Choice(each.value, str(LEVELS_OF[kind][each]), form["level"].data == each.value)
        for each in levels
    )
    label = gettext("How much may it disclose?")
    return Field("level", label, error=said.get("level", ""), choices=choices)


def _offer_recipient(each: Agreed, chosen: str | None) -> Choice:
    """Offer a recipient with all that may be said to them."""
    label = gettext(
        "%(name)s, for %(purpose)s", name=each.recipient.name, purpose=each.agreement.purpose
    )
    besides = [str(words) for share, words in SHARES.items() if share in each.agreement.shares]
    hint = (
        gettext("What the person needs, and besides: %(besides)s.", besides="; ".join(besides))
        if besides
        else gettext("What the person needs alone: no name, and not the result.")
    )
    return Choice(each.recipient.id, label, each.recipient.id == chosen, hint)


def _offer(each: FinishedInterview, chosen: set[str]) -> Choice:
    label = gettext(
        "%(number)s, finished %(moment)s by %(who)s",
        number=each.case_number,
        moment=write_moment(each.finished_at),
        who=each.interviewer,
    )
    return Choice(str(each.interview), label, str(each.interview) in chosen)
