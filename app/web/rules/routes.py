"""The pages that say how results are decided."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.services.validation import validate
from app.web.policy import signed_in
from app.web.rules.context import build_rule_set_page, build_rules_page
from app.web.rules.validation import build_validation_page
from app.web.unit_of_work import get_workplace

rules = Blueprint("rules", __name__, url_prefix="/rules")


@rules.get("")
@signed_in
def index() -> ResponseReturnValue:
    """List the rule sets."""
    return render_template("rules/index.html", page=build_rules_page(get_workplace().library))


@rules.get("/decided-cases")
@signed_in
def validation() -> ResponseReturnValue:
    """Show every rule set held against the cases that were decided."""
    library = get_workplace().library
    page = build_validation_page(library, validate(library))
    return render_template("rules/validation.html", page=page)


@rules.get("/<name>")
@signed_in
def show(name: str) -> ResponseReturnValue:
    """Show one rule set in words: its newest version, or the one called `id@version`."""
    library = get_workplace().library
    published = library.rules.find(name)
    if published is None:
        abort(HTTPStatus.NOT_FOUND)
    return render_template("rules/show.html", page=build_rule_set_page(library, published))
