"""What the pages of evidence files show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import format_decimal, gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.evidence.model import LARGEST_FILE, MOST_OF_A_CASE, FileKind, Refusal
from app.services.evidence import OpenEvidence, SeenBy
from app.services.interviews import Screening
from app.store.evidence_files import EvidenceRecord
from app.store.ids import new_id
from app.web.components import Choice, ChoiceGroup, Field, FieldError, Link, Pages, SummaryRow
from app.web.evidence.forms import LONGEST_SAID, EvidenceForm
from app.web.locale import write_moment
from app.web.paging import cut, turn_pages

MEGABYTE: Final = 1024 * 1024
ACCEPTED: Final = ",".join(each.value for each in FileKind)
KINDS: Final[Mapping[FileKind, LazyString]] = {
    FileKind.JPEG: lazy_gettext("Picture (JPEG)"),
    FileKind.PNG: lazy_gettext("Picture (PNG)"),
    FileKind.WEBP: lazy_gettext("Picture (WebP)"),
    FileKind.PDF: lazy_gettext("PDF"),
}
REFUSALS: Final[Mapping[Refusal, LazyString]] = {
    Refusal.EMPTY: lazy_gettext("Choose a file, or take a picture. What was sent is empty."),
    Refusal.TOO_LARGE: lazy_gettext(
        "The file is larger than %(most)s MB. Send a smaller picture, or fewer pages."
    ),
    Refusal.TOO_MANY: lazy_gettext(
        "This case has %(files)s files already, and no more are taken in. Take one out before."
    ),
    Refusal.OTHER_KIND: lazy_gettext(
        "The file is no JPEG, PNG or WebP picture and no PDF, whatever its name says. Take a "
        "picture of it, or save it as a PDF."
    ),
    Refusal.LOCKED: lazy_gettext("The PDF asks for a password. Save it without one."),
    Refusal.DAMAGED: lazy_gettext(
        "The file is damaged, so that it can’t be shown. Take the picture again, or save the "
        "document anew."
    ),
    Refusal.TOO_MUCH: lazy_gettext(
        "The file unpacks to far more than its size, or has too many points or pages. Send a "
        "smaller picture, or fewer pages."
    ),
    Refusal.INFECTED: lazy_gettext(
        "The virus scanner found something in the file. It was not kept; do not open it elsewhere."
    ),
    Refusal.NOT_SCANNED: lazy_gettext(
        "The virus scanner does not answer, so nothing is taken in. Keep the file, tell your "
        "administrator, and send it again later."
    ),
}


@dataclass(frozen=True)
class AddPage:
    """The form in which a file is sent."""

    case_number: str
    evidence: str
    indicator: Field
    groups: tuple[ChoiceGroup, ...]
    said: Field
    file: Field
    accepted: str
    most: int
    errors: tuple[FieldError, ...]
    back_address: str


@dataclass(frozen=True)
class EvidencePage:
    """One file: a picture is shown, a PDF is fetched."""

    title: str
    said: str
    facts: tuple[SummaryRow, ...]
    picture_address: str
    copy_address: str
    original_address: str
    remove_address: str
    seen: tuple[SummaryRow, ...]
    pages: Pages | None
    back_address: str


@dataclass(frozen=True)
class EvidencePart:
    """The files of a case on other pages, and where one is added."""

    rows: tuple[SummaryRow, ...]
    add_address: str


def word_refusal(refusal: Refusal) -> str:
    """Say why a file is refused, and what to do."""
    values = {"most": LARGEST_FILE // MEGABYTE, "files": MOST_OF_A_CASE}
    return str(REFUSALS[refusal]) % values


def build_add_page(screening: Screening, form: EvidenceForm, refused: str) -> AddPage:
    """Give the form; `refused` is why the file that was sent is not kept."""
    errors = {"file": refused} if refused else _word_errors(form)
    chosen = form.indicator.data or ""
    return AddPage(
        case_number=screening.case.number,
        evidence=form.evidence.data or new_id(),
        indicator=Field(
            "indicator",
            gettext("Which indicator does it support?"),
            error=errors.get("indicator", ""),
        ),
        groups=_group(screening, chosen),
        said=Field(
            "said",
            gettext("What is to be seen on it?"),
            value=form.said.data or "",
            hint=gettext("In a few words, without names. You can leave it empty."),
            error=errors.get("said", ""),
        ),
        file=Field("file", gettext("File"), error=errors.get("file", "")),
        accepted=ACCEPTED,
        most=LARGEST_FILE // MEGABYTE,
        errors=tuple(FieldError(name, sentence) for name, sentence in errors.items()),
        back_address=url_for("cases.show", number=screening.case.number),
    )


def build_evidence_page(
    found: OpenEvidence,
    label: str,
    by: str,
    seen: tuple[Sequence[SeenBy], int],
    *,
    may_remove: bool,
) -> EvidencePage:
    """Give the page of a file; `label` is its indicator, `by` who added it.

    `seen` is who saw it, and which page of that list is shown.
    """
    record = found.record
    address = url_for("evidence.copy", evidence_id=record.id)
    is_picture = FileKind(record.shown_kind).is_picture
    remove = url_for("evidence.take_out", evidence_id=record.id) if may_remove else ""
    return EvidencePage(
        title=label,
        said=record.said,
        facts=_list_facts(record, by),
        picture_address=address if is_picture else "",
        copy_address=address,
        original_address=url_for("evidence.original", evidence_id=record.id),
        remove_address=remove,
        seen=tuple(SummaryRow(each.name, (write_moment(each.at),)) for each in cut(*seen)),
        pages=turn_pages(len(seen[0]), seen[1], url_for("evidence.show", evidence_id=record.id)),
        back_address=url_for("cases.show", number=found.case.number),
    )


def build_part(
    files: Sequence[EvidenceRecord], labels: Mapping[str, str], add_address: str
) -> EvidencePart:
    """Give the list of files by indicator, for the pages of a case and its review."""
    order = {name: place for place, name in enumerate(labels)}
    by_indicator = sorted(files, key=lambda each: order.get(each.indicator_id, len(order)))
    rows = tuple(_list_file(each, labels) for each in by_indicator)
    return EvidencePart(rows, add_address)


def _list_file(record: EvidenceRecord, labels: Mapping[str, str]) -> SummaryRow:
    label = labels.get(record.indicator_id, record.indicator_id)
    added = write_moment(record.added_at)
    about = f"{label}, {added}"
    link = Link(gettext("Open"), url_for("evidence.show", evidence_id=record.id), about=about)
    words = " · ".join((str(KINDS[FileKind(record.kind)]), added))
    return SummaryRow(label, tuple(each for each in (record.said, words) if each), (link,))


def _list_facts(record: EvidenceRecord, by: str) -> tuple[SummaryRow, ...]:
    size = format_decimal(round(record.size / MEGABYTE, 2))
    facts = (
        (gettext("What it is"), f"{KINDS[FileKind(record.kind)]}, {size} MB"),
        (gettext("Name of the file"), record.name),
        (gettext("Added"), f"{write_moment(record.added_at)}, {by}"),
        (gettext("SHA-256 of the original"), record.sha256),
    )
    return tuple(SummaryRow(key, (value,)) for key, value in facts if value)


def _group(screening: Screening, chosen: str) -> tuple[ChoiceGroup, ...]:
    catalogue = screening.sources.catalogue.item
    return tuple(
        ChoiceGroup(
            dimension.label,
            tuple(
                Choice(each.id, each.label, each.id == chosen)
                for each in catalogue.indicators
                if each.id.partition(".")[0] == dimension.id
            ),
        )
        for dimension in catalogue.dimensions
    )


def _word_errors(form: EvidenceForm) -> dict[str, str]:
    words = {
        "indicator": gettext("Choose the indicator that the file supports."),
        "said": gettext("Write at most %(most)s characters.", most=LONGEST_SAID),
    }
    return {name: sentence for name, sentence in words.items() if form.errors.get(name)}
