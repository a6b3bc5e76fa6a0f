"""Make published versions of drafts: checked, named, and listed with their fingerprints."""

from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from app.documents.problem import DocumentError, Problem
from app.documents.versioned import Versioned
from app.engine.model import RuleSet
from app.instruments.catalogue import DRAFT, Published, Shelf, VersionedT
from app.instruments.model import Catalogue, Questionnaire
from app.instruments.translations.model import Translation
from app.instruments.versions import LIST, list_fingerprints, read_list, word_list
from app.services.checking import check_everything
from app.services.library import Library, load_library

QUESTIONNAIRE: Final = "questionnaire"


class NothingToPublishError(Exception):
    """There is no draft, or none with an id that was given."""


def publish(
    folder: Path, indicators: Path, rules: Path, ids: Collection[str] = ()
) -> tuple[str, ...]:
    """Publish the drafts of one of the two folders, all or those with these ids; give their names.

    Raises DocumentError if anything at all is wrong in the two folders or with a draft, and
    NothingToPublishError if there is no such draft. Then nothing was changed.
    """
    report = check_everything(indicators, rules)
    if report.problems:
        raise DocumentError(report.problems)
    library = load_library(indicators, rules, drafts=True)
    waiting = _list_rules(library) if folder == rules else _list_instruments(library)
    drafts = {each.id: each for each in waiting if not ids or each.id in ids}
    missing = sorted(set(ids) - set(drafts))
    if missing or not drafts:
        raise NothingToPublishError(", ".join(missing))
    files = {name: folder.parent / each.document.name for name, each in drafts.items()}
    problems = [
        problem
        for name, each in drafts.items()
        for problem in chain(_check_changes(each, files[name]), _check_named(each, drafts, library))
    ]
    if problems:
        raise DocumentError(problems)
    for name, each in drafts.items():
        files[name].rename(files[name].with_name(f"{each.version}.yaml"))
    _list_anew(folder)
    return tuple(each.name for each in drafts.values())


def _list_rules(library: Library) -> Iterator[Published[Versioned]]:
    return _find_drafts(library.rules.rule_sets)


def _list_instruments(library: Library) -> Iterator[Published[Versioned]]:
    instruments = library.instruments
    return chain(
        _find_drafts(instruments.catalogues),
        _find_drafts(instruments.questionnaires),
        _find_drafts(instruments.modules),
        _find_drafts(instruments.parameters),
        _find_drafts(instruments.translations),
    )


def _find_drafts(shelf: Shelf[VersionedT]) -> Iterator[Published[Versioned]]:
    for each in shelf:
        if each.is_draft:
            yield Published(each.item, each.id, each.version, each.document)


def _check_changes(draft: Published[Versioned], file: Path) -> Iterator[Problem]:
    """Ask what is new, unless nothing was there before."""
    others = [path for path in file.parent.glob("*.yaml") if path.stem != DRAFT]
    if others and not draft.item.changes:
        hint = "Say under `changes:` what is different from the version before, since when and why."
        yield draft.document.problem((), "nothing says what this version changes", hint)


def _check_named(
    draft: Published[Versioned], chosen: Collection[str], library: Library
) -> Iterator[Problem]:
    """Let nothing published stand on a draft."""
    instruments = library.instruments
    for key, name in _list_named(draft.item):
        is_asked = key == QUESTIONNAIRE
        named: Published[Questionnaire] | Published[Catalogue] = (
            instruments.questionnaires.get(name) if is_asked else instruments.catalogues.get(name)
        )
        if named.is_draft and named.id not in chosen:
            hint = "Publish that first: `flask publish indicators`."
            yield draft.document.problem((key,), f"{name} is still a draft itself", hint)


def _list_named(item: Versioned) -> Iterator[tuple[str, str]]:
    """Give the catalogues or the questionnaire that an item names, with the key that names them."""
    if isinstance(item, Catalogue):
        yield "eleven", item.eleven
    if isinstance(item, RuleSet):
        yield "reads", item.reads
    if isinstance(item, Questionnaire):
        for each in item.catalogues:
            yield "catalogues", each.name
    if isinstance(item, Translation):
        yield QUESTIONNAIRE, item.questionnaire


def _list_anew(folder: Path) -> None:
    """Add what isn't listed yet; what the list says already stays as it is."""
    waiting = folder / f".{LIST}"
    found = dict(list_fingerprints(folder))
    waiting.write_text(word_list({**found, **read_list(folder)}), encoding="utf-8")
    waiting.replace(folder / LIST)
