"""All versions of all instruments, read from their folder and checked against each other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path as FilePath
from typing import Generic, TypeVar

from app.documents.model import parse_as
from app.documents.problem import DocumentError, Fault, Problem
from app.documents.reader import Document, load_document
from app.documents.versioned import Versioned
from app.instruments.across import check_across
from app.instruments.checks import check_questionnaire
from app.instruments.model import Catalogue, Module, Parameters, Questionnaire
from app.instruments.module_checks import check_extensions, check_module
from app.instruments.source_checks import check_catalogue, check_parameters
from app.instruments.translations.checks import check_translation
from app.instruments.translations.model import Translation

ItemT = TypeVar("ItemT")
VersionedT = TypeVar("VersionedT", bound=Versioned)

DRAFT = "draft"
# A folder beside those of the rule sets that holds no versions.
APART = "validation"
NOT_NEEDED = ("modules", "translations")


@dataclass(frozen=True)
class Published(Generic[ItemT]):
    """One version of an instrument as it stands in its file."""

    item: ItemT
    id: str
    version: str
    document: Document

    @property
    def is_draft(self) -> bool:
        """Say whether this version is still a draft, under the number that it is to have."""
        return self.document.name.endswith(f"/{DRAFT}.yaml")

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
        """Give one version, or None; `draft` finds the draft under whatever number it has."""
        drafts = (each for each in self if each.id == identity and each.is_draft)
        return next(drafts, None) if version == DRAFT else self._published.get((identity, version))

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
    translations: Shelf[Translation]


def load_instruments(folder: FilePath, *, drafts: bool = False) -> Instruments:
    """Read `folder`. Raises DocumentError with the problems of all files.

    With `drafts`, each `draft.yaml` is read too, as if it were published already.
    """
    problems: list[Problem] = []

    def load(
        kind: str, model: type[VersionedT], check: Callable[[VersionedT], Iterator[Fault]]
    ) -> Shelf[VersionedT]:
        under = f"{folder.name}/"
        # Questionnaires are whole without these; an interview that stands on a module says so.
        if kind in NOT_NEEDED and not (folder / kind).exists():
            return Shelf({})
        return load_shelf(folder / kind, model, check, problems, under, drafts=drafts)

    instruments = Instruments(
        load("catalogues", Catalogue, check_catalogue),
        load("questionnaires", Questionnaire, check_questionnaire),
        load("modules", Module, check_module),
        load("parameters", Parameters, check_parameters),
        load("translations", Translation, lambda _: iter(())),
    )
    for list_problems in (_list_across, _list_in_modules, _list_in_translations):
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


def _list_in_translations(instruments: Instruments) -> Iterator[Problem]:
    """Give the problems that show in translations beside what they translate."""
    asked = {each.name: each.item for each in instruments.questionnaires}
    for each in instruments.translations:
        yield from each.document.place(check_translation(each.item, asked))


def _check_across(questionnaire: Questionnaire, instruments: Instruments) -> Iterator[Fault]:
    catalogues = {each.name: each.item for each in instruments.catalogues}
    countries = [each.item for each in instruments.parameters]
    return check_across(questionnaire, catalogues, countries)


def _list_newest(shelf: Shelf[ItemT]) -> tuple[Published[ItemT], ...]:
    return tuple(shelf.newest(identity) for identity in shelf.list_ids())


def load_shelf(
    folder: FilePath,
    model: type[VersionedT],
    check: Callable[[VersionedT], Iterator[Fault]],
    problems: list[Problem],
    under: str = "",
    *,
    drafts: bool = False,
) -> Shelf[VersionedT]:
    """Read `<id>/<version>.yaml` below `folder`; what is wrong is added to `problems`.

    Problems call a file by its place below `folder`, with `under` before it. With `drafts`, each
    `<id>/draft.yaml` is read too and has the number that it is to have.
    """
    published: dict[tuple[str, str], Published[VersionedT]] = {}
    files = [path for path in list_versions(folder) if drafts or path.stem != DRAFT]
    if not files:
        hint = "Put a file `<id>/<version>.yaml` there."
        problems.append(Problem(f"{under}{folder.name}", 1, "", "holds no files", hint))
    problems += _list_misplaced(folder, under)
    for path in files:
        try:
            each = _load_one(path, _name_file(path, folder, under), model, check)
        except DocumentError as error:
            problems += error.problems
        else:
            problems += _place_above(each, published)
            published.setdefault((each.id, each.version), each)
    return Shelf(published)


def _list_misplaced(folder: FilePath, under: str) -> Iterator[Problem]:
    """Give a problem for each file that lies where nothing is read from."""
    for path in (*folder.glob("*.y*ml"), *folder.glob("*/*.yml")):
        hint = "Move it to `<id>/<version>.yaml`."
        name = _name_file(path, folder, under)
        yield Problem(name, 1, "", "would never be read here", hint)


def _name_file(path: FilePath, folder: FilePath, under: str) -> str:
    return under + path.relative_to(folder.parent).as_posix()


def list_versions(folder: FilePath) -> list[FilePath]:
    """Give the files of all versions below a folder, drafts last."""
    files = (path for path in folder.glob("*/*.yaml") if path.parent.name != APART)
    return sorted(files, key=lambda path: (path.stem == DRAFT, path))


def _place_above(
    each: Published[VersionedT], published: Mapping[tuple[str, str], Published[VersionedT]]
) -> list[Problem]:
    """Give the problem of a draft whose number isn't above all that are published."""
    others = [version for identity, version in published if identity == each.id]
    newest = max(others, key=sort_version, default="0.0.0")
    if not each.is_draft or sort_version(each.version) > sort_version(newest):
        return []
    hint = f"Write a number above {newest}, which is the newest."
    return each.document.place([Fault(("version",), f"{each.version} is no newer version", hint)])


def _load_one(
    path: FilePath,
    name: str,
    model: type[VersionedT],
    check: Callable[[VersionedT], Iterator[Fault]],
) -> Published[VersionedT]:
    document = load_document(path, name)
    item = parse_as(document, model)
    problems = document.place(chain(_check_names(item, path), check(item)))
    if problems:
        raise DocumentError(problems)
    return Published(item, path.parent.name, item.version, document)


def _check_names(item: Versioned, path: FilePath) -> Iterator[Fault]:
    for key, wanted in (("id", path.parent.name), ("version", path.stem)):
        found = getattr(item, key)
        if wanted == DRAFT:
            continue
        if found != wanted:
            hint = f"Write {wanted}, or move the file."
            yield Fault((key,), f"“{found}” is not what the file is called", hint)


def sort_version(version: str) -> tuple[int, ...]:
    """Give a version as numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))
