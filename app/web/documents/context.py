"""What the pages of documents show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from flask import current_app, url_for
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.reports.imprint import Kind, Level
from app.services.documents import Standing, Status
from app.services.interviews import Screening
from app.store.issued import DocumentRecord
from app.web.components import Pages
from app.web.locale import write_moment

LEVELS: Final[Mapping[Level, LazyString]] = {
    Level.FULL: lazy_gettext("Full: with the person's own words. It stays with the case."),
    Level.CASE_NUMBER: lazy_gettext("Case number only: nobody's own words, no names."),
    Level.SHAREABLE: lazy_gettext("Shareable: no case number and no answers; not when or by whom."),
}
LEVELS_OF: Final[Mapping[Kind, Mapping[Level, LazyString]]] = {
    Kind.SUMMARY: LEVELS,
    Kind.SITE_VISIT: {
        Level.FULL: lazy_gettext("Full: with the site and what was seen. It stays in the house."),
        Level.CASE_NUMBER: lazy_gettext("Case numbers only: nobody's own words."),
        Level.SHAREABLE: lazy_gettext("Shareable: no site, no day, no small numbers."),
    },
    Kind.REFERRAL: {
        Level.FULL: lazy_gettext("Full: all that the person agreed to. For this recipient alone."),
        Level.CASE_NUMBER: lazy_gettext("Case number only: no names, nobody's own words."),
        Level.SHAREABLE: lazy_gettext("Shareable: no case number, no names, nobody's own words."),
    },
    Kind.PROGRAMME: {
        Level.FULL: lazy_gettext("Full: with small numbers. It stays in the house."),
        Level.SHAREABLE: lazy_gettext("Shareable: no small numbers."),
    },
}
KINDS: Final[Mapping[Kind, LazyString]] = {
    Kind.SUMMARY: lazy_gettext("Summary"),
    Kind.SITE_VISIT: lazy_gettext("Visit"),
    Kind.REFERRAL: lazy_gettext("Referral sheet"),
    Kind.PROGRAMME: lazy_gettext("Report on the programme"),
}
STATUSES: Final[Mapping[Status, LazyString]] = {
    Status.CURRENT: lazy_gettext("current"),
    Status.REPLACED: lazy_gettext("replaced by a newer one"),
    Status.WITHDRAWN: lazy_gettext("withdrawn"),
}


@dataclass(frozen=True)
class LevelChoice:
    """A level of disclosure that may be chosen."""

    code: str
    words: str


@dataclass(frozen=True)
class IssuedRow:
    """An issued document; the address is empty where it can't be withdrawn."""

    number: str
    kind: str
    level: str
    issued_at: str
    status: str
    withdraw_address: str


@dataclass(frozen=True)
class IssuedRows:
    """One page of the documents that were issued, newest first."""

    rows: tuple[IssuedRow, ...]
    pages: Pages | None


@dataclass(frozen=True)
class IssuePage:
    """The documents of an interview. Without levels none can be issued."""

    back_address: str
    case_number: str
    referral_address: str
    levels: tuple[LevelChoice, ...]
    issued: IssuedRows


@dataclass(frozen=True)
class VerifyPage:
    """How a document stands; `said` is what was asked for, if anything was."""

    said: str
    standing: Standing | None
    status: str


def build_issue_page(
    screening: Screening,
    levels: Iterable[Level],
    issued: IssuedRows,
    *,
    may_refer: bool,
) -> IssuePage:
    """Give the page on which documents of an interview are issued and withdrawn."""
    return IssuePage(
        back_address=url_for("results.show", interview_id=screening.record.id),
        case_number=screening.case.number,
        referral_address=url_for("reports.referral", interview_id=screening.record.id)
        if may_refer
        else "",
        levels=tuple(LevelChoice(each.value, str(LEVELS[each])) for each in levels),
        issued=issued,
    )


def build_verify_address() -> str:
    """Give the address that paper bears: of the settings, whatever host the page was asked of."""
    return str(current_app.config["THRESHOLD_ORIGIN"]) + url_for("documents.verify")


def build_verify_page(said: str, standing: Standing | None) -> VerifyPage:
    """Give the page that says how a document stands."""
    return VerifyPage(said, standing, "" if standing is None else str(STATUSES[standing.status]))


def describe_issued(record: DocumentRecord, standing: Standing, withdraw: str) -> IssuedRow:
    """Give a row; `withdraw` is where it is taken back, empty for those who may not."""
    kind = Kind(record.kind)
    is_withdrawn = standing.status is Status.WITHDRAWN
    return IssuedRow(
        number=record.number,
        kind=str(KINDS[kind]),
        level=str(LEVELS_OF[kind][Level(record.level)]).partition(":")[0],
        issued_at=write_moment(record.issued_at),
        status=str(STATUSES[standing.status]),
        withdraw_address="" if is_withdrawn else withdraw,
    )
