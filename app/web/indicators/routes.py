"""Setting an indicator by what the interviewer noticed."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.services.indicators import IndicatorChoice, SettingChoice, set_indicator
from app.services.interviews import Screening, assess_screening
from app.store.ids import SettingId
from app.web.indicators.context import build_overview, build_setting_page, find_indicator
from app.web.indicators.forms import SettingForm
from app.web.interviews.loading import get_screening
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

indicators = Blueprint("indicators", __name__, url_prefix="/interviews/<interview_id>/indicators")


@indicators.get("")
@requires(Permission.SCREEN)
def overview(interview_id: str) -> ResponseReturnValue:
    """Show all indicators with their state."""
    screening = _get_open(interview_id)
    return render_template("indicators/overview.html", page=build_overview(screening))


@indicators.route("/<indicator_id>", methods=["GET", "POST"])
@requires(Permission.SCREEN)
def set_one(interview_id: str, indicator_id: str) -> ResponseReturnValue:
    """Say whether an indicator is present, and why."""
    screening = _get_open(interview_id)
    result = find_indicator(assess_screening(screening), indicator_id)
    if result is None:
        abort(HTTPStatus.NOT_FOUND)
    form = SettingForm()
    if not form.validate_on_submit():
        page = build_setting_page(screening, result, form)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render_template("indicators/set_one.html", page=page), status
    choice = IndicatorChoice(
        SettingId(form.setting_id.data),
        result.indicator.id,
        SettingChoice(form.choice.data),
        form.reason.data,
    )
    set_indicator(get_session(), get_workplace(), get_actor(), screening, choice)
    flash(gettext("Saved: “%(indicator)s”.", indicator=result.indicator.label), "done")
    return redirect(url_for("indicators.overview", interview_id=interview_id))


def _get_open(interview_id: str) -> Screening:
    """Give an interview that still takes something in; a finished one has no such pages."""
    screening = get_screening(interview_id)
    if not screening.is_open:
        abort(HTTPStatus.NOT_FOUND)
    return screening
