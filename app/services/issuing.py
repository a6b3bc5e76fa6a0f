"""Issue documents that are no summary of an interview, and take them back."""

from collections.abc import Callable
from dataclasses import dataclass

from app.reports.carried import write_content
from app.reports.imprint import Kind, Level
from app.reports.render import ReportContent
from app.services.actors import Actor, NotAllowedError
from app.services.documents import (
    Document,
    Draft,
    enter_document,
    fingerprint_carried,
    list_levels,
    may_withdraw,
    say_where,
)
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.document_numbers import draw_document_number, parse_document_number
from app.store.issued import (
    DocumentRecord,
    NewDocument,
    find_document,
    list_of_organisation,
    withdraw_document,
)


@dataclass(frozen=True)
class Wanted:
    """A document to be issued: what it is, the id of what it is about, and what it says.

    `build` gives what a level shows; `verify` is the address at which documents are checked;
    `recipient` is for whom a referral sheet is.
    """

    kind: Kind
    subject: str
    level: Level
    verify: str
    build: Callable[[Level], ReportContent]
    recipient: str | None = None


@dataclass(frozen=True)
class Issued:
    """A document as it was entered in the register, and what its pages say."""

    content: ReportContent
    document: Document


def issue_report(session: Session, workplace: Workplace, actor: Actor, wanted: Wanted) -> Issued:
    """Enter a document in the register, and give it. Raises NotAllowedError, and what `build` does.

    The JSON that it carries is what its pages say, no more.
    """
    if wanted.level not in list_levels(actor, wanted.kind):
        raise NotAllowedError
    content = wanted.build(wanted.level)
    now = workplace.clock.now()
    number = draw_document_number(now.year)
    carried = write_content(wanted.kind, content, number, wanted.level)
    new = NewDocument(
        number,
        wanted.kind.value,
        wanted.subject,
        wanted.level.value,
        fingerprint_carried(carried),
        now,
        actor.account,
        wanted.recipient,
    )
    document = enter_document(session, Draft(new, carried))
    return Issued(content, say_where(document, wanted.verify))


def list_issued(session: Session, actor: Actor, kind: Kind) -> tuple[DocumentRecord, ...]:
    """Give the documents of a kind that people of the same organisation issued, newest first."""
    return list_of_organisation(session, actor.organisation, kind.value)


def withdraw_report(
    session: Session, workplace: Workplace, actor: Actor, kind: Kind, said: str
) -> bool:
    """Say of a document of a kind that it counts no longer; False if the organisation has none.

    Raises NotAllowedError if the person could not have issued it.
    """
    number = parse_document_number(said)
    record = None if number is None else find_document(session, number)
    own = list_of_organisation(session, actor.organisation, kind.value)
    if record is None or record.number not in {each.number for each in own}:
        return False
    if not may_withdraw(actor, record):
        raise NotAllowedError
    withdraw_document(session, record.number, workplace.clock.now(), actor.account)
    return True
