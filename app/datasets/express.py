"""A record in the columns of a published standard, and what is lost on the way."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from app.conditions.values import Silence
from app.datasets.countries import find_alpha_3
from app.datasets.losses import Loss, LossKind, LossReport
from app.datasets.model import (
    Column,
    CountryForm,
    Dataset,
    DatasetField,
    Kind,
    Make,
    SilenceCodes,
    Take,
)
from app.datasets.model import Mapping as StandardMapping
from app.datasets.records import Record, Value, take_several, word_value
from app.datasets.silences import find_returned, write_silence

_NO_COLUMN = "The standard has no column for it."
_ONE_VALUE = "The column holds one value."
_MANY = "one of several"


@dataclass(frozen=True)
class Cell:
    """What a column says of a record, and what of the field that loses."""

    text: str
    losses: tuple[Loss, ...] = ()


class Expression:
    """One dataset in the columns of one mapping, or in some of them."""

    def __init__(
        self, mapping: StandardMapping, dataset: Dataset, only: Collection[str] | None = None
    ) -> None:
        self.mapping = mapping
        self.columns = tuple(c for c in mapping.columns if only is None or c.column in only)
        self.fields = {each.id: each for each in dataset.list_fields()}
        self._listed = {
            column: {code.code for code in each.codes}
            for each in mapping.lists
            for column in each.columns
        }
        read = {column.field for column in self.columns}
        self._unread = tuple(each for each in self.fields if each not in read)
        self._wordless = {each: self._list_wordless(each) for each in read}

    def express(self, record: Record) -> tuple[dict[str, str], list[Loss]]:
        """Give the text of every column, and everything that is lost."""
        cells = {each.column: self._fill(each, record) for each in self.columns}
        losses = [loss for cell in cells.values() for loss in cell.losses]
        losses += self._list_dropped(record)
        return {name: cell.text for name, cell in cells.items()}, losses

    def open_report(self) -> LossReport:
        """Give an empty report that already names what was never collected."""
        gaps = (
            Loss(LossKind.NEVER_COLLECTED.value, "", gap.column, "", "", gap.because)
            for gap in self.mapping.gaps
        )
        return LossReport(never_collected=tuple(gaps))

    def silences_of(self, column: Column) -> SilenceCodes:
        """Give what a column says where there is no value."""
        return column.silences or self.mapping.silences

    def _fill(self, column: Column, record: Record) -> Cell:
        value = record.get(column.field)
        if isinstance(value, Silence):
            return self._fill_silence(column, value)
        if column.make is Make.CONSTANT:
            return Cell(column.constant or "")
        return _MAKERS[column.make](self, column, value)

    def _fill_silence(self, column: Column, silence: Silence) -> Cell:
        codes = self.silences_of(column)
        text, back = write_silence(codes, silence), find_returned(codes, silence)
        if back is silence:
            return Cell(text)
        kind = LossKind.COARSENED if text else LossKind.UNKNOWN_BY_CODE
        because = "One code stands for several." if text else "The standard has no code for it."
        found = Loss(kind.value, column.field, column.column, silence.value, back.value, because)
        return Cell(text, (found,))

    def fill_codes(self, column: Column, value: Value) -> Cell:
        """Write codes in the words of the standard."""
        words = {each.code: each.to for each in column.codes}
        codes = take_several(value)
        found = [word for word in (words[code] for code in codes) if word is not None]
        losses = (_coarsen(column, code, words) for code in codes)
        text = self.mapping.separator.join(dict.fromkeys(found))
        if not text:
            text = write_silence(self.silences_of(column), Silence.NOT_ASKED)
        return Cell(text, tuple(loss for loss in losses if loss is not None))

    def fill_flag(self, column: Column, value: Value) -> Cell:
        """Write whether of each group one code is there."""
        codes = (
            {value} if isinstance(value, str) else set(value if isinstance(value, tuple) else ())
        )
        present = all(codes.intersection(group) for group in column.each_of)
        text = column.present if present else column.absent
        wide = [c for group in column.each_of if len(group) > 1 for c in group if c in codes]
        because = "The column is one for several codes."
        losses = (
            Loss(LossKind.COARSENED.value, column.field, column.column, code, text, because)
            for code in wide
        )
        return Cell(text, tuple(losses))

    def fill_band(self, column: Column, value: Value) -> Cell:
        """Write a number as its band."""
        number = int(word_value(value))
        fits = (each for each in column.bands if each.up_to is None or number <= each.up_to)
        label = next(fits).label
        return Cell(label, (_blur(column, label, "The column holds bands."),))

    def fill_year(self, column: Column, value: Value) -> Cell:
        """Write a date as its year."""
        return Cell(word_value(value)[:4], (_blur(column, "year", "The column holds years."),))

    def fill_countries(self, column: Column, value: Value) -> Cell:
        """Write countries in the codes of the standard."""
        taken, losses = self._take(column, value)
        form = column.country
        words = {c: find_alpha_3(c) if form is CountryForm.ALPHA_3 else c for c in taken}
        listed = self._listed.get(column.column)
        known = {c: w for c, w in words.items() if w and (listed is None or w in listed)}
        losses += [
            Loss(
                LossKind.DROPPED.value, column.field, column.column, c, "", "It has no code there."
            )
            for c in taken
            if c not in known
        ]
        text = self.mapping.separator.join(known.values())
        silent = write_silence(self.silences_of(column), Silence.UNKNOWN)
        return Cell(text or silent, tuple(losses))

    def fill_as_is(self, column: Column, value: Value) -> Cell:
        """Write a value as the dataset writes it."""
        if not isinstance(value, tuple):
            return Cell(word_value(value))
        taken, losses = self._take(column, value)
        return Cell(self.mapping.separator.join(taken), tuple(losses))

    def _take(self, column: Column, value: Value) -> tuple[tuple[str, ...], list[Loss]]:
        every = take_several(value)
        taken = every[_CHOICES[column.take]]
        if len(taken) == len(every):
            return taken, []
        return taken, [_blur(column, _MANY, _ONE_VALUE)]

    def _list_wordless(self, field: str) -> dict[str, str]:
        """Give the codes of a field that no column has a word for, each with the reason."""
        columns = [column for column in self.columns if column.field == field]
        spoken = {c for column in columns for group in column.each_of for c in group}
        because: dict[str, str] = {}
        for each in (code for column in columns for code in column.codes):
            if each.to is None:
                because.setdefault(each.code, each.because or _NO_COLUMN)
            else:
                spoken.add(each.code)
        coded = any(column.codes or column.each_of for column in columns)
        silent = self.fields[field].list_codes() if coded else ()
        return {code: because.get(code, _NO_COLUMN) for code in silent if code not in spoken}

    def _list_dropped(self, record: Record) -> Iterator[Loss]:
        kind = LossKind.DROPPED.value
        for field in self._unread:
            if record.get(field) is not Silence.NOT_ASKED:
                yield Loss(kind, field, "", "", Silence.NOT_ASKED.value, _NO_COLUMN)
        for field, wordless in self._wordless.items():
            for code in record.list_codes(field) or ():
                if code in wordless:
                    yield Loss(kind, field, "", code, "", wordless[code])


_CHOICES: Mapping[Take, slice] = {
    Take.ALL: slice(None),
    Take.FIRST: slice(0, 1),
    Take.SECOND: slice(1, 2),
    Take.LAST: slice(-1, None),
}
_MAKERS: Mapping[Make, Callable[[Expression, Column, Value], Cell]] = {
    Make.CODES: Expression.fill_codes,
    Make.FLAG: Expression.fill_flag,
    Make.BAND: Expression.fill_band,
    Make.YEAR: Expression.fill_year,
    Make.COUNTRY: Expression.fill_countries,
    Make.AS_IS: Expression.fill_as_is,
}


def find_code(word: str, column: Column) -> str | None:
    """Give our code for a word of the standard: the one called alike, else the first."""
    codes = [each.code for each in column.codes if each.to == word]
    alike = (code for code in codes if code == word.lower())
    return next(alike, codes[0] if codes else None)


def _coarsen(column: Column, code: str, words: Mapping[str, str | None]) -> Loss | None:
    word = words[code]
    back = None if word is None else find_code(word, column)
    if back in (None, code):
        return None
    because = "The standard has one word for both."
    return Loss(LossKind.COARSENED.value, column.field, column.column, code, back or "", because)


def _blur(column: Column, becomes: str, because: str) -> Loss:
    return Loss(LossKind.COARSENED.value, column.field, column.column, "", becomes, because)


def is_read_back(column: Column, field: DatasetField) -> bool:
    """Say whether a column holds a whole field, so that reading gives the field again."""
    whole = column.take is Take.ALL and column.make in {Make.CODES, Make.COUNTRY, Make.AS_IS}
    return whole and field.kind is not Kind.TEXT
