"""What the server says of itself: a line of JSON each, with nothing in it but what is listed here.

No address with its parts, no query, no form, no answer, no name. Of a request the line has the name
of its route; of an error its kind and the places in the code. What libraries say is not kept, as
nobody knows what they put in: only which one spoke, and where.
"""

import json
import logging
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from flask import Flask, Response, g, request

LOGGER: Final = "app.requests"
FIELDS_OF_REQUESTS: Final = ("request", "method", "route", "status", "milliseconds")
METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})
OURS: Final = "app."
# What is filled into these sentences is left out; the sentences themselves are always the same.
SENTENCES_KEPT: Final = frozenset({"gunicorn.error"})
PLACES_KEPT: Final = 8

log = logging.getLogger(LOGGER)


class AllowedFormatter(logging.Formatter):
    """Writes a record as JSON, field by field of a list."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "from": record.name}
        if record.name.startswith(OURS):
            line["said"] = record.getMessage()
        elif record.name in SENTENCES_KEPT:
            line["said"] = str(record.msg)
        else:
            line["place"] = f"{record.module}:{record.lineno}"
        for name in FIELDS_OF_REQUESTS:
            if name in record.__dict__:
                line[name] = record.__dict__[name]
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["places"] = _list_places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=True)


def keep_server_log() -> None:
    """Let everything that this process says go to standard error, as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AllowedFormatter())
    for name in ("", "gunicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(logging.INFO)
    logging.getLogger("gunicorn.error").propagate = False
    logging.captureWarnings(capture=True)


def register_server_log(app: Flask) -> None:
    """Write a line for each request once it is answered."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        said = {
            "request": uuid4().hex,
            "method": request.method if request.method in METHODS else "other",
            "route": request.endpoint or "none",
            "status": response.status_code,
            "milliseconds": round(measure_seconds() * 1000),
        }
        log.info("answered", extra=said)
        return response


def measure_seconds() -> float:
    """Give for how long this request is being answered."""
    return float(time.perf_counter() - g.get("began", time.perf_counter()))


def _list_places(trace: Any) -> list[str]:
    places = traceback.extract_tb(trace)[-PLACES_KEPT:]
    return [f"{place.filename}:{place.lineno}" for place in reversed(places)]
