"""Where the result page leads."""

from flask import url_for

from app.cases.fields import CaseField
from app.services.interviews import Screening
from app.web.policy import get_actor
from app.web.results.context import Addresses


def build_addresses(screening: Screening, *, may_change: bool) -> Addresses:
    """Give the addresses; without the right to change answers nothing leads to a question."""
    identity = screening.record.id
    may_print = get_actor().sees(CaseField.PAPER, screening.case)
    has_documents = may_print and not screening.is_open
    back = (
        url_for("review.show", interview_id=identity)
        if may_change
        else url_for("cases.show", number=screening.case.number)
    )
    return Addresses(
        back=back,
        result=url_for("results.show", interview_id=identity),
        summary=url_for("results.summary_pdf", interview_id=identity) if may_print else "",
        documents=url_for("documents.show", interview_id=identity) if has_documents else "",
        may_change=may_change,
        topic=lambda topic: url_for("interviews.topic", interview_id=identity, topic_id=topic),
        indicator=lambda indicator: url_for(
            "indicators.set_one", interview_id=identity, indicator_id=indicator
        ),
    )
