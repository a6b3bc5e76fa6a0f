"""Give a document as a download, or say why there can be none."""

from http import HTTPStatus

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from app.reports.typesetter import find_problem


def send_pdf(pdf: bytes, name: str) -> ResponseReturnValue:
    """Give a PDF as a download: our pages keep viewers inside a browser out."""
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return response


def say_no_pdf(back: str) -> ResponseReturnValue | None:
    """Give the page that says why no PDF can be made; None if one can."""
    reason = find_problem()
    if reason is None:
        return None
    page = render_template("results/no_pdf.html", reason=reason, back=back)
    return page, HTTPStatus.SERVICE_UNAVAILABLE
