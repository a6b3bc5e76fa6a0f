"""What supervisors do with a case, each on a page of its own, and how often they differ."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.cases.roles import Permission
from app.cases.workflow import (
    CaseAction,
    Decision,
    FourEyesError,
    IllegalMoveError,
    MissingNeedError,
)
from app.instruments.ids import QuestionId
from app.services import reviewing as services
from app.services.actors import NotAllowedError
from app.services.disagreement import measure_disagreement
from app.services.interviews import Screening, find_screening
from app.services.reviewing import Review, find_review
from app.store.errors import CaseMovedError
from app.web.policy import get_actor, requires
from app.web.reviewing.context import (
    ActPage,
    build_close,
    build_decide,
    build_faster,
    build_override,
    build_reopen,
    word_not_possible,
)
from app.web.reviewing.disagreement import build_disagreement
from app.web.reviewing.forms import (
    DecideForm,
    OverrideForm,
    ReasonForm,
    ReviewForm,
    read_comments,
)
from app.web.reviewing.send_back import build_send_back, word_error
from app.web.reviewing.wording import CONTRADICTED, DONE, FOUR_EYES
from app.web.unit_of_work import get_session, get_workplace

reviewing = Blueprint("reviewing", __name__)

Doer = Callable[[Review], None]


@reviewing.route("/cases/<number>/decide", methods=["GET", "POST"])
@requires(Permission.REVIEW)
def decide(number: str) -> ResponseReturnValue:
    """Decide a case: confirmed, not confirmed, or inconclusive, with the reason."""
    form = DecideForm()

    def do(review: Review) -> None:
        decision = Decision(form.decision.data)
        services.decide(get_session(), get_workplace(), get_actor(), review, decision, form.said)

    return _act(number, CaseAction.CONFIRM, form, build_decide, do)


@reviewing.route("/cases/<number>/override", methods=["GET", "POST"])
@requires(Permission.REVIEW)
def override(number: str) -> ResponseReturnValue:
    """Say something else than the machine found, beside it, with the reason."""
    form = OverrideForm()

    def do(review: Review) -> None:
        says = {"yes": True, "no": False}.get(form.says.data)
        services.override(get_session(), get_workplace(), get_actor(), review, form.said, says=says)

    return _act(number, CaseAction.OVERRIDE, form, build_override, do)


@reviewing.route("/cases/<number>/close", methods=["GET", "POST"])
@requires(Permission.REVIEW)
def close(number: str) -> ResponseReturnValue:
    """End the work on a case that is decided."""
    form = ReviewForm()

    def do(review: Review) -> None:
        services.close(get_session(), get_workplace(), get_actor(), review, form.said)

    return _act(number, CaseAction.CLOSE, form, build_close, do)


@reviewing.route("/cases/<number>/reopen", methods=["GET", "POST"])
@requires(Permission.REVIEW)
def reopen(number: str) -> ResponseReturnValue:
    """Open a decided case again, with the reason."""
    form = ReasonForm()

    def do(review: Review) -> None:
        services.reopen(get_session(), get_workplace(), get_actor(), review, form.said)

    return _act(number, CaseAction.REOPEN, form, build_reopen, do)


@reviewing.route("/cases/<number>/send-back", methods=["GET", "POST"])
@requires(Permission.REVIEW)
def send_back(number: str) -> ResponseReturnValue:
    """Give a case back to those who took the answers, with comments on single answers."""
    review, form = _get_review(number), ReviewForm()
    if CaseAction.SEND_BACK not in review.possible and not form.is_submitted():
        return _refuse(review)
    screening = _get_screening(review)
    asked = {str(each) for each in screening.way.shown}
    comments = {name: text for name, text in read_comments().items() if name in asked}
    error = word_error(form, comments) if form.is_submitted() else ""
    if not form.validate_on_submit() or error:
        _refuse_forged(form)
        page = build_send_back(review, screening, form, comments, error)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
        return render_template("reviewing/send_back.html", page=page), status

    def do(review: Review) -> None:
        written = {QuestionId(name): text for name, text in comments.items()}
        services.send_back(get_session(), get_workplace(), get_actor(), review, written, form.said)

    return _do(review, CaseAction.SEND_BACK, form, do, tuple(comments.values()))


@reviewing.get("/disagreement")
@requires(Permission.REVIEW)
def disagreement() -> ResponseReturnValue:
    """Show how often decisions differ from what the machine found."""
    page = build_disagreement(measure_disagreement(get_session(), get_actor()))
    return render_template("reviewing/disagreement.html", page=page)


def _act(
    number: str,
    action: CaseAction,
    form: ReviewForm,
    build: Callable[[Review, FlaskForm], ActPage],
    do: Doer,
) -> ResponseReturnValue:
    """Show the form of an action, or do it."""
    review = _get_review(number)
    if form.validate_on_submit():
        return _do(review, action, form, do)
    _refuse_forged(form)
    if action not in review.possible:
        return _refuse(review)
    page = build(review, form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if page.errors else HTTPStatus.OK
    return render_template("reviewing/act.html", page=page), status


def _do(
    review: Review, action: CaseAction, form: ReviewForm, do: Doer, written: tuple[str, ...] = ()
) -> ResponseReturnValue:
    """Do something, or say who was faster, or why it can't be done."""
    try:
        do(review)
    except CaseMovedError:
        page = build_faster(review, form.said.seen, (form.said.reason, *written))
        return render_template("reviewing/faster.html", page=page), HTTPStatus.CONFLICT
    except MissingNeedError:
        flash(str(CONTRADICTED), "warning")
    except (FourEyesError, IllegalMoveError, NotAllowedError, services.NothingToReviewError):
        return _refuse(review)
    else:
        flash(str(DONE[action]), "done")
    return redirect(url_for("cases.show", number=review.history.case.number))


def _get_review(number: str) -> Review:
    """Give a case within reach; 404 if there is none or it is out of reach, all alike."""
    review = find_review(get_session(), get_workplace(), get_actor(), number)
    if review is None:
        abort(HTTPStatus.NOT_FOUND)
    return review


def _get_screening(review: Review) -> Screening:
    if review.interview is None:
        abort(HTTPStatus.NOT_FOUND)
    screening = find_screening(
        get_session(), get_workplace(), get_actor(), review.interview.id, Permission.READ_CASES
    )
    if screening is None:
        abort(HTTPStatus.NOT_FOUND)
    return screening


def _refuse(review: Review) -> ResponseReturnValue:
    words = str(FOUR_EYES) if review.is_author else word_not_possible(review)
    flash(words, "warning")
    return redirect(url_for("cases.show", number=review.history.case.number))


def _refuse_forged(form: ReviewForm) -> None:
    """Refuse what no page of ours sends."""
    if form.errors.get("seen") or form.errors.get("csrf_token"):
        abort(HTTPStatus.BAD_REQUEST)
