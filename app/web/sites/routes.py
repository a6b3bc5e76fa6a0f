"""Sites, employers, recruiters, transporters, and visits on which several people are screened."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.services.library import UnfitModuleError
from app.services.parties import find_open_party, search_parties
from app.services.visits import (
    NextWorker,
    begin_visit,
    find_open_visit,
    list_open_visits,
    name_area,
    note_shown,
    note_visits,
    screen_next,
    view_party,
    view_visit,
)
from app.store.ids import CaseId, InterviewId
from app.store.parties import PartyKind, PartyRecord
from app.store.visits import VisitRecord
from app.web.paging import cut, read_number
from app.web.policy import get_actor, requires
from app.web.sites.adding import build_fields, fill_party_form, settle_party
from app.web.sites.context import VISITS, build_list, build_site_page, list_shown
from app.web.sites.forms import NextForm, PartyForm, VisitForm
from app.web.sites.visiting import (
    build_visit_form,
    build_visit_page,
    fill_next_form,
    fill_visit_form,
    read_visit,
)
from app.web.unit_of_work import get_session, get_workplace

sites = Blueprint("sites", __name__)


@sites.get("/sites")
@requires(Permission.READ_SITES)
def index() -> ResponseReturnValue:
    """List sites, employers, recruiters and transporters, or look for one by its name."""
    words, after = request.args.get("words", ""), request.args.get("after")
    found = search_parties(get_session(), get_actor(), words, after=after)
    may_add = get_actor().may(Permission.SCREEN)
    page = build_list(found, words, may_add=may_add, is_later=after is not None)
    return render_template("sites/index.html", page=page)


@sites.route("/sites/new", methods=["GET", "POST"])
@requires(Permission.SCREEN)
def add() -> ResponseReturnValue:
    """Name a site, an employer, a recruiter or a transporter."""
    form = fill_party_form(PartyForm(), get_actor(), get_workplace().library.instruments)
    if form.validate_on_submit():
        party = settle_party(form)
        if party is not None:
            return redirect(url_for("sites.show", party_id=party.id))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("sites/add.html", page=build_fields(form)), status


@sites.get("/sites/<party_id>")
@requires(Permission.READ_SITES)
def show(party_id: str) -> ResponseReturnValue:
    """Show what the workers of a site, or those that a party appears with, have in common."""
    party, session, actor = _get_party(party_id), get_session(), get_actor()
    view = view_party(session, get_workplace(), actor, party)
    number = read_number()
    note_shown(session, list_shown(view, number))
    may_visit = actor.may(Permission.SCREEN) and party.kind is PartyKind.SITE
    visits, of_visits = list_open_visits(session, actor, party.id), read_number(VISITS)
    note_visits(session, cut(visits, of_visits))
    area = name_area(session, party.area_id)
    page = build_site_page(party, view, visits, (number, of_visits), area=area, may_visit=may_visit)
    return render_template("sites/show.html", page=page)


@sites.route("/sites/<party_id>/visits/new", methods=["GET", "POST"])
@requires(Permission.SCREEN)
def begin(party_id: str) -> ResponseReturnValue:
    """Begin a visit: what is the same for everybody who is screened on it."""
    site, session, actor = _get_party(party_id), get_session(), get_actor()
    if site.kind is not PartyKind.SITE:
        abort(HTTPStatus.NOT_FOUND)
    workplace = get_workplace()
    form = fill_visit_form(VisitForm(), actor, workplace.library.instruments, site)
    if not form.validate_on_submit():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        page = build_visit_form(form, workplace.library.instruments, site)
        return render_template("sites/begin.html", page=page), status
    visit = begin_visit(session, workplace, actor, site, read_visit(form))
    return redirect(url_for("sites.visit", visit_id=visit.id))


@sites.get("/visits/<visit_id>")
@requires(Permission.READ_CASES)
def visit(visit_id: str) -> ResponseReturnValue:
    """Show a visit with its cases, and screen the next worker."""
    found = _get_visit(visit_id)
    form = fill_next_form(NextForm(), get_session(), found)
    return _render_visit(found, form)


@sites.post("/visits/<visit_id>/next")
@requires(Permission.SCREEN)
def screen(visit_id: str) -> ResponseReturnValue:
    """Begin the interview of the next worker of a visit."""
    found = _get_visit(visit_id)
    form = fill_next_form(NextForm(), get_session(), found)
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    worker = NextWorker(
        CaseId(form.case.data), InterviewId(form.interview.data), form.language.data or ""
    )
    try:
        record = screen_next(get_session(), get_workplace(), get_actor(), found, worker)
    except UnfitModuleError:
        flash(gettext("The kind of work has no questions in what you want to ask."), "problem")
        return redirect(url_for("sites.visit", visit_id=visit_id))
    return redirect(url_for("interviews.resume", interview_id=record.id))


def _render_visit(found: VisitRecord, form: NextForm) -> ResponseReturnValue:
    session, actor = get_session(), get_actor()
    view = view_visit(session, get_workplace(), actor, found)
    if view is None:
        abort(HTTPStatus.NOT_FOUND)
    number = read_number()
    note_shown(session, list_shown(view, number))
    may_screen = actor.may(Permission.SCREEN)
    page = build_visit_page(found, view, form, number, may_screen=may_screen)
    return render_template("sites/visit.html", page=page)


def _get_party(party_id: str) -> PartyRecord:
    found = find_open_party(get_session(), get_actor(), party_id)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _get_visit(visit_id: str) -> VisitRecord:
    found = find_open_visit(get_session(), get_actor(), visit_id)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found
