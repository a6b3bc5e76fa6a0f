"""Type in a form that was filled in on paper, in its order; once, or twice and compared."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.instruments.ids import QuestionId
from app.instruments.questions import place_questions
from app.questionnaire.intake import IntakeError, read_answer
from app.questionnaire.model import Answer
from app.services.interviews import Screening
from app.services.typing_in import (
    UnknownPersonError,
    compare_passes,
    find_asked,
    list_askers,
    settle,
    type_in,
)
from app.store.ids import AccountId
from app.web.components import Field
from app.web.interviews.forms import Reading, SendForm
from app.web.interviews.loading import get_screening, known_codes
from app.web.interviews.wording import word_error
from app.web.locale import list_countries, list_languages
from app.web.paper.context import (
    FIRST,
    SECOND,
    Typed,
    build_difference_page,
    build_entry_page,
    build_head,
    list_settled,
    usual_basis,
    write_stored,
)
from app.web.paper.forms import EntryForm
from app.web.paper.typed import Typing, read_typed
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace, keep_in_spite_of_error

paper_entry = Blueprint("paper_entry", __name__, url_prefix="/interviews/<interview_id>/paper")


@paper_entry.get("")
@requires(Permission.SCREEN)
def show(interview_id: str) -> ResponseReturnValue:
    """Show the form with what is typed in already."""
    screening = _get_open(interview_id)
    entry = find_asked(get_session(), screening)
    form = _fill(EntryForm(formdata=None), screening)
    form.asked_by.data = get_actor().account if entry is None else entry.asked_by
    form.asked_on.data = None if entry is None else entry.asked_on
    return _render(screening, Typed(write_stored(screening), {}), _build_head(form))


@paper_entry.post("")
@requires(Permission.SCREEN)
def keep(interview_id: str) -> ResponseReturnValue:
    """Keep what is typed; what can't be read is shown again, the rest is kept."""
    screening = _get_open(interview_id)
    form = _fill(EntryForm(), screening)
    is_whole = form.validate_on_submit()
    words, reading = _read(screening)
    errors = _word_errors(screening, reading)
    if is_whole and form.asked_on.data > get_workplace().clock.today():
        form.asked_on.errors = ("future",)
        is_whole = False
    if is_whole:
        asked = (AccountId(form.asked_by.data), form.asked_on.data)
        actor = get_actor()
        try:
            type_in(get_session(), get_workplace(), actor, screening, asked, reading.answers)
        except UnknownPersonError:
            abort(HTTPStatus.BAD_REQUEST)
        if not errors:
            flash(gettext("Everything that you typed is saved."), "done")
            return redirect(url_for("paper_entry.show", interview_id=interview_id))
        keep_in_spite_of_error()
    page = _render(_get_open(interview_id), Typed(words, errors), _build_head(form))
    return page, HTTPStatus.UNPROCESSABLE_ENTITY


@paper_entry.get("/again")
@requires(Permission.SCREEN)
def again(interview_id: str) -> ResponseReturnValue:
    """Show the form empty, to be typed in a second time without a look at the first."""
    screening = _get_typed_once(interview_id)
    return _render(screening, Typed({}, {}), None)


@paper_entry.post("/again")
@requires(Permission.SCREEN)
def compare(interview_id: str) -> ResponseReturnValue:
    """Compare a second pass with the first, and show what differs. Nothing is kept yet."""
    screening = _get_typed_once(interview_id)
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    words, reading = _read(screening)
    errors = _word_errors(screening, reading)
    if errors:
        return _render(screening, Typed(words, errors), None), HTTPStatus.UNPROCESSABLE_ENTITY
    found = compare_passes(screening, _by_question(reading))
    if not found:
        settle(get_session(), get_workplace(), get_actor(), screening, (), 0)
        flash(gettext("Both passes say the same."), "done")
        return redirect(url_for("paper_entry.show", interview_id=interview_id))
    page = build_difference_page(screening, found, words, {}, was_sent=False)
    return render_template("paper/differences.html", page=page)


@paper_entry.post("/settle")
@requires(Permission.SCREEN)
def settle_all(interview_id: str) -> ResponseReturnValue:
    """Keep what the paper says where two passes differed."""
    screening = _get_typed_once(interview_id)
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    words, reading = _read(screening)
    asked = {QuestionId(name) for name in request.form.getlist("differs")}
    seconds = _by_question(reading)
    found = [each for each in compare_passes(screening, seconds) if each.question.id in asked]
    chosen = {
        name: request.form[f"settle-{name}"]
        for name in asked
        if request.form.get(f"settle-{name}") in (FIRST, SECOND)
    }
    if any(each.question.id not in chosen for each in found):
        page = build_difference_page(screening, found, words, chosen, was_sent=True)
        shown = render_template("paper/differences.html", page=page)
        return shown, HTTPStatus.UNPROCESSABLE_ENTITY
    answers = tuple(list_settled(found, chosen))
    settle(get_session(), get_workplace(), get_actor(), screening, answers, len(found))
    flash(gettext("The differences are settled."), "done")
    return redirect(url_for("paper_entry.show", interview_id=interview_id))


def _get_open(interview_id: str) -> Screening:
    """Give an interview that takes in answers; 404 for any other, and for sheets of codings."""
    screening = get_screening(interview_id)
    if not screening.is_open or screening.coding is not None:
        abort(HTTPStatus.NOT_FOUND)
    return screening


def _get_typed_once(interview_id: str) -> Screening:
    screening = _get_open(interview_id)
    if find_asked(get_session(), screening) is None:
        abort(HTTPStatus.NOT_FOUND)
    return screening


def _fill(form: EntryForm, screening: Screening) -> EntryForm:
    people = list_askers(get_session(), screening)
    form.asked_by.choices = [(each.account, each.name) for each in people]
    return form


def _build_head(form: EntryForm) -> tuple[Field, Field]:
    words = {
        "asked_by": gettext("Choose who asked"),
        "asked_on": gettext("Enter the day on which it was asked, not later than today"),
    }
    day = form.asked_on.data
    return build_head(
        form.asked_by.choices,
        form.asked_by.data,
        "" if day is None else day.isoformat(),
        {name: said for name, said in words.items() if form[name].errors},
    )


def _render(screening: Screening, typed: Typed, head: tuple[Field, Field] | None) -> str:
    entry = find_asked(get_session(), screening)
    page = build_entry_page(screening, typed, _look_around(screening), head, entry)
    return render_template("paper/entry.html", page=page)


def _read(screening: Screening) -> tuple[dict[QuestionId, str], Reading]:
    """Read every question that was sent, typed as on paper."""
    around, reading, words = _look_around(screening), Reading(), {}
    today = get_workplace().clock.today()
    for each in place_questions(screening.sources.questionnaire.item):
        question = each.question
        typed = request.form.get(f"q-{question.id}")
        if typed is None:
            continue
        words[question.id] = typed
        raw = read_typed(question, typed, around, usual_basis(each.topic))
        try:
            answer = read_answer(question, raw, known_codes(), today)
        except IntakeError as error:
            reading.errors[question.id] = error
        else:
            reading.answers.append(question.id if answer is None else answer)
    return words, reading


def _by_question(reading: Reading) -> dict[QuestionId, Answer]:
    return {each.question: each for each in reading.answers if isinstance(each, Answer)}


def _word_errors(screening: Screening, reading: Reading) -> dict[QuestionId, str]:
    questions = {
        each.question.id: each.question
        for each in place_questions(screening.sources.questionnaire.item)
    }
    return {name: word_error(questions[name], error) for name, error in reading.errors.items()}


def _look_around(screening: Screening) -> Typing:
    parameters = screening.sources.parameters
    countries = list_countries(get_workplace().library.instruments)
    return Typing(
        currency="" if parameters is None else parameters.item.currency,
        countries={each.name.casefold(): each.code for each in countries},
        languages={each.name.casefold(): each.code for each in list_languages()},
    )
