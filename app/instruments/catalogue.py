"""All versions of all instruments, read from their folder and checked against each other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path as FilePath
from typing import Generic, TypeVar

from app.documents.model import ModelT, StrictModel, parse_as
from app.documents.problem import DocumentError, Fault, Problem
from app.documents.reader import Document, load_document
from app.instruments.across import check_across
from app.instruments.checks import check_questionnaire
from app.instruments.model import Catalogue, Module, Parameters, Questionnaire
from app.instruments.module_checks import check_extensions, check_module
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

    def get(self, name: str) -> Published[ItemT]:
        """Give the version called `id@version`. Raises KeyError where there is none."""
        identity, _, version = name.partition("@")
        return self._published[identity, version]

    def list_names(self) -> tuple[str, ...]:
        """Give every version as `id@version`."""
        return tuple(each.name for each in self)

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
    modules: Shelf[Module]
    parameters: Shelf[Parameters]


def load_instruments(folder: FilePath) -> Instruments:
    """Read `folder`. Raises DocumentError with the problems of all files."""
    problems: list[Problem] = []
    under = f"{folder.name}/"
    modules = folder / "modules"
    instruments = Instruments(
        load_shelf(folder / "catalogues", Catalogue, check_catalogue, problems, under),
        load_shelf(folder / "questionnaires", Questionnaire, check_questionnaire, problems, under),
        # Without modules, questionnaires are whole; an interview that stands on one says so.
        load_shelf(modules, Module, check_module, problems, under)
        if modules.exists()
        else Shelf({}),
        load_shelf(folder / "parameters", Parameters, check_parameters, problems, under),
    )
    for list_problems in (_list_across, _list_in_modules):
        if not problems:
            problems += list_problems(instruments)
    if problems:
        raise DocumentError(problems)
    return instruments


def _list_across(instruments: Instruments) -> Iterator[Problem]:
    """Give the problems of questionnaires that show only beside other files."""
    for each in instruments.questionnaires:
        yield from each.document.place(_check_across(each.item, instruments))


def _list_in_modules(instruments: Instruments) -> Iterator[Problem]:
    """Give the problems that show in the newest questionnaires with the newest modules."""
    questionnaires = _list_newest(instruments.questionnaires)
    for identity in instruments.modules.list_ids():
        newest = instruments.modules.newest(identity)
        faults = check_extensions(
            newest.item,
            {each.id: each.item for each in questionnaires},
            lambda whole: (*check_questionnaire(whole), *_check_across(whole, instruments)),
        )
        yield from newest.document.place(faults)


def _check_across(questionnaire: Questionnaire, instruments: Instruments) -> Iterator[Fault]:
    catalogues = {each.name: each.item for each in instruments.catalogues}
    countries = [each.item for each in instruments.parameters]
    return check_across(questionnaire, catalogues, countries)


def _list_newest(shelf: Shelf[ItemT]) -> tuple[Published[ItemT], ...]:
    return tuple(shelf.newest(identity) for identity in shelf.list_ids())


def load_shelf(
    folder: FilePath,
    model: type[ModelT],
    check: Callable[[ModelT], Iterator[Fault]],
    problems: list[Problem],
    under: str = "",
) -> Shelf[ModelT]:
    """Read `<id>/<version>.yaml` below `folder`; what is wrong is added to `problems`.

    Problems call a file by its place below `folder`, with `under` before it.
    """
    published: dict[tuple[str, str], Published[ModelT]] = {}
    files = sorted(folder.glob("*/*.yaml"))
    if not files:
        hint = "Put a file `<id>/<version>.yaml` there."
        problems.append(Problem(f"{under}{folder.name}", 1, "", "holds no files", hint))
    for path in (*folder.glob("*.y*ml"), *folder.glob("*/*.yml")):
        hint = "Move it to `<id>/<version>.yaml`."
        name = under + path.relative_to(folder.parent).as_posix()
        problems.append(Problem(name, 1, "", "would never be read here", hint))
    for path in files:
        name = under + path.relative_to(folder.parent).as_posix()
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
    problems = document.place(chain(_check_names(item, path), check(item)))
    if problems:
        raise DocumentError(problems)
    return Published(item, path.parent.name, path.stem, document)


def _check_names(item: StrictModel, path: FilePath) -> Iterator[Fault]:
    for key, wanted in (("id", path.parent.name), ("version", path.stem)):
        found = getattr(item, key)
        if found != wanted:
            hint = f"Write {wanted}, or move the file."
            yield Fault((key,), f"“{found}” is not what the file is called", hint)


def sort_version(version: str) -> tuple[int, ...]:
    """Give a version as numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))
