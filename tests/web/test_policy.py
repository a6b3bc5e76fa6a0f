"""Who may use which route: each one is listed here, and a new one fails until it is."""

import re

import pytest
from flask import Flask

from app.cases.roles import Permission
from app.web.policy import (
    PUBLIC,
    SIGNED_IN,
    Policy,
    RouteWithoutPolicyError,
    list_policies,
)
from tests.web.conftest import SignIn
from tests.web.page_client import PageClient

SCREEN = Policy(permission=Permission.SCREEN)
READ = Policy(permission=Permission.READ_CASES)
REASSESS = Policy(permission=Permission.REASSESS)
VICTIMS = Policy(permission=Permission.COMPLETE_VICTIMS)
DATASETS = Policy(permission=Permission.READ_DATASETS)
PREVIEW = Policy(permission=Permission.PREVIEW_IMPACT)
PRINT = Policy(permission=Permission.PRINT_MANY)
REVIEW = Policy(permission=Permission.REVIEW)
ASK = Policy(permission=Permission.ASK_SECOND_CODING)

ACCESS = {
    "static": PUBLIC,
    "security.login": PUBLIC,
    "security.logout": PUBLIC,
    "home.show": SIGNED_IN,
    "interviews.begin": SCREEN,
    "interviews.resume": SCREEN,
    "interviews.topic": SCREEN,
    "interviews.save_answer": SCREEN,
    "review.section_end": SCREEN,
    "review.show": SCREEN,
    "review.finish_interview": SCREEN,
    "review.stop": SCREEN,
    "review.close": SCREEN,
    "indicators.overview": SCREEN,
    "indicators.set_one": SCREEN,
    "results.show": READ,
    "results.summary_pdf": READ,
    "documents.show": READ,
    "documents.issue": READ,
    "documents.take_back": READ,
    "documents.verify": PUBLIC,
    "printing.index": PRINT,
    "printing.order": PRINT,
    "printing.show": PRINT,
    "printing.cancel": PRINT,
    "printing.forget": PRINT,
    "printing.fetch": PRINT,
    "paper.index": SCREEN,
    "paper.form": SCREEN,
    "cases.show": READ,
    "reassessing.show": REASSESS,
    "reassessing.again": REASSESS,
    "second_coding.ask": ASK,
    "second_coding.take_back": ASK,
    "second_coding.begin": SCREEN,
    "agreement.show": Policy(permission=Permission.READ_AGREEMENT),
    "rules.index": SIGNED_IN,
    "rules.show": SIGNED_IN,
    "rules.validation": SIGNED_IN,
    "drafts.show": PREVIEW,
    "tables.index": DATASETS,
    "tables.show": DATASETS,
    "tables.records": DATASETS,
    "tables.workbook": DATASETS,
    "records.index": VICTIMS,
    "records.show": VICTIMS,
    "records.block": VICTIMS,
    "records.suspect": Policy(permission=Permission.COMPLETE_SUSPECTS),
    "reviewing.decide": REVIEW,
    "reviewing.override": REVIEW,
    "reviewing.close": REVIEW,
    "reviewing.reopen": REVIEW,
    "reviewing.send_back": REVIEW,
    "reviewing.disagreement": REVIEW,
}

MAY_SCREEN = {"inspector", "outreach"}
MAY_READ = MAY_SCREEN | {"supervisor"}
NAMES = ("inspector", "outreach", "supervisor", "analyst", "administrator")


def fill_in(app: Flask, endpoint: str) -> tuple[str, str]:
    """Give a method and an address of a route, with ids that nothing has."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    address = re.sub(r"<[^>]+>", "nothing", re.sub(r"<int:[^>]+>", "2026", rule.rule))
    return ("GET" if "GET" in (rule.methods or ()) else "POST"), address


def test_every_route_has_the_access_that_is_written_here(app: Flask) -> None:
    assert list_policies(app) == ACCESS


def test_application_does_not_start_with_a_route_that_nobody_guards(app: Flask) -> None:
    app.view_functions["open"] = lambda: "anybody reads this"
    app.url_map.add(app.url_rule_class("/open", endpoint="open"))

    with pytest.raises(RouteWithoutPolicyError, match="open"):
        list_policies(app)


@pytest.mark.parametrize("endpoint", [name for name, policy in ACCESS.items() if policy != PUBLIC])
def test_nobody_comes_in_without_signing_in(app: Flask, anybody: PageClient, endpoint: str) -> None:
    method, address = fill_in(app, endpoint)

    response = anybody.http.open(address, method=method)

    if method == "GET":
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/sign-in?next=")
    else:
        assert response.status_code == 401


@pytest.mark.parametrize("name", NAMES)
def test_role_opens_its_routes_and_no_others(app: Flask, sign_in: SignIn, name: str) -> None:
    client = sign_in(name)
    guarded = {e: p.permission for e, p in ACCESS.items() if p.permission is not None}

    answers = {}
    for endpoint in guarded:
        method, address = fill_in(app, endpoint)
        answers[endpoint] = client.http.open(address, method=method).status_code

    allowed = {
        Permission.SCREEN: name in MAY_SCREEN,
        Permission.READ_CASES: name in MAY_READ,
        Permission.REASSESS: name in MAY_READ,
        Permission.PREVIEW_IMPACT: name in {"supervisor", "administrator"},
        Permission.PRINT_MANY: name == "supervisor",
        Permission.ASK_SECOND_CODING: name == "supervisor",
        Permission.REVIEW: name == "supervisor",
        Permission.READ_AGREEMENT: name in {"supervisor", "analyst"},
        Permission.COMPLETE_VICTIMS: name != "administrator",
        Permission.COMPLETE_SUSPECTS: name in {"inspector", "supervisor", "analyst"},
        Permission.READ_DATASETS: name == "analyst",
    }
    refused = {endpoint for endpoint, status in answers.items() if status == 403}
    assert refused == {e for e, permission in guarded.items() if not allowed[permission]}


def test_post_that_another_site_sends_is_refused(inspector: PageClient) -> None:
    response = inspector.http.post("/interviews/new", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
