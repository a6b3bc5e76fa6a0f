"""Whoever watches over the server sees that it works, and nothing of anybody in it."""

import json
import logging
import sys
from dataclasses import replace

import pytest
from flask import Flask
from prometheus_client import generate_latest

from app.settings import Settings
from app.web.application import list_hosts
from app.web.metrics import REGISTRY
from app.web.server_log import LOGGER, AllowedFormatter
from tests.web.installation import in_production
from tests.web.page_client import PageClient
from tests.web.test_out_of_order import out_of_order

CANARY = "CANARY-7F3A"


def test_health_is_told_to_anybody_and_holds_two_words(app: Flask, anybody: PageClient) -> None:
    live, ready = anybody.http.get("/health/live"), anybody.http.get("/health/ready")

    assert (live.status_code, live.text) == (200, "alive\n")
    assert (ready.status_code, ready.text) == (200, "ready\n")
    assert "Set-Cookie" not in ready.headers
    with out_of_order(app, "before_cursor_execute"):
        assert anybody.http.get("/health/live").status_code == 200
        failing = anybody.http.get("/health/ready")
    assert (failing.status_code, failing.text) == (503, "not ready\n")


def test_request_by_another_host_name_is_refused_and_no_link_leads_there(
    anybody: PageClient,
) -> None:
    for address in ("/sign-in", "/health/live", "/nowhere"):
        refused = anybody.http.get(address, headers={"Host": "evil.example"})

        assert refused.status_code == 400
        assert "evil.example" not in refused.text
        assert "evil.example" not in str(refused.headers)


def test_only_the_host_of_the_base_url_and_those_that_are_named_are_answered(
    settings: Settings,
) -> None:
    production = replace(in_production(settings), base_url="https://threshold.example:8443")

    assert list_hosts(production) == ["threshold.example"]
    assert list_hosts(replace(production, hosts=("10.0.0.5",)))[1:] == ["10.0.0.5"]


def test_figures_hold_routes_and_no_addresses(app: Flask, inspector: PageClient) -> None:
    inspector.http.get(f"/cases/{CANARY}?q={CANARY}")
    inspector.http.post(f"/{CANARY}", data={CANARY: CANARY})
    inspector.http.open(f"/{CANARY}", method=CANARY)

    figures = generate_latest(app.extensions[REGISTRY]).decode()

    assert 'threshold_requests_total{method="GET",route="cases.show",status="404"} 1.0' in figures
    assert 'route="none"' in figures
    assert CANARY not in figures


def test_server_log_has_the_route_of_a_request_and_nothing_that_was_sent(
    inspector: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        inspector.http.get(f"/cases/{CANARY}?q={CANARY}", headers={"User-Agent": CANARY})
        inspector.http.post("/sign-in", data={"email": CANARY, "password": CANARY})

    lines = [AllowedFormatter().format(record) for record in caplog.records]
    told = [json.loads(line) for line in lines if json.loads(line)["from"] == LOGGER]
    assert (told[0]["route"], told[0]["status"]) == ("cases.show", 404)
    assert set(told[0]) == {
        *("at", "level", "from", "said"),
        *("request", "method", "route", "status", "milliseconds"),
    }
    assert CANARY not in "".join(lines)


def test_server_log_keeps_of_a_library_only_that_it_spoke_and_of_an_error_only_its_kind() -> None:
    def fail() -> None:
        raise ValueError(CANARY)

    try:
        fail()
    except ValueError:
        found = sys.exc_info()
    arguments = ("x.py", 7, f"Request {CANARY} %s", (CANARY,), found)
    library = logging.LogRecord("some.library", logging.ERROR, *arguments)
    server = logging.LogRecord("gunicorn.error", logging.ERROR, "x.py", 7, "%s!", (CANARY,), None)

    lines = [AllowedFormatter().format(record) for record in (library, server)]

    assert CANARY not in "".join(lines)
    assert json.loads(lines[0])["error"] == "ValueError"
    assert json.loads(lines[0])["place"] == "x:7"
    assert json.loads(lines[1])["said"] == "%s!"
