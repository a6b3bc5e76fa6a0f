"""How often one person may ask within an hour for what takes long, leaves the house or names many.

Nothing here keeps anybody from answering, saving or reading: only machines, and somebody who takes
away what they can, come that far. Limits stand by the name of the route; of a route with a form
only sending it counts.
"""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

from flask import abort, request

from app.store.ids import AccountId
from app.web.sign_in import get_desk
from app.web.unit_of_work import READING_METHODS, let_others_write

LIMITS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "interviews.begin": 300,
        "persons.find": 300,
        "evidence.add": 200,
        "evidence.original": 100,
        "results.summary_pdf": 200,
        "documents.issue": 200,
        "reports.issue_visit": 60,
        "reports.issue_held_visit": 60,
        "reports.issue_referral": 60,
        "reports.issue_programme": 60,
        "printing.order": 20,
        "printing.fetch": 20,
        "tables.workbook": 30,
        "tables.publish": 30,
        "paper.form": 60,
        "drafts.show": 60,
        "sharing.refer": 60,
        "glass.open_one": 20,
        "people.make": 60,
        "resets.ask": 20,
        "resets.decide": 20,
        "organisation.make_other": 10,
    }
)


def refuse_too_many(account: AccountId) -> None:
    """Count what somebody asks for where it has a limit; 429 once they asked too often.

    Counting is a unit of work of its own, so nothing may be written in this request before.
    """
    limit = LIMITS.get(request.endpoint or "")
    if limit is None or _is_looking():
        return
    let_others_write()
    if not get_desk().throttle.may_do(request.endpoint or "", account, limit):
        abort(HTTPStatus.TOO_MANY_REQUESTS)


def _is_looking() -> bool:
    """Say whether a form is only looked at."""
    rule = request.url_rule
    takes_forms = rule is not None and "POST" in (rule.methods or ())
    return takes_forms and request.method in READING_METHODS
