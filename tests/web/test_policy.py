"""A route that does not say who may use it keeps the application from starting."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.cases.roles import Permission
from app.web.policy import (
    RouteWithoutPolicyError,
    list_policies,
    public,
    requires,
    signed_in,
)
from tests.web.page_client import PageClient


def make_view() -> Callable[..., str]:
    """Give a view of its own, as a policy is marked on it."""

    def show(**named: str) -> str:
        del named
        return "anybody reads this"

    return show


def test_application_does_not_start_with_a_route_that_nobody_guards(app: Flask) -> None:
    app.view_functions["open"] = make_view()
    app.url_map.add(app.url_rule_class("/open", endpoint="open"))

    with pytest.raises(RouteWithoutPolicyError, match="open"):
        list_policies(app)


def test_application_does_not_start_with_an_address_that_names_what_nobody_guards(
    app: Flask,
) -> None:
    app.view_functions["open"] = requires(Permission.READ_CASES)(make_view())
    app.url_map.add(app.url_rule_class("/open/<diary_id>", endpoint="open"))

    with pytest.raises(RouteWithoutPolicyError, match="/open/<diary_id> names diary_id"):
        list_policies(app)


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("/open/<interview_id>", public),
        ("/open/<interview_id>", signed_in),
        ("/open/<passkey_id>", public),
    ],
)
def test_application_does_not_start_with_records_that_open_without_what_they_open_by(
    app: Flask, address: str, mark: Callable[[Any], Any]
) -> None:
    app.view_functions["open"] = mark(make_view())
    app.url_map.add(app.url_rule_class(address, endpoint="open"))

    with pytest.raises(RouteWithoutPolicyError, match="open names records"):
        list_policies(app)


def test_post_that_another_site_sends_is_refused(inspector: PageClient) -> None:
    response = inspector.http.post("/interviews/new", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
