"""All versions of all instruments, read from their folder and checked against each other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Generic, TypeVar

from app.documents.model import ModelT, parse_as
from app.documents.problem import DocumentError, Fault, Problem
from app.documents.reader import Document, load_document
from app.instruments.checks import check_questionnaire
from app.instruments.model import Catalogue, Parameters, Questionnaire
from app.instruments.references import list_parameter_names, suggest
from app.instruments.source_checks import check_catalogue, check_parameters

ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Published(Generic[ItemT]):
    """One version of an instrument as it stands in its file."""

    item: ItemT
    id: str
    version: str
    document: Document

    @property
    def fingerprint(self) -> str:
        """Give the SHA-256 of the file."""
        return self.document.fingerprint

    @property
    def name(self) -> str:
        """Give `id@version`."""
        return f"{self.id}@{self.version}"


class Shelf(Generic[ItemT]):
    """Every version of every instrument of one kind."""

    def __init__(self, published: Mapping[tuple[str, str], Published[ItemT]]) -> None:
        self._published = published

    def __iter__(self) -> Iterator[Published[ItemT]]:
        return iter(self._published.values())

    def list_ids(self) -> tuple[str, ...]:
        """Give the ids, in alphabetical order."""
        return tuple(sorted({identity for identity, _ in self._published}))

    def find(self, identity: str, version: str) -> Published[ItemT] | None:
        """Give one version, or None."""
        return self._published.get((identity, version))

    def newest(self, identity: str) -> Published[ItemT]:
        """Give the newest version. Raises KeyError where there is none of that id."""
        versions = [each for each in self if each.id == identity]
        if not versions:
            raise KeyError(identity)
        return max(versions, key=lambda each: sort_version(each.version))


@dataclass(frozen=True)
class Instruments:
    """Everything in the folder `indicators/`."""

    catalogues: Shelf[Catalogue]
    questionnaires: Shelf[Questionnaire]
    parameters: Shelf[Parameters]


def load_instruments(folder: FilePath) -> Instruments:
    """Read `folder`. Raises DocumentError with the problems of all files."""
    problems: list[Problem] = []
    instruments = Instruments(
        load_shelf(folder / "catalogues", Catalogue, check_catalogue, problems),
        load_shelf(folder / "questionnaires", Questionnaire, check_questionnaire, problems),
        load_shelf(folder / "parameters", Parameters, check_parameters, problems),
    )
    if not problems:
        problems += _check_across(instruments)
    if problems:
        raise DocumentError(problems)
    return instruments


def load_shelf(
    folder: FilePath,
    model: type[ModelT],
    check: Callable[[ModelT], Iterator[Fault]],
    problems: list[Problem],
) -> Shelf[ModelT]:
    """Read `<id>/<version>.yaml` below `folder`; what is wrong is added to `problems`."""
    published: dict[tuple[str, str], Published[ModelT]] = {}
    files = sorted(folder.glob("*/*.yaml"))
    if not files:
        hint = "Put a file `<id>/<version>.yaml` there."
        problems.append(Problem(folder.name, 1, "", "holds no files", hint))
    for path in files:
        name = "/".join(path.parts[-4:])
        try:
            each = _load_one(path, name, model, check)
        except DocumentError as error:
            problems += error.problems
        else:
            published[each.id, each.version] = each
    return Shelf(published)


def _load_one(
    path: FilePath, name: str, model: type[ModelT], check: Callable[[ModelT], Iterator[Fault]]
) -> Published[ModelT]:
    document = load_document(path, name)
    item = parse_as(document, model)
    faults = list(check(item))
    for key, wanted in (("id", path.parent.name), ("version", path.stem)):
        found = getattr(item, key)
        if found != wanted:
            hint = f"Write {wanted}, or move the file."
            faults.append(Fault((key,), f"“{found}” is not what the file is called", hint))
    if faults:
        raise DocumentError(document.problem(f.path, f.what, f.hint) for f in faults)
    return Published(item, path.parent.name, path.stem, document)


def sort_version(version: str) -> tuple[int, ...]:
    """Give a version as numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))


def _check_across(instruments: Instruments) -> Iterator[Problem]:
    """Check what questionnaires say of catalogues and of countries' parameters."""
    names = {value.id for each in instruments.parameters for value in each.item.values}
    contacts = {contact.id for each in instruments.parameters for contact in each.item.contacts}
    for each in instruments.questionnaires:
        for fault in _check_questionnaire_across(each.item, instruments, names, contacts):
            yield each.document.problem(fault.path, fault.what, fault.hint)


def _check_questionnaire_across(
    questionnaire: Questionnaire, instruments: Instruments, names: set[str], contacts: set[str]
) -> Iterator[Fault]:
    catalogues = instruments.catalogues.list_ids()
    if questionnaire.catalogue not in catalogues:
        hint = f"Use one of: {', '.join(catalogues)}."
        yield Fault(("catalogue",), f"there is no catalogue “{questionnaire.catalogue}”", hint)
        return
    known = [i.id for i in instruments.catalogues.newest(questionnaire.catalogue).item.indicators]
    for indicator, derivation in questionnaire.indicators.items():
        path = ("indicators", indicator)
        if indicator not in known:
            hint = suggest(indicator, known, "catalogue indicator")
            yield Fault(path, f"the catalogue has no indicator “{indicator}”", hint)
        for name, place in list_parameter_names(derivation.when, (*path, "when")):
            if name not in names:
                hint = suggest(name, names, "parameter")
                yield Fault(place, f"no country has a parameter “{name}”", hint)
    for number, danger in enumerate(questionnaire.immediate_danger):
        for contact in set(danger.contacts) - contacts:
            hint = suggest(contact, contacts, "contact")
            yield Fault(
                ("immediate_danger", number, "contacts"),
                f"no country has a contact “{contact}”",
                hint,
            )
