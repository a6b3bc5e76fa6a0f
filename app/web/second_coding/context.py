"""What the pages of second codings show."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from flask_wtf import FlaskForm

from app.cases.second_coding import OPEN_STATES, TAKEN_STATES, CodingBasis
from app.services.coding import Assignment
from app.services.interviews import Screening
from app.services.second_codings import Colleague, RecordedText, list_texts
from app.store.ids import new_id
from app.store.records import SecondCodingRecord
from app.web.components import Choice, Field, FieldError, SummaryRow
from app.web.locale import write_moment
from app.web.review.context import ReviewedSection, build_review
from app.web.second_coding.forms import LONGEST_RECORD, AskForm, ReadyForm
from app.web.second_coding.recorded import list_recorded
from app.web.second_coding.wording import BASES, READINESS, STATES


@dataclass(frozen=True)
class AskPage:
    """Whom to ask and what they get to see; or how far the second coding is.

    `state` is empty before anybody was asked. Without `may_ask` there is no form.
    """

    case_number: str
    back_address: str
    state: str
    withdraw_address: str
    may_ask: bool
    nobody: bool
    request: str
    coder: Field
    basis: Field
    recorded: Field
    texts: tuple[RecordedText, ...]
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class BeginPage:
    """What somebody is asked to do, and what was recorded."""

    case_number: str
    was_present: bool
    texts: tuple[RecordedText, ...]
    sheet: str
    readiness: Field
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class SheetPage:
    """All that was coded, before it is finished."""

    case_number: str
    sections: tuple[ReviewedSection, ...]
    settings: tuple[SummaryRow, ...]
    left: int
    texts: tuple[RecordedText, ...]
    go_on_address: str
    indicators_address: str
    finish_address: str


def build_ask_page(
    screening: Screening,
    form: AskForm,
    colleagues: tuple[Colleague, ...],
    latest: SecondCodingRecord | None,
) -> AskPage:
    """Give everything that the page shows on which a second coding is asked for."""
    errors = _word_ask_errors(form)
    is_open = latest is not None and latest.state in OPEN_STATES
    is_taken = latest is not None and latest.state in TAKEN_STATES
    identity = screening.record.id
    return AskPage(
        case_number=screening.case.number,
        back_address=url_for("cases.show", number=screening.case.number),
        state="" if latest is None else word_state(latest),
        withdraw_address=(
            url_for("second_coding.take_back", interview_id=identity) if is_open else ""
        ),
        may_ask=not is_taken and bool(colleagues),
        nobody=not is_taken and not colleagues,
        request=form.request.data or new_id(),
        coder=_offer_colleagues(form, colleagues, errors),
        basis=_offer_bases(form, errors),
        recorded=_ask_what_was_recorded(form, errors),
        texts=list_texts(screening),
        errors=tuple(FieldError(name, sentence) for name, sentence in errors.items()),
    )


def build_begin_page(assignment: Assignment, form: ReadyForm) -> BeginPage:
    """Give everything that the page shows on which a second coding begins."""
    error = gettext("Choose what is so.") if form.errors.get("readiness") else ""
    choices = tuple(
        Choice(each.value, str(words), each.value == form.readiness.data)
        for each, words in READINESS.items()
    )
    question = gettext("Have you seen anything of how this interview was coded, or what came out?")
    return BeginPage(
        case_number=assignment.case.number,
        was_present=assignment.coding.basis is CodingBasis.PRESENT,
        texts=list_recorded(assignment),
        sheet=form.sheet.data or new_id(),
        readiness=Field("readiness", question, error=error, choices=choices),
        errors=(FieldError("readiness", error),) if error else (),
    )


def build_sheet_page(screening: Screening, texts: tuple[RecordedText, ...]) -> SheetPage:
    """Give all that was coded, with what isn't."""
    review = build_review(screening)
    return SheetPage(
        case_number=review.case_number,
        sections=review.sections,
        settings=review.settings,
        left=review.left,
        texts=texts,
        go_on_address=review.go_on_address,
        indicators_address=review.indicators_address,
        finish_address=review.finish_address,
    )


def word_state(coding: SecondCodingRecord) -> str:
    """Say how far a second coding is, and since when."""
    moment = write_moment(coding.ended_at or coding.asked_at)
    return f"{STATES[coding.state]} ({moment})"


def _offer_colleagues(
    form: AskForm, colleagues: tuple[Colleague, ...], errors: Mapping[str, str]
) -> Field:
    return Field(
        "coder",
        gettext("Who shall code it?"),
        hint=gettext("Those who screen in this area and had no part in this case."),
        error=errors.get("coder", ""),
        choices=tuple(
            Choice(str(each.id), each.name, each.id == form.coder.data) for each in colleagues
        ),
    )


def _offer_bases(form: AskForm, errors: Mapping[str, str]) -> Field:
    return Field(
        "basis",
        gettext("What do they code from?"),
        error=errors.get("basis", ""),
        choices=tuple(
            Choice(each.value, str(words), each.value == form.basis.data, str(hint))
            for each, (words, hint) in BASES.items()
        ),
    )


def _ask_what_was_recorded(form: AskForm, errors: Mapping[str, str]) -> Field:
    return Field(
        "recorded",
        gettext("What was recorded of the interview besides"),
        value=form.recorded.data or "",
        hint=gettext(
            "What the person said, and what was seen: a transcript, or notes from the talk. "
            "Write no names, and nothing about which answers were chosen or what came out."
        ),
        error=errors.get("recorded", ""),
    )


def _word_ask_errors(form: FlaskForm) -> dict[str, str]:
    words = {
        "coder": gettext("Choose who shall code the interview."),
        "basis": gettext("Choose whether they were there."),
        "recorded": gettext(
            "Write what was recorded of the interview, in at most %(most)s characters: without it "
            "somebody who was not there has nothing to code.",
            most=LONGEST_RECORD,
        ),
    }
    return {name: sentence for name, sentence in words.items() if form.errors.get(name)}
