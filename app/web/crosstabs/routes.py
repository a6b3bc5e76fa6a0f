"""Cross-tabulations for analysts: the page with its table, the bars, the map."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.cases.roles import Permission
from app.datasets.catalogue import Datasets
from app.datasets.crosstab.count import TOTAL, Crosstab
from app.services.crosstabs import NoSuchVariableError, Wish, cross, find_variables, list_choices
from app.services.dataset_records import VICTIMS, load_kept
from app.web.crosstabs.context import Words, build_chart, build_page, word_map
from app.web.locale import list_countries
from app.web.policy import requires
from app.web.unit_of_work import get_session, get_workplace

crosstabs = Blueprint("crosstabs", __name__, url_prefix="/datasets")

SVG = "image/svg+xml"


@crosstabs.get("")
@requires(Permission.READ_DATASETS)
def show() -> ResponseReturnValue:
    """Show the table that is asked for, and the form to ask for another."""
    wish = _read_wish()
    try:
        variables = find_variables(_load(), wish.dataset)
    except NoSuchVariableError:
        abort(HTTPStatus.NOT_FOUND)
    choices = list_choices(get_session(), _load(), wish)
    wish = _complete(wish, choices)
    page = build_page(wish, variables, choices, _words(), _find(wish))
    return render_template("crosstabs/show.html", page=page)


@crosstabs.get("/chart.svg")
@requires(Permission.READ_DATASETS)
def chart() -> ResponseReturnValue:
    """Give the bars of a table."""
    # Drawing takes a second to import; only who looks at charts waits for it.
    from app.reports.charts import draw_bars  # noqa: PLC0415

    wish = _read_wish()
    return _send(draw_bars(build_chart(_get(wish), wish, _words())))


@crosstabs.get("/map.svg")
@requires(Permission.READ_DATASETS)
def world() -> ResponseReturnValue:
    """Give the map of a table whose lines are countries."""
    from app.reports.world_map import draw_map  # noqa: PLC0415

    wish = _read_wish()
    found = _get(wish)
    if not found.rows.is_country:
        abort(HTTPStatus.NOT_FOUND)
    shown = {row: found.cells[row, TOTAL] for row in found.row_names}
    title = build_chart(found, wish, _words()).title
    return _send(draw_map(shown, title, word_map(found, wish, _words())))


def _read_wish() -> Wish:
    asked = request.args
    return Wish(
        dataset=asked.get("dataset", VICTIMS),
        rows=asked.get("rows", "sex"),
        columns=asked.get("columns", ""),
        only=asked.get("only", ""),
        category=asked.get("category", ""),
    )


def _complete(wish: Wish, choices: tuple[str, ...]) -> Wish:
    """Give a wish with a category of its filter, and lines that the dataset has."""
    category = wish.category if wish.category in choices else next(iter(choices), "")
    known = find_variables(_load(), wish.dataset)
    only = wish.only if category else ""
    named = {n: v if v in known else "" for n, v in (("columns", wish.columns), ("only", only))}
    rows = wish.rows if wish.rows in known else next(iter(known))
    return Wish(wish.dataset, rows, named["columns"], named["only"], category)


def _find(wish: Wish) -> Crosstab | None:
    try:
        return cross(get_session(), _load(), wish)
    except NoSuchVariableError:
        return None


def _get(wish: Wish) -> Crosstab:
    try:
        return cross(get_session(), _load(), wish)
    except NoSuchVariableError:
        abort(HTTPStatus.NOT_FOUND)


def _words() -> Words:
    return Words(list_countries(get_workplace().library.instruments))


def _load() -> Datasets:
    return load_kept(get_workplace().library.indicators_folder)


def _send(picture: bytes) -> Response:
    response = make_response(picture)
    response.mimetype = SVG
    return response
