"""Beginning an interview, its topics, and saving answers as they are given."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.assessment.assess import list_dangers
from app.cases.roles import Permission
from app.extensions import csrf
from app.instruments.model import Topic
from app.instruments.questions import map_questions
from app.services.answers import record_answer, record_page
from app.services.interviews import Screening, Start, start_interview
from app.services.library import UnfitModuleError
from app.services.organisations import list_unused
from app.store.errors import ConflictError
from app.store.ids import AnswerId, AreaId, CaseId, InterviewId
from app.web.interviews.context import (
    Mistakes,
    build_topic_page,
    list_visible,
)
from app.web.interviews.forms import (
    Reading,
    SaveForm,
    StartForm,
    build_form_class,
    find_field,
    read_fields,
    read_form,
)
from app.web.interviews.loading import (
    find_surroundings,
    get_screening,
    known_codes,
    read_again,
)
from app.web.interviews.path import (
    address_after_topic,
    address_of_topic,
    address_to_go_on,
    ends_here,
    find_topic,
)
from app.web.interviews.start import build_start_page, fill_start_form
from app.web.interviews.wording import word_error
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace, keep_in_spite_of_error

interviews = Blueprint("interviews", __name__, url_prefix="/interviews")


@interviews.route("/new", methods=["GET", "POST"])
@requires(Permission.SCREEN)
def begin() -> ResponseReturnValue:
    """Choose what to ask, and start."""
    unused = list_unused(get_session(), get_actor().organisation)
    instruments = get_workplace().library.instruments
    form = fill_start_form(StartForm(), get_actor(), instruments, unused)
    if not form.validate_on_submit():
        return _render_start(form)
    start = Start(
        CaseId(form.case.data),
        InterviewId(form.interview.data),
        form.questionnaire.data,
        form.module.data or None,
        form.country.data,
        AreaId(form.area.data),
    )
    try:
        start_interview(get_session(), get_workplace(), get_actor(), start)
    except UnfitModuleError:
        form.module.errors = (gettext("It has no questions in what you want to ask."),)
        return _render_start(form)
    following = "paper_entry.show" if request.form.get("go") == "paper" else "interviews.resume"
    return redirect(url_for(following, interview_id=start.interview))


@interviews.get("/<interview_id>")
@requires(Permission.SCREEN)
def resume(interview_id: str) -> ResponseReturnValue:
    """Go to where something is left to ask."""
    screening = get_screening(interview_id)
    if not screening.is_open:
        return redirect(url_for("cases.show", number=screening.case.number))
    return redirect(address_to_go_on(screening))


@interviews.route("/<interview_id>/topics/<topic_id>", methods=["GET", "POST"])
@requires(Permission.SCREEN)
def topic(interview_id: str, topic_id: str) -> ResponseReturnValue:
    """Ask the questions of one topic, and keep what was answered."""
    screening, asked = _get_topic(interview_id, topic_id)
    if not screening.is_open:
        return _tell_that_it_is_finished(screening)
    if ends_here(screening, asked):
        return redirect(url_for("review.stop", interview_id=interview_id))
    form = build_form_class(asked)()
    if not form.is_submitted():
        return _render_topic(screening, asked)
    reading = read_form(form, known_codes(), get_workplace().clock.today())
    if not form.validate():
        return _ask_to_send_again(screening, asked, reading)
    record_page(get_session(), get_workplace(), get_actor(), screening, reading.answers)
    now = read_again(screening)
    if reading.errors:
        keep_in_spite_of_error()
        page = _render_topic(now, asked, Mistakes(reading.raw, reading.errors))
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(_find_following(now, asked, reading))


# The form of a topic looks at the token itself: what was typed is shown again, not thrown away.
csrf.exempt(topic)


@interviews.post("/<interview_id>/answers")
@requires(Permission.SCREEN)
def save_answer(interview_id: str) -> ResponseReturnValue:
    """Keep one answer as it is given; the id comes from the page, so it may be sent twice."""
    screening = get_screening(interview_id)
    form = SaveForm()
    questions = map_questions(screening.sources.questionnaire.item)
    placed = questions.get(form.question.data)
    if not form.validate_on_submit() or placed is None:
        abort(HTTPStatus.BAD_REQUEST)
    if not screening.is_open:
        return jsonify(saved=False, error=gettext("This interview is finished."))
    field = find_field(build_form_class(placed.topic)(), placed.question)
    reading = read_fields([field], known_codes(), get_workplace().clock.today())
    for error in reading.errors.values():
        return jsonify(saved=False, error=word_error(placed.question, error))
    answer_id = AnswerId(form.answer_id.data)
    try:
        for answer in reading.answers:
            record_answer(get_session(), get_workplace(), get_actor(), screening, answer, answer_id)
    except ConflictError:
        abort(HTTPStatus.CONFLICT)
    return jsonify(_describe_save(read_again(screening), placed.topic))


def _render_start(form: StartForm) -> ResponseReturnValue:
    page = build_start_page(form, get_workplace().library.instruments)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("interviews/begin.html", page=page), status


def _get_topic(interview_id: str, topic_id: str) -> tuple[Screening, Topic]:
    screening = get_screening(interview_id)
    found = find_topic(screening, topic_id)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return screening, found


def _render_topic(screening: Screening, asked: Topic, mistakes: Mistakes | None = None) -> str:
    around = find_surroundings(screening)
    page = build_topic_page(screening, asked, around, mistakes or Mistakes({}, {}))
    return render_template("interviews/topic.html", page=page)


def _ask_to_send_again(screening: Screening, asked: Topic, reading: Reading) -> ResponseReturnValue:
    """Keep what was typed on a page that is older than the sign-in, and put today's token on it."""
    words = gettext(
        "Nothing of this page is saved yet, because you signed in again since you opened it. "
        "What you typed is still here: look at it, and send it now."
    )
    flash(words, "problem")
    typed = Mistakes(reading.raw, {}, nothing_saved=True)
    return _render_topic(screening, asked, typed), HTTPStatus.CONFLICT


def _find_following(screening: Screening, asked: Topic, reading: Reading) -> str:
    """Go on, or stay where answers have opened questions that were not on the page."""
    if request.form.get("go") == "leave":
        return url_for("home.show")
    if request.form.get("go") == "review":
        return url_for("review.show", interview_id=screening.record.id)
    opened = [
        each
        for each in asked.questions
        if each.id in screening.way.shown
        and each.id not in reading.raw
        and screening.sheet.find(each.id) is None
    ]
    if opened:
        flash(gettext("Your answers are saved. They open more questions on this page."), "done")
        return address_of_topic(screening, asked.id) + f"#{opened[0].id}"
    return address_after_topic(screening, asked)


def _describe_save(screening: Screening, asked: Topic) -> dict[str, object]:
    declared = screening.sources.questionnaire.item.immediate_danger
    called = {danger.id for danger in list_dangers(declared, screening.way)}
    return {
        "saved": True,
        "visible": list_visible(screening, [asked]),
        "dangers": {danger.id: danger.id in called for danger in declared},
    }


def _tell_that_it_is_finished(screening: Screening) -> ResponseReturnValue:
    flash(gettext("This interview is finished. Its answers can't be changed any more."), "warning")
    return redirect(url_for("cases.show", number=screening.case.number))
