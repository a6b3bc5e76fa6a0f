"""Withdraw a document, whatever kind it is of."""

from collections.abc import Callable
from http import HTTPStatus

from flask import abort, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.services.actors import NotAllowedError
from app.web.interviews.forms import SendForm


def take_document_back(
    document: str, back: str, withdraw: Callable[[], bool]
) -> ResponseReturnValue:
    """Say of a document that it counts no longer, and go back.

    `withdraw` does it, raises NotAllowedError, and gives False where there is no such document.
    """
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    try:
        found = withdraw()
    except NotAllowedError:
        abort(HTTPStatus.FORBIDDEN)
    if not found:
        abort(HTTPStatus.NOT_FOUND)
    flash(
        gettext("Document %(number)s is withdrawn; who checks it is told so.", number=document),
        "done",
    )
    return redirect(back)
