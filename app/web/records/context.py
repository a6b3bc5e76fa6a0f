"""What the pages of records show."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from babel import Locale
from flask import url_for
from flask_babel import get_locale, get_translations, gettext
from werkzeug.datastructures import MultiDict

from app.datasets.codebook import word_origin
from app.datasets.entry import DRAWN, Progress, list_enterable
from app.datasets.held import Origin, is_held
from app.datasets.model import SEVERAL, Block, DatasetField
from app.instruments.vocabulary import Provenance
from app.reports.wording import Wording
from app.services.case_records import HeldRecord
from app.services.dataset_records import SUSPECTS
from app.services.trails import Taken
from app.store.dataset_records import Entered
from app.web.components import Choice, FieldError, Link, SummaryRow
from app.web.locale import write_moment
from app.web.records.fields import EMPTY_LISTS, HINTS, SILENT, Lists, offer_silences, split_held


@dataclass(frozen=True)
class FieldView:
    """One field as it is shown. `kind` is radios, checkboxes, lists or typed.

    `taken` says where what stands in it comes from; `proposal` that it waits for a person.
    """

    id: str
    kind: str
    label: str
    meaning: str
    hint: str
    mark: str
    choices: tuple[tuple[Choice, ...], ...]
    value: str
    silences: tuple[Choice, ...]
    taken: tuple[str, ...]
    proposal: bool
    error: str


@dataclass(frozen=True)
class BlockPage:
    """One block of a record."""

    record: str
    kind: str
    title: str
    reconstructed: bool
    progress: str
    fields: tuple[FieldView, ...]
    apart: tuple[str, ...]
    entry: str
    back_address: str
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class RecordPage:
    """A record with its blocks, and how far each is."""

    record: str
    kind: str
    unit: str
    status: str
    facts: tuple[SummaryRow, ...]
    blocks: tuple[SummaryRow, ...]
    further_address: str


def name_kind(held: HeldRecord) -> str:
    """Say what a record is of."""
    suspect = held.stored.dataset == SUSPECTS
    return str(gettext("Somebody responsible") if suspect else gettext("Victim"))


def list_lines(records: Iterable[HeldRecord]) -> tuple[SummaryRow, ...]:
    """Give one line for each record, with how far it is."""
    return tuple(_build_line(held) for held in records)


def _build_line(held: HeldRecord) -> SummaryRow:
    done = sum(each.done for each in held.progress)
    fields = sum(each.fields for each in held.progress)
    words = gettext("%(done)s of %(fields)s fields", done=done, fields=fields)
    numbers = ", ".join(case.number for case in held.cases)
    about = (gettext("Case %(number)s", number=numbers),) if numbers else ()
    address = url_for("records.show", record_id=held.stored.id)
    link = Link(gettext("Open"), address, about=held.code)
    return SummaryRow(held.code, (name_kind(held), *about, words), (link,))


def build_record_page(held: HeldRecord) -> RecordPage:
    """Give a record with its blocks."""
    facts = [SummaryRow(gettext("Begun"), (write_moment(held.stored.created_at),))]
    suspect = held.stored.fields.get("suspect_code")
    if suspect is not None:
        facts.append(SummaryRow(gettext("Code of the person"), (suspect.value,)))
    for case in held.cases:
        link = Link(gettext("Open"), url_for("cases.show", number=case.number), about=case.number)
        facts.append(SummaryRow(gettext("Case"), (case.number,), (link,)))
    return RecordPage(
        record=held.code,
        kind=name_kind(held),
        unit=held.dataset.unit,
        status=held.dataset.status,
        facts=tuple(facts),
        blocks=tuple(_build_block_row(held, each) for each in held.progress),
        further_address=_find_further(held),
    )


def _find_further(held: HeldRecord) -> str:
    """Give where a further proceeding is begun; nothing for what is no suspect of a case."""
    if held.stored.dataset != SUSPECTS or not held.cases:
        return ""
    return url_for("records.proceeding", record_id=held.stored.id)


def _build_block_row(held: HeldRecord, progress: Progress) -> SummaryRow:
    title = progress.block.title
    address = url_for("records.block", record_id=held.stored.id, block_id=progress.block.id)
    words = gettext("Look") if progress.is_complete else gettext("Complete")
    return SummaryRow(title, (word_progress(progress),), (Link(words, address, about=title),))


def word_progress(progress: Progress) -> str:
    """Say how far a block is."""
    if progress.is_complete:
        return str(gettext("Complete: all %(fields)s fields", fields=progress.fields))
    return str(gettext("%(done)s of %(fields)s fields", done=progress.done, fields=progress.fields))


class BlockBuilder:
    """Builds the page of one block, as it is held or as it was just sent."""

    def __init__(
        self,
        held: HeldRecord,
        block: Block,
        lists: Lists,
        taken: Mapping[str, Taken],
        entry: str,
    ) -> None:
        self.held, self.block, self.lists = held, block, lists
        self.taken, self.entry = taken, entry
        self._wording = Wording(get_locale() or Locale("en"), get_translations())

    def build(
        self, sent: MultiDict[str, str] | None = None, errors: Mapping[str, str] | None = None
    ) -> BlockPage:
        """Give the page."""
        wrong = errors or {}
        fields = tuple(
            self._view(each, sent, wrong.get(each.id, "")) for each in list_enterable(self.block)
        )
        progress = next(each for each in self.held.progress if each.block.id == self.block.id)
        return BlockPage(
            record=self.held.code,
            kind=name_kind(self.held),
            title=self.block.title,
            reconstructed=any(
                each.provenance is Provenance.RECONSTRUCTED for each in self.block.fields
            ),
            progress=word_progress(progress),
            fields=fields,
            apart=tuple(self._list_apart()),
            entry=self.entry,
            back_address=url_for("records.show", record_id=self.held.stored.id),
            errors=tuple(
                FieldError(each.id, f"{each.label}: {each.error}") for each in fields if each.error
            ),
        )

    def _list_apart(self) -> Iterator[str]:
        """Name what nobody enters here."""
        for field in self.block.fields:
            if field.id in DRAWN:
                known = self.held.stored.fields.get(field.id)
                yield f"{field.label}: {'' if known is None else known.value}"
            elif not is_held(field):
                yield str(gettext("%(field)s: never kept in the dataset", field=field.label))

    def _view(self, field: DatasetField, sent: MultiDict[str, str] | None, error: str) -> FieldView:
        known = self.held.stored.fields.get(field.id)
        values, silence = ((), "") if known is None else split_held(known.value)
        if sent is not None:
            values = tuple(sent.getlist(field.id))
            silence = sent.get(f"{field.id}{SILENT}", "")
        kind = self._choose_kind(field)
        return FieldView(
            id=field.id,
            kind=kind,
            label=field.label,
            meaning=field.meaning,
            hint=str(HINTS.get(field.kind, "")) if kind == "typed" else "",
            mark=_word_mark(field),
            choices=tuple(self._offer(field, kind, values, silence)),
            value=", ".join(values) if kind == "typed" else "",
            silences=() if kind == "radios" else offer_silences(silence),
            taken=tuple(self._word_taken(field.id, known)),
            proposal=known is not None and known.origin == Origin.PROPOSED.value,
            error=error,
        )

    def _choose_kind(self, field: DatasetField) -> str:
        if not self.lists.find(field):
            return "typed"
        if not field.codes:
            return "lists"
        return "checkboxes" if field.kind in SEVERAL else "radios"

    def _offer(
        self, field: DatasetField, kind: str, values: tuple[str, ...], silence: str
    ) -> Iterator[tuple[Choice, ...]]:
        """Give the choices: once for boxes, once for each list that can be filled."""
        named = self.lists.find(field)
        if kind == "checkboxes":
            yield tuple(Choice(each.code, each.name, each.code in values) for each in named)
        elif kind == "radios":
            codes = (Choice(each.code, each.name, each.code in values) for each in named)
            yield (*codes, *offer_silences(silence or "".join(values))[1:])
        elif kind == "lists":
            most = len(values) + EMPTY_LISTS if field.kind in SEVERAL else 1
            for number in range(most):
                held = values[number] if number < len(values) else ""
                # What is held may stand in no list any more, and must not be lost for that.
                gone = held and held not in {each.code for each in named}
                yield (
                    Choice("", str(gettext("Choose…")), not held),
                    *((Choice(held, held, chosen=True),) if gone else ()),
                    *(Choice(each.code, each.name, each.code == held) for each in named),
                )

    def _word_taken(self, name: str, known: Entered | None) -> Iterator[str]:
        if known is None:
            return
        if known.origin == Origin.CASE.value:
            yield str(gettext("From the case itself"))
        if known.origin == Origin.IMPORTED.value:
            yield str(gettext("From an imported file"))
        found = self.taken.get(name)
        if found is None:
            return
        for given in found.answers:
            if found.shows_answers:
                said = self._wording.answer(given)
                yield str(gettext("From the answer: %(ask)s – %(said)s", ask=given.ask, said=said))
            else:
                yield str(gettext("From the answer to: %(ask)s", ask=given.ask))
        for label in found.indicators:
            yield str(gettext("From the indicator: %(label)s", label=label))


def _word_mark(field: DatasetField) -> str:
    """Say how sure it is that the source has a field; nothing where a source was read.

    That fields are reconstructed is said once, at the top of the page.
    """
    sure = {Provenance.TWO_SOURCES, Provenance.ONE_SOURCE, Provenance.RECONSTRUCTED}
    return "" if field.provenance in sure else word_origin(field)


@dataclass(frozen=True)
class RecordsPart:
    """The records of a case, on its page, and where one of somebody responsible is begun."""

    lines: tuple[SummaryRow, ...]
    suspect_address: str


def build_records_part(
    records: tuple[HeldRecord, ...], number: str, *, may_add: bool
) -> RecordsPart | None:
    """Give the records of a case; None while there are none, since nothing is confirmed."""
    if not records:
        return None
    address = url_for("records.suspect", number=number) if may_add else ""
    return RecordsPart(list_lines(records), address)
