"""What only shows across a whole dataset, or across a mapping and the dataset that it reads."""

from collections.abc import Iterator

from app.datasets.model import Column, Dataset, DatasetField, Disclosure, Kind, Make, Mapping
from app.documents.problem import Fault, Path
from app.instruments.checks import find_repeated
from app.instruments.references import suggest
from app.instruments.vocabulary import Provenance

_COUNTRIES = frozenset({Kind.COUNTRY, Kind.COUNTRIES})
_CODED = frozenset({Kind.CODE, Kind.CODES})
_NUMBERED = frozenset({Kind.WHOLE})
_DATED = frozenset({Kind.DATE, Kind.PARTIAL_DATE})
_FITTING = {
    Make.CODES: _CODED,
    Make.FLAG: _CODED,
    Make.BAND: _NUMBERED,
    Make.YEAR: _DATED,
    Make.COUNTRY: _COUNTRIES,
}
_NEEDED = {
    Make.CODES: "codes",
    Make.FLAG: "each_of",
    Make.BAND: "bands",
    Make.COUNTRY: "country",
    Make.CONSTANT: "constant",
}

_MADE_BY = {
    Disclosure.TO_NAMED_RECIPIENT: {Make.CONSTANT},
    Disclosure.AS_YEAR: {Make.CONSTANT, Make.YEAR},
    Disclosure.AS_BAND: {Make.CONSTANT, Make.BAND},
}
_MAY = {
    Disclosure.TO_NAMED_RECIPIENT: "leaves to a named recipient alone",
    Disclosure.AS_YEAR: "leaves as a year alone",
    Disclosure.AS_BAND: "leaves as a band alone",
}


def check_dataset(dataset: Dataset) -> Iterator[Fault]:
    """Give every fault of a dataset that its keys alone don't show."""
    places = list(_place_fields(dataset))
    yield from find_repeated(((field.id, (*path, "id")) for path, field in places), "field")
    for path, field in places:
        yield from _check_field(field, path)


def _place_fields(dataset: Dataset) -> Iterator[tuple[Path, DatasetField]]:
    for number, block in enumerate(dataset.blocks):
        for place, field in enumerate(block.fields):
            yield ("blocks", number, "fields", place), field


def _check_field(field: DatasetField, path: Path) -> Iterator[Fault]:
    codes = ((each.code, (*path, "codes", n, "code")) for n, each in enumerate(field.codes))
    yield from find_repeated(codes, "code")
    if bool(field.codes) != (field.kind in _CODED):
        hint = "Give `codes:` to fields of kind code or codes, and to no other."
        yield Fault((*path, "codes"), f"don't fit the kind {field.kind.value}", hint)
    if field.kind is Kind.TEXT and field.disclosure is not Disclosure.NEVER:
        hint = "Write `disclosure: never`: free text never leaves."
        yield Fault((*path, "disclosure"), "lets free text leave", hint)
    if (field.likelihood is not None) != (field.provenance is Provenance.RECONSTRUCTED):
        hint = "Say how likely a reconstructed field is, and of no other."
        yield Fault((*path, "likelihood"), "doesn't fit the provenance", hint)


def check_mapping(mapping: Mapping) -> Iterator[Fault]:
    """Give every fault of a mapping that shows without the dataset that it reads."""
    named = [(each.column, ("columns", n, "column")) for n, each in enumerate(mapping.columns)]
    gaps = [(each.column, ("gaps", n, "column")) for n, each in enumerate(mapping.gaps)]
    yield from find_repeated((*named, *gaps), "column")
    for number, column in enumerate(mapping.columns):
        needed = _NEEDED.get(column.make)
        if needed and getattr(column, needed) in ((), None):
            what = f"is made by {column.make.value} and lacks `{needed}:`"
            yield Fault(("columns", number), what, "Add it.")


def check_reading(mapping: Mapping, dataset: Dataset) -> Iterator[Fault]:
    """Give every fault of a mapping beside the dataset that it reads."""
    fields = {each.id: each for each in dataset.list_fields()}
    for number, column in enumerate(mapping.columns):
        path = ("columns", number)
        field = fields.get(column.field)
        if field is None:
            what = f"field “{column.field}” is not in {dataset.id}"
            yield Fault(
                (*path, "field"), what, suggest(column.field, fields, "field") or "Correct it."
            )
        else:
            yield from _check_disclosure(column, field, mapping, path)
            yield from _check_column(column, field, path)


def _check_disclosure(
    column: Column, field: DatasetField, mapping: Mapping, path: Path
) -> Iterator[Fault]:
    if field.disclosure is Disclosure.NEVER:
        hint = "Name the column below `gaps:` with the reason."
        yield Fault((*path, "field"), f"{field.id} never leaves", hint)
        return
    too_much = column.make not in _MADE_BY.get(field.disclosure, {column.make})
    if too_much and not mapping.named_recipient:
        hint = "Make less of it, or write `named_recipient: yes`."
        yield Fault((*path, "make"), f"{field.id} {_MAY[field.disclosure]}", hint)


def _check_column(column: Column, field: DatasetField, path: Path) -> Iterator[Fault]:
    if field.kind not in _FITTING.get(column.make, {field.kind}):
        what = f"{column.make.value} can't be made from a field of kind {field.kind.value}"
        yield Fault((*path, "make"), what, "Choose another way, or another field.")
    known = set(field.list_codes())
    read = {each.code for each in column.codes} | {c for group in column.each_of for c in group}
    for code in sorted(read - known):
        hint = suggest(code, known, "code") or "Correct it."
        yield Fault(path, f"code “{code}” is not one of {field.id}", hint)
    missing = sorted(known - read) if column.make is Make.CODES else []
    if missing:
        hint = "Give each a word of the standard, or leave `to:` out and say `because:`."
        yield Fault((*path, "codes"), f"say nothing of {', '.join(missing)}", hint)
    for number, each in enumerate(column.codes):
        if (each.to is None) != (each.because is not None):
            hint = "Write `to:`, or the reason why the standard has no word for it."
            yield Fault((*path, "codes", number), f"{each.code} has no target or reason", hint)
