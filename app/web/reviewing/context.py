"""What the pages of reviews show."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from flask_wtf import FlaskForm

from app.cases.override import Override
from app.services.reviewing import Review
from app.web.cases.context import tell
from app.web.cases.wording import FINDINGS, word_state
from app.web.components import Choice, Field, FieldError, Link, TimelineEvent
from app.web.reviewing.forms import LONGEST_REASON
from app.web.reviewing.wording import ACTIONS, CHOICES, CONTRADICTED, FOUR_EYES


@dataclass(frozen=True)
class ActPage:
    """One thing to do to a case. `choice` is None where there is nothing to choose."""

    title: str
    case_number: str
    paragraphs: tuple[str, ...]
    finding: str
    override: str
    warning: str
    result_address: str
    seen: str
    choice: Field | None
    reason: Field
    button: str
    back_address: str
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class FasterPage:
    """What others did to a case while somebody wrote; `written` is what they wrote."""

    case_number: str
    events: tuple[TimelineEvent, ...]
    written: tuple[str, ...]
    back_address: str


@dataclass(frozen=True)
class ReviewPart:
    """What the page of a case shows of its review: what was found, said beside, can be done."""

    finding: str
    override: str
    warning: str
    links: tuple[Link, ...]
    four_eyes: str


def build_part(review: Review) -> ReviewPart:
    """Give what the page of a case shows of its review."""
    number = review.history.case.number
    return ReviewPart(
        finding=word_finding(review),
        override=word_override(review.override),
        warning=_warn(review.override),
        links=tuple(
            Link(str(words), url_for(endpoint, number=number))
            for action, (endpoint, words) in ACTIONS.items()
            if action in review.possible
        ),
        four_eyes=str(FOUR_EYES) if review.is_author and review.may_review else "",
    )


def word_finding(review: Review) -> str:
    """Say what the machine found; nothing while there is no result."""
    return "" if review.presumption is None else str(FINDINGS[review.presumption])


def word_override(override: Override | None) -> str:
    """Say what a supervisor said beside the machine; nothing where nobody did."""
    if override is None:
        return ""
    if override.says:
        return str(gettext("A supervisor says: there is a presumption of trafficking."))
    return str(gettext("A supervisor says: there is no presumption of trafficking."))


def build_decide(review: Review, form: FlaskForm) -> ActPage:
    """Give the page on which a case is decided."""
    error = gettext("Choose what you decide.") if form.errors.get("decision") else ""
    choices = tuple(
        Choice(each.value, str(words), each.value == form.decision.data, str(hint))
        for each, (words, hint) in CHOICES.items()
    )
    return _build(
        review,
        form,
        title=gettext("Decide"),
        paragraphs=(
            gettext("The tool advises; you decide. What the tool found stays beside it."),
            gettext("This is not a legal determination."),
        ),
        choice=Field("decision", gettext("What do you decide?"), error=error, choices=choices),
    )


def build_override(review: Review, form: FlaskForm) -> ActPage:
    """Give the page on which a supervisor says otherwise than the machine."""
    error = gettext("Choose what you say.") if form.errors.get("says") else ""
    words = {
        "yes": gettext("There is a presumption of trafficking"),
        "no": gettext("There is no presumption of trafficking"),
    }
    if review.override is not None:
        words["withdraw"] = gettext("I take back what was said beside the tool’s finding")
    choices = tuple(Choice(code, label, code == form.says.data) for code, label in words.items())
    return _build(
        review,
        form,
        title=gettext("Override the tool’s finding"),
        paragraphs=(
            gettext("Both stay: what the tool found, and what you say, with your reason."),
            gettext("If a later answer speaks against you, the case is flagged."),
        ),
        choice=Field("says", gettext("What do you say?"), error=error, choices=choices),
    )


def build_close(review: Review, form: FlaskForm) -> ActPage:
    """Give the page on which a case is closed."""
    said = gettext("Nothing more is to be done. What was decided holds, and the case can be read.")
    return _build(review, form, title=gettext("Close the case"), paragraphs=(said,))


def build_reopen(review: Review, form: FlaskForm) -> ActPage:
    """Give the page on which a case is opened again."""
    said = gettext("What was decided holds no longer, until somebody decides again.")
    return _build(review, form, title=gettext("Re-open the case"), paragraphs=(said,))


def build_faster(review: Review, seen: int, written: tuple[str, ...]) -> FasterPage:
    """Give what happened after the event that somebody had seen."""
    return FasterPage(
        case_number=review.history.case.number,
        events=tuple(tell(each) for each in review.history.happenings[seen:]),
        written=tuple(each for each in written if each.strip()),
        back_address=_address_of_case(review),
    )


def word_not_possible(review: Review) -> str:
    """Say that something can't be done as the case stands, and what can."""
    possible = [str(words) for action, (_, words) in ACTIONS.items() if action in review.possible]
    state = word_state(review.history.case)
    if not possible:
        return str(gettext("That is not possible: this case is “%(state)s”.", state=state))
    return str(
        gettext(
            "That is not possible: this case is “%(state)s”. What you can do: %(possible)s.",
            state=state,
            possible=", ".join(possible),
        )
    )


def _build(
    review: Review,
    form: FlaskForm,
    *,
    title: str,
    paragraphs: tuple[str, ...],
    choice: Field | None = None,
) -> ActPage:
    reason = _ask_why(form)
    fields = [each for each in (choice, reason) if each is not None]
    return ActPage(
        title=title,
        case_number=review.history.case.number,
        paragraphs=paragraphs,
        finding=word_finding(review),
        override=word_override(review.override),
        warning=_warn(review.override),
        result_address=_address_of_result(review),
        seen=form.seen.data or str(review.history.last),
        choice=choice,
        reason=reason,
        button=title,
        back_address=_address_of_case(review),
        errors=tuple(FieldError(each.id, each.error) for each in fields if each.error),
    )


def _ask_why(form: FlaskForm) -> Field:
    needs_reason = form.reason.flags.required
    return Field(
        "reason",
        gettext("Why?") if needs_reason else gettext("A note, if you want to leave one"),
        value=form.reason.data or "",
        hint=gettext("Kept with the case. Write no names."),
        error=_word_reason_error() if form.errors.get("reason") else "",
    )


def _word_reason_error() -> str:
    return str(
        gettext(
            "Write why, in at most %(most)s characters: others must be able to follow you.",
            most=LONGEST_REASON,
        )
    )


def _warn(override: Override | None) -> str:
    is_flagged = override is not None and override.is_contradicted
    return str(CONTRADICTED) if is_flagged else ""


def _address_of_case(review: Review) -> str:
    return url_for("cases.show", number=review.history.case.number)


def _address_of_result(review: Review) -> str:
    if review.interview is None:
        return ""
    return url_for("results.show", interview_id=review.interview.id)
