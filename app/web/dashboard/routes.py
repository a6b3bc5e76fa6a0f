"""The dashboard: how many cases are screened, presumed, waiting and decided."""

from http import HTTPStatus

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.cases.roles import Permission
from app.services.dashboard import By, Dashboard, count_cases
from app.services.disagreement import measure_disagreement
from app.services.visits import list_indicators, name_sector
from app.store.accounts import list_areas
from app.web.dashboard.context import build_page, find_chart
from app.web.dashboard.wording import Names, Of, Signs
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

dashboard = Blueprint("dashboard", __name__, url_prefix="/dashboard")

SVG = "image/svg+xml"


@dashboard.get("")
@requires(Permission.READ_DASHBOARD)
def show() -> ResponseReturnValue:
    """Show what was found, where the cases stand, and which signs were found."""
    session, actor = get_session(), get_actor()
    disagreement = measure_disagreement(session, actor) if actor.may(Permission.REVIEW) else None
    page = build_page(_count(), _names(), _signs(), disagreement)
    return render_template("dashboard/show.html", page=page)


@dashboard.get("/chart.svg")
@requires(Permission.READ_DASHBOARD)
def chart() -> ResponseReturnValue:
    """Give the bars of one of the tables."""
    # Drawing takes a second to import; only who looks at charts waits for it.
    from app.reports.charts import draw_stacks  # noqa: PLC0415

    wanted = {each.value: each for each in Of}.get(request.args.get("of", Of.FOUND.value))
    drawn = None if wanted is None else find_chart(wanted, _count(), _names(), _signs())
    if drawn is None:
        abort(HTTPStatus.NOT_FOUND)
    response = make_response(draw_stacks(drawn))
    response.mimetype = SVG
    return response


def _count() -> Dashboard:
    """Count what the address asks for; nonsense in it is as if it were not there."""
    by = {each.value: each for each in By}.get(request.args.get("by", ""), By.MONTH)
    asked = request.args.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    return count_cases(get_session(), get_workplace(), get_actor(), by, year)


def _names() -> Names:
    areas = {str(each.id): each.name for each in list_areas(get_session(), get_actor().country)}
    library = get_workplace().library
    return Names(areas, lambda code: name_sector(library, code))


def _signs() -> Signs:
    return Signs(list_indicators(get_workplace().library))
