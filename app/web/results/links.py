"""Where the result page leads."""

from flask import url_for

from app.services.interviews import Screening
from app.web.results.context import Addresses


def build_addresses(screening: Screening, *, may_change: bool) -> Addresses:
    """Give the addresses; without the right to change answers nothing leads to a question."""
    identity = screening.record.id
    back = (
        url_for("review.show", interview_id=identity)
        if may_change
        else url_for("cases.show", number=screening.case.number)
    )
    return Addresses(
        back=back,
        result=url_for("results.show", interview_id=identity),
        summary=url_for("results.summary_pdf", interview_id=identity),
        documents="" if screening.is_open else url_for("documents.show", interview_id=identity),
        may_change=may_change,
        topic=lambda topic: url_for("interviews.topic", interview_id=identity, topic_id=topic),
        indicator=lambda indicator: url_for(
            "indicators.set_one", interview_id=identity, indicator_id=indicator
        ),
    )
