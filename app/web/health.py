"""Whether the server is alive, and whether it can work: two words, and nothing of any record."""

from http import HTTPStatus

from flask import Blueprint, Response

from app.store.errors import StoreError, is_out_of_order
from app.web.policy import public
from app.web.unit_of_work import get_workplace

health = Blueprint("health", __name__)


@health.get("/health/live")
@public
def live() -> Response:
    """Say that the process answers; it looks at nothing else."""
    return _say("alive", HTTPStatus.OK)


@health.get("/health/ready")
@public
def ready() -> Response:
    """Say whether the records and the key store answer."""
    workplace = get_workplace()
    try:
        for database in (workplace.records, workplace.keys.database):
            database.ask()
    except Exception as error:
        if not (is_out_of_order(error) or isinstance(error, StoreError)):
            raise
        return _say("not ready", HTTPStatus.SERVICE_UNAVAILABLE)
    return _say("ready", HTTPStatus.OK)


def _say(word: str, status: HTTPStatus) -> Response:
    return Response(f"{word}\n", status, mimetype="text/plain")
