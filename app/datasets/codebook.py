"""The codebook of a dataset, made from its declaration: rows and codebook can't disagree."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.conditions.values import Silence
from app.datasets.model import Dataset, DatasetField, Disclosure, Likelihood
from app.instruments.vocabulary import Provenance

_DISCLOSURES = {
    Disclosure.NEVER: "never leaves",
    Disclosure.TO_NAMED_RECIPIENT: "leaves only where a case is handed over to a named recipient",
    Disclosure.AS_YEAR: "leaves as the year alone",
    Disclosure.AS_BAND: "leaves as an age band alone",
    Disclosure.AS_CODED: "leaves as it is coded",
}
_PROVENANCES = {
    Provenance.TWO_SOURCES: "read in two sources",
    Provenance.ONE_SOURCE: "read in one source",
    Provenance.ONE_SOURCE_AND_RECOLLECTION: "read in one source, the rest from recollection",
    Provenance.RECOLLECTION: "from recollection, compared with no source",
    Provenance.RECONSTRUCTED: "reconstructed, not compared with the book",
    Provenance.PROPOSAL: "our own proposal",
}
_LIKELIHOODS = {
    Likelihood.HIGH: "the theme is certainly collected, wording and codes are ours",
    Likelihood.MEDIUM: "very likely there, wording and codes are ours",
    Likelihood.LOW: "plausible, included for completeness",
}
_SILENCES = {
    Silence.UNKNOWN: "The person does not know, or it could not be established",
    Silence.PREFER_NOT_TO_SAY: "The person prefers not to say",
    Silence.NOT_ASKED: "Nobody asked, or nothing was recorded",
    Silence.NOT_APPLICABLE: "Does not apply to this person",
}


@dataclass(frozen=True)
class Entry:
    """What the codebook says of one field."""

    block: str
    field: str
    indicator: str
    label: str
    meaning: str
    kind: str
    codes: tuple[tuple[str, str], ...]
    origin: str
    sensitivity: str
    disclosure: str
    note: str


def list_entries(dataset: Dataset) -> Iterator[Entry]:
    """Give one entry for each field, in the order of the declaration."""
    for block in dataset.blocks:
        for field in block.fields:
            yield Entry(
                block=block.title,
                field=field.id,
                indicator=field.indicator or "",
                label=field.label,
                meaning=field.meaning,
                kind=field.kind.value,
                codes=tuple(_word_code(field)),
                origin=word_origin(field),
                sensitivity=field.sensitivity.value,
                disclosure=_DISCLOSURES[field.disclosure],
                note=field.note or "",
            )


def list_silences() -> tuple[tuple[str, str], ...]:
    """Give the codes that stand where there is no value, each with its meaning."""
    return tuple((silence.value, _SILENCES[silence]) for silence in Silence)


def word_origin(field: DatasetField) -> str:
    """Say how sure it is that the source has this field."""
    words = _PROVENANCES[field.provenance]
    return words if field.likelihood is None else f"{words}: {_LIKELIHOODS[field.likelihood]}"


def word_codebook(dataset: Dataset) -> str:
    """Give the whole codebook as Markdown."""
    lines = [
        f"# {dataset.title} ({dataset.id} {dataset.version})",
        "",
        f"One record is {dataset.unit}.",
        "",
        f"Source: {dataset.source}.",
        "",
        f"**How sure this is:** {dataset.status}.",
        "",
        dataset.apart,
        "",
        "## Where there is no value",
        "",
        *(f"- `{code}`: {words}." for code, words in list_silences()),
    ]
    last = ""
    for entry in list_entries(dataset):
        lines += ["", f"## {entry.block}"] if entry.block != last else []
        last = entry.block
        lines += _word_entry(entry)
    return "\n".join(lines) + "\n"


def _word_entry(entry: Entry) -> Iterator[str]:
    yield ""
    yield f"### `{entry.field}`" + (f" ({entry.indicator})" if entry.indicator else "")
    yield ""
    yield f"{entry.label}. {entry.meaning}"
    yield ""
    yield f"- Kind: {entry.kind}"
    yield f"- Origin: {entry.origin}"
    yield f"- Sensitivity: {entry.sensitivity}; {entry.disclosure}"
    if entry.note:
        yield f"- Note: {entry.note}"
    yield from (f"- `{code}`: {label}" for code, label in entry.codes)


def _word_code(field: DatasetField) -> Iterator[tuple[str, str]]:
    """Give each code with its label; in a list of a source, what we added says so."""
    for each in field.codes:
        yield each.code, f"{each.label} (added here)" if each.added else each.label
