"""Yearly tables: the list of them, one table, the records behind a count, the workbook."""

from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import (
    Blueprint,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.datasets.catalogue import Datasets
from app.datasets.yearly.count import Cell
from app.datasets.yearly.workbook import write_tables
from app.services.dataset_records import load_kept
from app.services.yearly import (
    OFFICIAL,
    PUBLIC,
    TABLES,
    Tabulation,
    list_years,
    tabulate,
    trace_records,
)
from app.services.yearly_publications import Publisher, find_last, open_published
from app.services.yearly_publications import publish as publish_tables
from app.store.log import Deed, note_act
from app.store.publications import list_publications
from app.web.policy import get_actor, requires
from app.web.tables.context import build_index_page, build_table_page, build_trace_page
from app.web.tables.forms import PublishForm
from app.web.unit_of_work import get_session, get_workplace

tables = Blueprint("tables", __name__, url_prefix="/tables")

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@tables.get("")
@requires(Permission.READ_DATASETS)
def index() -> ResponseReturnValue:
    """List the years for which there is anything to report, and the tables."""
    years = list_years(get_session(), _load())
    own = get_actor().country
    published = [each for each in list_publications(get_session()) if each.country == own]
    page = build_index_page(_load().tables.newest(TABLES).item, years, published)
    return render_template("tables/index.html", page=page)


@tables.get("/<int(max=9999):year>/<table_id>")
@requires(Permission.READ_DATASETS)
def show(year: int, table_id: str) -> ResponseReturnValue:
    """Show one table of a year."""
    found = _tabulate(year)
    sheet = next((each for each in found.sheets if each.table.id == table_id), None)
    if sheet is None:
        abort(HTTPStatus.NOT_FOUND)
    page = build_table_page(found, sheet, year)
    return render_template("tables/show.html", page=page)


@tables.get("/<int(max=9999):year>/<table_id>/records")
@requires(Permission.READ_DATASETS)
def records(year: int, table_id: str) -> ResponseReturnValue:
    """Show the records that a count is made of, as far as they lie within reach."""
    reach = get_actor().reach(Permission.COMPLETE_SUSPECTS)
    if reach is None:
        abort(HTTPStatus.FORBIDDEN)
    margin = tuple(request.args.getlist("by"))
    cell = Cell(year, margin, tuple(request.args.getlist("having")))
    population = request.args.get("of", "")
    tabulated = _tabulate(year)
    try:
        found = trace_records(get_session(), _load(), tabulated, population, cell, reach)
    except KeyError:
        abort(HTTPStatus.NOT_FOUND)
    return render_template(
        "tables/records.html", page=build_trace_page(year, table_id, cell, found)
    )


@tables.post("/<int(max=9999):year>/publish")
@requires(Permission.READ_DATASETS)
def publish(year: int) -> ResponseReturnValue:
    """Keep the tables of a year as they are given away from now on."""
    form = PublishForm()
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    found = _tabulate(year, openly=form.kind.data == PUBLIC)
    publisher = Publisher(get_actor().account, get_workplace().clock)
    publish_tables(get_session(), _load(), found, year, publisher)
    flash(gettext("Published: the workbook can be downloaded now."), "done")
    return redirect(url_for("tables.index"))


@tables.get("/<int(max=9999):year>.xlsx")
@requires(Permission.READ_DATASETS, fresh=True, back="tables.index")
def workbook(year: int) -> ResponseReturnValue:
    """Give what was published last of a year as a workbook; with `public`, what is for all."""
    kind = PUBLIC if "public" in request.args else OFFICIAL
    published = find_last(get_session(), year, get_actor().country, kind)
    if published is None:
        abort(HTTPStatus.NOT_FOUND)
    note_act(get_session(), Deed.EXPORTED, f"tables {year}")
    found = open_published(_load(), published)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tables.xlsx"
        write_tables(path, found.sheets, found.populations)
        response = make_response(path.read_bytes())
    response.mimetype = SHEETS
    response.headers.set("Content-Disposition", "attachment", filename=f"{kind}-{year}.xlsx")
    return response


def _tabulate(year: int, *, openly: bool = False) -> Tabulation:
    return tabulate(get_session(), _load(), year, get_actor().country, openly=openly)


def _load() -> Datasets:
    return load_kept(get_workplace().library.indicators_folder)
