"""Issue and take back summaries of visits, referral sheets and reports on a programme."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.datasets.performance.model import Period
from app.reports.imprint import Kind, Level
from app.reports.pdf import make_pdf, prepare_report
from app.reports.wording import Wording
from app.services.actors import NotAllowedError
from app.services.choosing import list_to_print
from app.services.dataset_records import load_kept
from app.services.documents import list_levels
from app.services.interviews import Screening
from app.services.issuing import Wanted, issue_report, list_issued, withdraw_report
from app.services.programme_facts import KEPT, gather_programme
from app.services.programme_reports import ProgrammeFacts, build_programme, name_programme
from app.services.referral_sheets import build_sheet, list_agreed
from app.services.visit_reports import (
    NobodyInterviewedError,
    Visited,
    VisitReport,
    gather_held_visit,
    gather_visit,
)
from app.services.visits import find_open_visit
from app.store.finished import Span
from app.store.ids import InterviewId
from app.store.issued import list_documents
from app.store.publications import list_entries
from app.web.documents.context import build_verify_address
from app.web.documents.register import build_issued
from app.web.documents.sending import say_no_pdf, send_pdf
from app.web.documents.withdrawing import take_document_back
from app.web.frame import get_speech
from app.web.interviews.loading import get_screening
from app.web.policy import get_actor, requires
from app.web.reports.context import (
    build_held_visit_page,
    build_programme_page,
    build_referral_page,
    build_visit_page,
)
from app.web.reports.forms import HeldVisitForm, ProgrammeForm, ReferralForm, VisitForm
from app.web.unit_of_work import get_session, get_workplace

reports = Blueprint("reports", __name__)

# What was finished longer ago is found by its days.
LISTED_AT_FIRST: Final = timedelta(days=30)
PROGRAMME: Final = "programme"


@reports.get("/visits/summary")
@requires(Permission.READ_CASES, fresh=True)
def visit() -> ResponseReturnValue:
    """Show which interviews can be summed up as a visit, and what was issued."""
    form = VisitForm(request.args, meta={"csrf": False})
    if not request.args:
        form.first.data = get_workplace().clock.today() - LISTED_AT_FIRST
    return _render_visit(form)


@reports.post("/visits/summary")
@requires(Permission.READ_CASES, fresh=True)
def issue_visit() -> ResponseReturnValue:
    """Issue the summary of a visit, and give it as a download."""
    form = VisitForm()
    if not form.validate_on_submit():
        return _render_visit(form), HTTPStatus.UNPROCESSABLE_ENTITY
    visited = Visited(
        form.site.data,
        form.place.data or "",
        form.employer.data or "",
        form.sector.data or "",
        form.seen.data or "",
    )
    chosen = [InterviewId(each) for each in form.interview.data]
    about = gettext("What was seen")
    try:
        report = gather_visit(get_session(), get_workplace(), get_actor(), visited, chosen, about)
    except NobodyInterviewedError:
        abort(HTTPStatus.BAD_REQUEST)
    level, verify = Level(form.level.data), build_verify_address()
    wanted = Wanted(Kind.SITE_VISIT, report.subject, level, verify, report.build)
    return _issue(wanted, url_for("reports.visit"))


@reports.get("/visits/<visit_id>/summary")
@requires(Permission.READ_CASES, fresh=True)
def held_visit(visit_id: str) -> ResponseReturnValue:
    """Show what the summary of a visit may disclose, and what was issued of it."""
    return _render_held_visit(_gather_held(visit_id, ""), visit_id, HeldVisitForm(formdata=None))


@reports.post("/visits/<visit_id>/summary")
@requires(Permission.READ_CASES, fresh=True)
def issue_held_visit(visit_id: str) -> ResponseReturnValue:
    """Issue the summary of a visit; small numbers are withheld where cases are out of reach."""
    form = HeldVisitForm()
    is_whole = form.validate_on_submit()
    report = _gather_held(visit_id, form.seen.data or "")
    if not is_whole:
        page = _render_held_visit(report, visit_id, form)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    level, verify = Level(form.level.data), build_verify_address()
    wanted = Wanted(Kind.SITE_VISIT, report.subject, level, verify, report.build)
    return _issue(wanted, url_for("reports.held_visit", visit_id=visit_id))


@reports.post("/visits/summary/<document>/withdraw")
@requires(Permission.READ_CASES)
def take_visit_back(document: str) -> ResponseReturnValue:
    """Say of a summary of a visit that it counts no longer."""
    session, workplace, actor = get_session(), get_workplace(), get_actor()
    return take_document_back(
        document,
        url_for("reports.visit"),
        lambda: withdraw_report(session, workplace, actor, Kind.SITE_VISIT, document),
    )


@reports.get("/interviews/<interview_id>/referral-sheet")
@requires(Permission.REFER, fresh=True)
def referral(interview_id: str) -> ResponseReturnValue:
    """Show who may be told, or that a consent is missing."""
    screening = _get_finished(interview_id)
    return _render_referral(screening, ReferralForm(formdata=None))


@reports.post("/interviews/<interview_id>/referral-sheet")
@requires(Permission.REFER, fresh=True)
def issue_referral(interview_id: str) -> ResponseReturnValue:
    """Issue a referral sheet, and give it as a download."""
    screening = _get_finished(interview_id)
    form = ReferralForm()
    session, workplace, actor = get_session(), get_workplace(), get_actor()
    agreed = list_agreed(session, workplace, actor, screening.case)
    chosen = next((each for each in agreed if each.recipient.id == form.recipient.data), None)
    if not form.validate_on_submit() or chosen is None:
        return _render_referral(screening, form), HTTPStatus.UNPROCESSABLE_ENTITY
    wanted = Wanted(
        Kind.REFERRAL,
        screening.record.id,
        Level(form.level.data),
        build_verify_address(),
        lambda level: build_sheet(session, workplace, actor, screening, chosen, level),
        chosen.recipient.id,
    )
    return _issue(wanted, url_for("documents.show", interview_id=interview_id))


@reports.get("/programme")
@requires(Permission.REPORT_PROGRAMME, fresh=True)
def programme() -> ResponseReturnValue:
    """Show for which days the programme can be reported on, and what was issued."""
    form = ProgrammeForm(formdata=None)
    today = get_workplace().clock.today()
    form.first.data, form.last.data = today.replace(month=1, day=1), today
    return _render_programme(form)


@reports.post("/programme")
@requires(Permission.REPORT_PROGRAMME, fresh=True)
def issue_programme() -> ResponseReturnValue:
    """Issue the report on the programme of the person's organisation."""
    form = ProgrammeForm()
    if not form.validate_on_submit():
        return _render_programme(form), HTTPStatus.UNPROCESSABLE_ENTITY
    actor, period = get_actor(), Period(form.first.data, form.last.data)
    kept = load_kept(get_workplace().library.indicators_folder)
    declared = kept.performance.newest(PROGRAMME).item
    entries = list_entries(get_session(), actor.organisation, period.first, period.last)
    today = get_workplace().clock.today()
    facts = ProgrammeFacts(actor.organisation_name, period, today, entries)
    done = gather_programme(get_session(), actor.organisation, kept)
    wanted = Wanted(
        Kind.PROGRAMME,
        name_programme(actor.organisation_name, period),
        Level(form.level.data),
        build_verify_address(),
        lambda level: build_programme(declared, done, facts, level, KEPT),
    )
    return _issue(wanted, url_for("reports.programme"))


@reports.post("/programme/<document>/withdraw")
@requires(Permission.REPORT_PROGRAMME)
def take_programme_back(document: str) -> ResponseReturnValue:
    """Say of a report on the programme that it counts no longer."""
    session, workplace, actor = get_session(), get_workplace(), get_actor()
    return take_document_back(
        document,
        url_for("reports.programme"),
        lambda: withdraw_report(session, workplace, actor, Kind.PROGRAMME, document),
    )


def _issue(wanted: Wanted, back: str) -> ResponseReturnValue:
    no_pdf = say_no_pdf(back)
    if no_pdf is not None:
        return no_pdf
    try:
        issued = issue_report(get_session(), get_workplace(), get_actor(), wanted)
    except NotAllowedError:
        abort(HTTPStatus.FORBIDDEN)
    speech, document = get_speech(), issued.document
    wording = Wording(speech.locale, speech.translations)
    pdf = make_pdf(prepare_report(issued.content, wording, document.imprint, document.carried))
    return send_pdf(pdf, document.imprint.number)


def _render_visit(form: VisitForm) -> str:
    days = Span(form.first.data, form.last.data)
    found = list_to_print(get_session(), get_actor(), days)
    levels = list_levels(get_actor(), Kind.SITE_VISIT)
    known = list_issued(get_session(), get_actor(), Kind.SITE_VISIT)
    issued = build_issued(known, url_for("reports.visit"), "reports.take_visit_back")
    return render_template(
        "documents/visit.html", page=build_visit_page(form, found, levels, issued)
    )


def _gather_held(visit_id: str, seen: str) -> VisitReport:
    """Give a visit within reach with its workers; 404 as long as nobody's interview is finished."""
    session, actor, about = get_session(), get_actor(), gettext("What was seen")
    found = find_open_visit(session, actor, visit_id)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    try:
        report = gather_held_visit(session, get_workplace(), actor, found, seen, about)
    except NobodyInterviewedError:
        abort(HTTPStatus.NOT_FOUND)
    if report is None:
        abort(HTTPStatus.NOT_FOUND)
    return report


def _render_held_visit(report: VisitReport, visit_id: str, form: HeldVisitForm) -> str:
    known = list_documents(get_session(), report.subject)
    page = build_held_visit_page(
        url_for("sites.visit", visit_id=visit_id),
        report.visit.site,
        form,
        list_levels(get_actor(), Kind.SITE_VISIT),
        build_issued(
            known, url_for("reports.held_visit", visit_id=visit_id), "reports.take_visit_back"
        ),
    )
    return render_template("documents/held_visit.html", page=page)


def _render_referral(screening: Screening, form: ReferralForm) -> str:
    actor, case = get_actor(), screening.case
    back = url_for("documents.show", interview_id=screening.record.id)
    page = build_referral_page(
        (back, url_for("sharing.consents", number=case.number)),
        case.number,
        list_agreed(get_session(), get_workplace(), actor, case),
        form,
        list_levels(actor, Kind.REFERRAL),
    )
    return render_template("documents/referral.html", page=page)


def _render_programme(form: ProgrammeForm) -> str:
    levels = list_levels(get_actor(), Kind.PROGRAMME)
    known = list_issued(get_session(), get_actor(), Kind.PROGRAMME)
    issued = build_issued(known, url_for("reports.programme"), "reports.take_programme_back")
    return render_template(
        "documents/programme.html", page=build_programme_page(form, levels, issued)
    )


def _get_finished(interview_id: str) -> Screening:
    """Give a finished interview; 404 while it is not finished, as there is nothing to refer."""
    screening = get_screening(interview_id, Permission.REFER)
    if screening.is_open:
        abort(HTTPStatus.NOT_FOUND)
    return screening
