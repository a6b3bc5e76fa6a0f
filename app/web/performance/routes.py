"""The figures of the programme for a period, and what people enter beside them."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.datasets.catalogue import Datasets
from app.datasets.performance.model import Period
from app.services.dataset_records import load_kept
from app.services.programme_figures import PROGRAMME, WrongEntryError, find_figures, keep_entry
from app.store.ids import FigureId, new_id
from app.store.publications import Entry
from app.web.performance.context import ERROR_WORDS, build_page
from app.web.performance.forms import EntryForm
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

performance = Blueprint("performance", __name__)


@performance.get("/programme/figures")
@requires(Permission.REPORT_PROGRAMME)
def show() -> ResponseReturnValue:
    """Show every figure for a period, what it is a part of, and what it means."""
    form = EntryForm(formdata=None)
    form.figure.data = new_id()
    return _render(form, _read_period(), {})


@performance.post("/programme/figures")
@requires(Permission.REPORT_PROGRAMME)
def enter() -> ResponseReturnValue:
    """Keep a figure or a target that somebody enters."""
    form = EntryForm()
    declared = _load().performance.newest(PROGRAMME).item
    form.indicator.choices = [
        *(e.id for e in declared.indicators),
        *(e.id for e in declared.entered),
    ]
    if not form.validate_on_submit():
        errors = {name: str(words) for name, words in ERROR_WORDS.items() if form[name].errors}
        return _render(form, _read_period(), errors), HTTPStatus.UNPROCESSABLE_ENTITY
    entry = _read_entry(form)
    try:
        keep_entry(get_session(), get_workplace(), get_actor(), FigureId(form.figure.data), entry)
    except WrongEntryError as error:
        errors = {error.field: str(ERROR_WORDS[error.field])}
        return _render(form, _read_period(), errors), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(gettext("Kept for these days: %(indicator)s.", indicator=entry.indicator), "done")
    first, last = entry.first.isoformat(), entry.last.isoformat()
    return redirect(url_for("performance.show", first=first, last=last))


def _read_entry(form: EntryForm) -> Entry:
    return Entry(
        kind=form.kind.data,
        indicator=form.indicator.data,
        part="",
        first=form.first.data,
        last=form.last.data,
        value=(form.value.data or "").strip().lower(),
        source=" ".join((form.source.data or "").split()),
        source_day=(form.source_day.data or "").strip(),
    )


def _read_period() -> Period:
    """Give the period that is asked for; the year so far where that is none."""
    today = get_workplace().clock.today()
    first = _read_day("first") or today.replace(month=1, day=1)
    last = _read_day("last") or today
    return Period(first, max(first, last))


def _read_day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.values.get(name, ""))
    except ValueError:
        return None


def _render(form: EntryForm, period: Period, errors: Mapping[str, str]) -> str:
    by = request.args.get("by", "")
    found = find_figures(get_session(), get_workplace(), _load(), get_actor(), period, by)
    page = build_page(found, form, period, errors)
    return render_template("performance/show.html", page=page)


def _load() -> Datasets:
    return load_kept(get_workplace().library.indicators_folder)
