"""Pages for what went wrong: what happened, what was kept, and what to do now."""

import logging
import traceback
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import Conflict, HTTPException, MethodNotAllowed, SecurityError

from app.store.errors import ConflictError, is_out_of_order, is_out_of_room
from app.web.policy import NotFreshError, wants_json
from app.web.sign_in import look_for_nobody

log = logging.getLogger(__name__)

PLACES_KEPT: Final = 8
SECONDS_TO_WAIT: Final = 10
KEEPS_WHAT_WAS_TYPED: Final = frozenset(
    {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INSUFFICIENT_STORAGE}
)
OF_SIGN_IN: Final = ("account", "own", "second_factors", "resets")


@dataclass(frozen=True)
class ErrorWords:
    """The title of an error page, its paragraphs, and where its button leads."""

    title: LazyString
    paragraphs: tuple[LazyString, ...]
    endpoint: str = "home.show"
    button: LazyString | None = None


START: Final = lazy_gettext("Go to the start page")
NOT_SAVED: Final = lazy_gettext("What you sent just now was not saved.")
SAVED_BEFORE: Final = lazy_gettext("Everything that was marked as saved before is still there.")

WORDS: Final = {
    400: ErrorWords(
        lazy_gettext("This page could not be sent"),
        (
            NOT_SAVED,
            lazy_gettext(
                "The page may be older than your sign-in. Go back, reload it and send it again."
            ),
            SAVED_BEFORE,
        ),
    ),
    401: ErrorWords(
        lazy_gettext("You are signed out"),
        (
            NOT_SAVED,
            lazy_gettext(
                "Keep this page open, sign in again in another tab, come back here, and reload "
                "this page: the browser then offers to send your answers again."
            ),
            SAVED_BEFORE,
        ),
    ),
    403: ErrorWords(
        lazy_gettext("This is not open to you"),
        (
            lazy_gettext("Your role has no access to this page."),
            lazy_gettext("If you need it for your work, ask the administrator."),
        ),
    ),
    404: ErrorWords(
        lazy_gettext("This page is not here"),
        (
            lazy_gettext("The address may be wrong, or what it showed is not open to you."),
            lazy_gettext("Go to the start page and look for it there."),
        ),
    ),
    405: ErrorWords(
        lazy_gettext("This page can't be opened that way"),
        (lazy_gettext("Go to the start page and begin from there."),),
    ),
    413: ErrorWords(
        lazy_gettext("That was too much for one page"),
        (NOT_SAVED, lazy_gettext("Go back, shorten the longest text, and send it again.")),
    ),
    429: ErrorWords(
        lazy_gettext("Too many attempts"),
        (
            lazy_gettext("Nothing was looked at this time. Wait up to an hour, then try again."),
            lazy_gettext(
                "If it was not you who tried so often, tell the administrator of your organisation."
            ),
        ),
    ),
    500: ErrorWords(
        lazy_gettext("Something went wrong in Threshold"),
        (
            NOT_SAVED,
            SAVED_BEFORE,
            lazy_gettext(
                "Go back and send the page again. If it happens again, tell your administrator the "
                "time at which it happened."
            ),
        ),
    ),
    503: ErrorWords(
        lazy_gettext("Threshold can't save just now"),
        (
            lazy_gettext(
                "The database does not answer. This is most often over within a minute: keep this "
                "page open, wait a moment, and try again."
            ),
            SAVED_BEFORE,
        ),
    ),
    507: ErrorWords(
        lazy_gettext("The server has no room left"),
        (
            NOT_SAVED,
            SAVED_BEFORE,
            lazy_gettext(
                "Keep this page open and call your administrator, who has to make room on the "
                "disk of the server."
            ),
        ),
    ),
}

# What needs a sign-in from just now, and was sent without one.
NOT_FRESH: Final = ErrorWords(
    lazy_gettext("Show once more that it is you"),
    (
        lazy_gettext(
            "This needs a sign-in from the last five minutes. Nothing was done. Sign in again, "
            "then press the button once more."
        ),
    ),
    "account.again",
    lazy_gettext("Sign in again"),
)


def register_error_pages(app: Flask) -> None:
    """Answer every error in our words."""
    app.register_error_handler(SecurityError, _show_wrong_host)
    app.register_error_handler(CSRFError, _show_http_error)
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(ConflictError, _show_conflict)
    app.register_error_handler(Exception, _show_failure)


def _show_conflict(error: ConflictError) -> ResponseReturnValue:
    """Answer a form whose id stands for something else, and say nothing of what that is."""
    del error
    return _show_http_error(Conflict())


def _show_wrong_host(error: SecurityError) -> Response:
    """Answer without links: they would lead to the host that was asked."""
    del error
    return Response("Threshold does not answer under this name.\n", 400, mimetype="text/plain")


def _show_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response  # It was made on purpose, such as a redirect.
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < 400:
        return Response(status=code)
    if isinstance(error, CSRFError) and wants_json():
        return _renew_token(code)
    words = NOT_FRESH if isinstance(error, NotFreshError) else None
    response = _answer(code, words)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _renew_token(code: int) -> Response:
    """Give the script of an older page the token of today; another site can't read this."""
    return make_response(jsonify(saved=False, error=str(NOT_SAVED), token=generate_csrf()), code)


def _show_failure(error: Exception) -> ResponseReturnValue:
    # The message of the error may hold what people said, so only its kind and places are kept.
    places = traceback.extract_tb(error.__traceback__)[-PLACES_KEPT:]
    where = " < ".join(f"{place.filename}:{place.lineno}" for place in reversed(places))
    log.error("%s on %s at %s", type(error).__name__, request.endpoint, where)
    if is_out_of_room(error):
        return _answer(HTTPStatus.INSUFFICIENT_STORAGE)
    if is_out_of_order(error):
        look_for_nobody()
        return _answer(HTTPStatus.SERVICE_UNAVAILABLE)
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer(code: int, words: ErrorWords | None = None) -> Response:
    words = words or WORDS.get(code) or WORDS[500 if code >= 500 else 400]
    g.pop("keep_in_spite_of_error", None)
    if wants_json():
        sentence = gettext("Not saved. Reload the page and look at your answers.")
        return make_response(jsonify(saved=False, error=sentence), code)
    return make_response(
        render_template(
            "errors/error.html",
            words=words,
            button=words.button or START,
            kept=_list_kept() if code in KEEPS_WHAT_WAS_TYPED else [],
        ),
        code,
        {"Retry-After": SECONDS_TO_WAIT} if code == HTTPStatus.SERVICE_UNAVAILABLE else {},
    )


def _list_kept() -> list[tuple[str, str]]:
    """Give what was typed, for the page to keep and to send again; never what signs people in."""
    is_of_sign_in = (request.blueprint or "").startswith(OF_SIGN_IN)
    if request.method != "POST" or is_of_sign_in:
        return []
    return [field for field in request.form.items(multi=True) if field[0] != "csrf_token"]
