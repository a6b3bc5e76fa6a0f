"""Figures for whoever watches over the server: counts and times by route, and nothing of anybody.

They are served at an address of their own, apart from the pages, and only where a setting says so.
"""

from typing import Final

from flask import Flask, Response, request
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    start_http_server,
)

from app.settings import Settings
from app.web.server_log import METHODS, measure_seconds

REGISTRY: Final = "threshold.metrics"
BOUNDS: Final = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0)


def register_metrics(app: Flask) -> None:
    """Count the requests of an application."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    labels = ("route", "method", "status")
    answered = Counter("threshold_requests", "Requests answered", labels, registry=registry)
    seconds = Histogram(
        "threshold_request_seconds",
        "How long answers took",
        ("route",),
        buckets=BOUNDS,
        registry=registry,
    )
    app.extensions[REGISTRY] = registry

    @app.after_request
    def count(response: Response) -> Response:
        route = request.endpoint or "none"
        method = request.method if request.method in METHODS else "other"
        answered.labels(route, method, str(response.status_code)).inc()
        seconds.labels(route).observe(measure_seconds())
        return response


def serve_metrics(app: Flask, settings: Settings) -> None:
    """Serve the figures at the address that a setting names, if it names one."""
    if settings.metrics is not None:
        host, port = settings.metrics
        start_http_server(port, host, app.extensions[REGISTRY])
