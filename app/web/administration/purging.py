"""The page on which cases whose time is over are proposed to be destroyed, and decided on."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from wtforms import HiddenField
from wtforms.validators import UUID, InputRequired

from app.cases.retention import Part
from app.cases.roles import Permission
from app.services.purging import (
    PurgeOutcome,
    PurgeRefusedError,
    decide,
    find_overdue,
    propose,
    waits,
)
from app.store.ids import PurgeId, new_id
from app.web.administration.purging_context import build_page
from app.web.interviews.forms import SendForm
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

purges = Blueprint("purges", __name__, url_prefix="/organisation/purge")


class ProposeForm(SendForm):
    """A proposal; its id comes from the page, so that it may be sent twice."""

    purge = HiddenField(validators=[InputRequired(), UUID()])


@purges.get("")
@requires(Permission.PURGE, fresh=True)
def show() -> ResponseReturnValue:
    """Show what is due, and the proposal that waits."""
    found = find_overdue(get_session(), get_workplace(), get_actor())
    may_propose = get_actor().may(Permission.ADMINISTER)
    page = build_page(found, new_id(), may_propose=may_propose)
    return render_template("administration/purge.html", page=page)


@purges.post("")
@requires(Permission.ADMINISTER, fresh=True)
def ask() -> ResponseReturnValue:
    """Propose to destroy what is due."""
    form = ProposeForm()
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    parts = {each.value: each for each in Part}
    part = parts.get(request.form.get("part", Part.WHOLE.value))
    if part is None:
        abort(HTTPStatus.BAD_REQUEST)
    purge_id = PurgeId(form.purge.data)
    try:
        count = propose(get_session(), get_workplace(), get_actor(), purge_id, part)
    except PurgeRefusedError as error:
        flash(str(error), "warning")
    else:
        said = ngettext(
            "Proposed: %(num)s case. Somebody else has to decide.",
            "Proposed: %(num)s cases. Somebody else has to decide.",
            count,
        )
        flash(said, "done")
    return redirect(url_for("purges.show"))


@purges.post("/<purge_id>")
@requires(Permission.PURGE, fresh=True)
def answer(purge_id: str) -> ResponseReturnValue:
    """Destroy what somebody else proposed, or refuse it."""
    if not waits(get_session(), get_actor(), PurgeId(purge_id)):
        abort(HTTPStatus.NOT_FOUND)
    outcomes = {each.value: each for each in PurgeOutcome}
    outcome = outcomes.get(request.form.get("outcome", ""))
    if not SendForm().validate_on_submit() or outcome is None:
        abort(HTTPStatus.BAD_REQUEST)
    try:
        count = decide(get_session(), get_workplace(), get_actor(), PurgeId(purge_id), outcome)
    except PurgeRefusedError as error:
        flash(str(error), "warning")
    else:
        flash(_word_outcome(outcome, count), "done")
    return redirect(url_for("purges.show"))


def _word_outcome(outcome: PurgeOutcome, count: int) -> str:
    if outcome is PurgeOutcome.REFUSED:
        return str(gettext("Refused. Nothing was destroyed."))
    said = ngettext(
        "Destroyed for ever, of %(num)s case: what was proposed.",
        "Destroyed for ever, of %(num)s cases: what was proposed.",
        count,
    )
    return str(said)
