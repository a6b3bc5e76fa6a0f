"""One session and one unit of work for each request: kept after a successful POST, never after GET.

An answer is acknowledged only once it is committed: the commit comes before the response is sent,
and a commit that fails makes the response an error page.
"""

from typing import Final, cast

from flask import Flask, Response, current_app, g, request
from werkzeug.local import LocalProxy

from app.services.after_commit import run_after_commit
from app.services.session import Session
from app.services.workplace import Workplace
from app.web.deeds import note_refusal

READING_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_WORKPLACE: Final = "threshold"


def register_unit_of_work(app: Flask, workplace: Workplace) -> None:
    """Give each request of an application its session, and end it with the request."""
    app.extensions[_WORKPLACE] = workplace
    app.after_request(_settle)
    app.teardown_request(_close)


def get_workplace() -> Workplace:
    """Give what services work with."""
    return cast("Workplace", current_app.extensions[_WORKPLACE])


def get_session() -> Session:
    """Give the session of this request; that of a GET can't write."""
    if "session" not in g:
        records = get_workplace().records
        reads = request.method in READING_METHODS
        g.session = records.session_to_read() if reads else records.session_to_write()
    return cast("Session", g.session)


session_of_request: Final = LocalProxy(get_session)


def keep_in_spite_of_error() -> None:
    """Commit this request although its page says that something is wrong: the rest was right."""
    g.keep_in_spite_of_error = True


def let_others_write() -> None:
    """Give the place of the one writer back; only for a request that wrote nothing yet."""
    if "session" in g:
        g.session.rollback()


def _settle(response: Response) -> Response:
    """Keep what was done, or undo it, and log what was read and refused either way.

    A page whose deed can't be kept, or whose reading can't be logged, is not sent: an error page
    takes its place.
    """
    try:
        return _keep(response)
    except Exception as error:
        let_others_write()
        return current_app.make_response(current_app.handle_user_exception(error))


def _keep(response: Response) -> Response:
    note_refusal(response.status_code, get_workplace().clock.now(), get_session)
    if "session" not in g:
        return response
    session: Session = g.session
    if request.method not in READING_METHODS:
        if response.status_code < 400 or g.pop("keep_in_spite_of_error", False):
            session.commit()
            run_after_commit(session)
        else:
            session.rollback()
    get_workplace().records.log_apart(session)
    return response


def _close(error: BaseException | None) -> None:
    del error
    if "session" in g:
        g.pop("session").close()
