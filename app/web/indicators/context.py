"""What the pages show on which indicators are set."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.assessment.model import Assessment, IndicatorResult
from app.conditions.truth import Truth
from app.services.indicators import SettingChoice
from app.services.interviews import Screening, assess_screening
from app.store.ids import new_id
from app.web.components import Choice, Field, FieldError, Link, SummaryRow
from app.web.indicators.forms import LONGEST_REASON, SettingForm
from app.web.review.context import address_of_result


@dataclass(frozen=True)
class IndicatorGroup:
    """The indicators of one dimension."""

    title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True)
class OverviewPage:
    """All indicators with their state."""

    groups: tuple[IndicatorGroup, ...]
    review_address: str
    result_address: str


@dataclass(frozen=True)
class SettingPage:
    """One indicator, what is known of it, and what the interviewer says."""

    label: str
    covers: str
    state: str
    state_words: str
    setting_id: str
    choice: Field
    reason: Field
    errors: tuple[FieldError, ...]
    back_address: str
    evidence_address: str


def build_overview(screening: Screening) -> OverviewPage:
    """Give all indicators of the catalogue, by dimension."""
    assessment = assess_screening(screening)
    catalogue = screening.sources.catalogue.item
    groups = (
        IndicatorGroup(
            dimension.label,
            tuple(
                _describe(screening, result)
                for name, result in assessment.indicators.items()
                if name.partition(".")[0] == dimension.id
            ),
        )
        for dimension in catalogue.dimensions
    )
    identity = screening.record.id
    return OverviewPage(
        groups=tuple(groups),
        review_address=url_for("review.show", interview_id=identity),
        result_address=address_of_result(identity),
    )


def find_indicator(assessment: Assessment, indicator_id: str) -> IndicatorResult | None:
    """Give an indicator by its id, or None."""
    return next(
        (each for name, each in assessment.indicators.items() if name == indicator_id), None
    )


def build_setting_page(
    screening: Screening, result: IndicatorResult, form: SettingForm
) -> SettingPage:
    """Give the page of one indicator."""
    errors = _word_errors(form)
    setting = result.setting
    stored = "" if setting is None else ("yes" if setting.present else "no")
    chosen = form.choice.data or stored
    return SettingPage(
        label=result.indicator.label,
        covers=result.indicator.covers,
        state=result.truth.value,
        state_words=word_state(result),
        setting_id=form.setting_id.data or new_id(),
        choice=Field(
            "choice",
            gettext("What do you say?"),
            error=errors.get("choice", ""),
            choices=_list_choices(chosen, is_set=setting is not None),
        ),
        reason=_ask_reason(form, errors.get("reason", "")),
        errors=tuple(FieldError(name, sentence) for name, sentence in errors.items()),
        back_address=url_for("indicators.overview", interview_id=screening.record.id),
        evidence_address=_address_of_evidence(screening, result),
    )


def _ask_reason(form: SettingForm, error: str) -> Field:
    return Field(
        "reason",
        gettext("Why? What did you see, hear or read?"),
        value=form.reason.data or "",
        hint=gettext("Whoever reads the result sees this. Write no names."),
        error=error,
    )


def _address_of_evidence(screening: Screening, result: IndicatorResult) -> str:
    """Give where a file is added; a second coding takes in none."""
    if screening.coding is not None:
        return ""
    name = result.indicator.id
    return url_for("evidence.add", interview_id=screening.record.id, indicator=name)


def word_state(result: IndicatorResult) -> str:
    """Say whether an indicator is present, and whether the interviewer said so."""
    words = {
        Truth.YES: gettext("Present"),
        Truth.NO: gettext("Absent"),
        Truth.UNKNOWN: gettext("Open"),
    }
    said = words[result.truth]
    if result.is_in_conflict:
        said = gettext("%(state)s; you said the opposite", state=said)
    elif result.setting is not None:
        said = gettext("%(state)s, set by you", state=said)
    return str(said)


def _describe(screening: Screening, result: IndicatorResult) -> SummaryRow:
    address = url_for(
        "indicators.set_one",
        interview_id=screening.record.id,
        indicator_id=result.indicator.id,
    )
    words = gettext("Change") if result.setting else gettext("Set")
    reason = (result.setting.reason,) if result.setting else ()
    links = (Link(words, address, about=result.indicator.label),)
    return SummaryRow(result.indicator.label, (word_state(result), *reason), links)


def _list_choices(chosen: str, *, is_set: bool) -> tuple[Choice, ...]:
    offered = [
        (SettingChoice.YES, gettext("It is present"), ""),
        (
            SettingChoice.NO,
            gettext("It is absent"),
            gettext("This never outweighs answers that say it is present."),
        ),
    ]
    if is_set:
        offered.append((SettingChoice.WITHDRAWN, gettext("I take back what I set"), ""))
    return tuple(
        Choice(each.value, words, each.value == chosen, hint) for each, words, hint in offered
    )


def _word_errors(form: SettingForm) -> dict[str, str]:
    words = {
        "choice": gettext("Choose whether the indicator is present or absent."),
        "reason": gettext(
            "Write why you say so, in at most %(most)s characters.", most=LONGEST_REASON
        ),
    }
    return {name: sentence for name, sentence in words.items() if form.errors.get(name)}
