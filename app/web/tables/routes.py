"""Yearly tables: the list of them, one table, the records behind a count, the workbook."""

from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.cases.roles import Permission
from app.datasets.yearly.count import Cell
from app.datasets.yearly.workbook import write_tables
from app.services.dataset_records import load_kept
from app.services.yearly import Tabulation, list_years, tabulate, trace_records
from app.store.log import Deed, note_act
from app.web.policy import get_actor, requires
from app.web.tables.context import build_index_page, build_table_page, build_trace_page
from app.web.unit_of_work import get_session, get_workplace

tables = Blueprint("tables", __name__, url_prefix="/tables")

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@tables.get("")
@requires(Permission.READ_DATASETS)
def index() -> ResponseReturnValue:
    """List the years for which there is anything to report, and the tables."""
    datasets = load_kept(get_workplace().library.indicators_folder)
    years = list_years(get_session(), datasets)
    page = build_index_page(datasets.tables.newest("yearly").item, years)
    return render_template("tables/index.html", page=page)


@tables.get("/<int:year>/<table_id>")
@requires(Permission.READ_DATASETS)
def show(year: int, table_id: str) -> ResponseReturnValue:
    """Show one table of a year."""
    found = _tabulate(year)
    sheet = next((each for each in found.sheets if each.table.id == table_id), None)
    if sheet is None:
        abort(HTTPStatus.NOT_FOUND)
    page = build_table_page(found, sheet, year)
    return render_template("tables/show.html", page=page)


@tables.get("/<int:year>/<table_id>/records")
@requires(Permission.READ_DATASETS)
def records(year: int, table_id: str) -> ResponseReturnValue:
    """Show the records that a count is made of, as far as they lie within reach."""
    reach = get_actor().reach(Permission.COMPLETE_SUSPECTS)
    if reach is None:
        abort(HTTPStatus.FORBIDDEN)
    margin = tuple(request.args.getlist("by"))
    cell = Cell(year, margin, tuple(request.args.getlist("having")))
    population = request.args.get("of", "")
    datasets = load_kept(get_workplace().library.indicators_folder)
    tabulated = _tabulate(year)
    try:
        found = trace_records(get_session(), datasets, tabulated, population, cell, reach)
    except KeyError:
        abort(HTTPStatus.NOT_FOUND)
    return render_template(
        "tables/records.html", page=build_trace_page(year, table_id, cell, found)
    )


@tables.get("/<int:year>.xlsx")
@requires(Permission.READ_DATASETS, fresh=True, back="tables.index")
def workbook(year: int) -> ResponseReturnValue:
    """Give all tables of a year as a workbook; with `public`, for open publication."""
    found = _tabulate(year, openly="public" in request.args)
    note_act(get_session(), Deed.EXPORTED, f"tables {year}")
    populations = {each.id: each for each in found.tables.populations}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tables.xlsx"
        write_tables(path, found.sheets, populations)
        response = make_response(path.read_bytes())
    response.mimetype = SHEETS
    kind = "public" if found.openly else "official"
    response.headers.set("Content-Disposition", "attachment", filename=f"{kind}-{year}.xlsx")
    return response


def _tabulate(year: int, *, openly: bool = False) -> Tabulation:
    datasets = load_kept(get_workplace().library.indicators_folder)
    return tabulate(get_session(), datasets, year, get_actor().country, openly=openly)
