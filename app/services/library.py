"""Everything in `indicators/` and `rules/`, and the versions of it that an interview stands on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.assessment.model import Edition, Sources
from app.documents.problem import DocumentError, Problem
from app.engine.catalogue import Rules, load_rules
from app.engine.model import RuleSet
from app.instruments.catalogue import Instruments, ItemT, Published, Shelf, load_instruments
from app.instruments.extend import extend_questionnaire
from app.instruments.model import Catalogue, Module, Questionnaire
from app.instruments.references import suggest
from app.store.records import InterviewRecord, Pin

LEADING: Final = ("presumption-adult", "presumption-child")


class VersionMissingError(Exception):
    """A version that an interview stands on is not there any more, or is not what it was."""


class UnfitModuleError(Exception):
    """A module adds nothing to the questionnaire that it was chosen with."""


@dataclass(frozen=True)
class Library:
    """All instruments and all rule sets, as they stood in their folders at the start.

    `switched_on` names the rule sets that are off by default and wanted all the same.
    """

    instruments: Instruments
    rules: Rules
    indicators_folder: Path
    rules_folder: Path
    switched_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pins:
    """The versions that an interview stands on."""

    questionnaire: Pin
    module: Pin | None
    parameters: Pin
    rule_sets: tuple[Pin, ...]


def load_library(
    indicators: Path,
    rules_folder: Path,
    *,
    drafts: bool = False,
    switched_on: tuple[str, ...] = (),
) -> Library:
    """Read both folders strictly. Raises DocumentError with the problems of all files.

    With `drafts`, each `draft.yaml` is read too, as if it were published already.
    """
    instruments = load_instruments(indicators, drafts=drafts)
    rules = load_rules(rules_folder, instruments.catalogues, drafts=drafts)
    problems = list(_list_missing(instruments, rules, switched_on))
    if problems:
        raise DocumentError(problems)
    return Library(instruments, rules, indicators, rules_folder, switched_on)


def pin_newest(
    library: Library,
    questionnaire: str,
    module: str | None,
    country: str,
    unused: frozenset[str] = frozenset(),
) -> Pins:
    """Give the newest versions for an interview.

    Raises KeyError for what is not there or `unused`, and UnfitModuleError if the module adds to
    other questionnaires only. The leading rule sets are never left out.
    """
    instruments = library.instruments
    names = (*LEADING, *(name for name in list_others(library) if name not in unused))
    if questionnaire in unused:
        raise KeyError(questionnaire)
    added = None if module is None else instruments.modules.newest(module)
    if added is not None and questionnaire not in added.item.extends:
        raise UnfitModuleError
    return Pins(
        _pin(instruments.questionnaires.newest(questionnaire)),
        None if added is None else _pin(added),
        _pin(instruments.parameters.newest(country.lower())),
        tuple(_pin(library.rules.rule_sets.newest(name)) for name in names),
    )


def find_sources(library: Library, interview: InterviewRecord) -> Sources:
    """Give the versions that an interview stands on, proved to be what they were.

    Raises VersionMissingError if one of them is gone or changed.
    """
    instruments = library.instruments
    module = None if interview.module is None else _get(instruments.modules, interview.module)
    questionnaire = _extend(_get(instruments.questionnaires, interview.questionnaire), module)
    catalogue = instruments.catalogues.get(questionnaire.item.catalogues[0].name)
    rule_sets = {pin.id: _get(library.rules.rule_sets, pin) for pin in interview.rule_sets}
    return Sources(
        questionnaire=questionnaire,
        catalogue=catalogue,
        eleven=instruments.catalogues.get(catalogue.item.eleven),
        parameters=_get(instruments.parameters, interview.parameters),
        leading=tuple(_list_editions(library, rule_sets, LEADING)),
        others=tuple(_list_editions(library, rule_sets, sort_beside(rule_sets.values()))),
        further=tuple(_list_further(library, rule_sets.values(), questionnaire.item)),
        module=module,
    )


def list_others(library: Library) -> tuple[str, ...]:
    """Give the rule sets that are shown beside the leading ones, in the order in which they are.

    One that is off by default is among them only where it is switched on.
    """
    shelf = library.rules.rule_sets
    newest = (shelf.newest(name) for name in shelf.list_ids())
    return sort_beside(
        each
        for each in newest
        if each.item.off_by_default is None or each.id in library.switched_on
    )


def sort_beside(rule_sets: Iterable[Published[RuleSet]]) -> tuple[str, ...]:
    """Give the names of those that don't lead: other rules first, then variants, the rest last.

    The rest are those that are off by default, since less is known of them than of the others.
    """
    in_order = sorted(
        rule_sets,
        key=lambda each: (
            each.item.off_by_default is not None,
            each.item.variant_of is not None,
            each.id,
        ),
    )
    return tuple(each.id for each in in_order if each.id not in LEADING)


def list_newest_editions(library: Library, names: tuple[str, ...]) -> Iterator[Edition]:
    """Give the newest versions of some rule sets, compiled for each of their groups."""
    newest = {name: library.rules.rule_sets.newest(name) for name in names}
    return _list_editions(library, newest, names)


def _extend(
    questionnaire: Published[Questionnaire], module: Published[Module] | None
) -> Published[Questionnaire]:
    """Give what is asked: the questionnaire, with what the module adds to it."""
    if module is None:
        return questionnaire
    return replace(questionnaire, item=extend_questionnaire(questionnaire.item, module.item))


def _list_further(
    library: Library, rule_sets: Iterable[Published[RuleSet]], questionnaire: Questionnaire
) -> Iterator[Published[Catalogue]]:
    """Give the other catalogues that are asked about and that one of the rule sets reads."""
    read = {each.item.reads for each in rule_sets}
    for asked in questionnaire.catalogues[1:]:
        if asked.name in read:
            yield library.instruments.catalogues.get(asked.name)


def _list_missing(
    instruments: Instruments, rules: Rules, switched_on: tuple[str, ...]
) -> Iterator[Problem]:
    for name in switched_on:
        if rules.find(name) is None:
            hint = suggest(name, rules.rule_sets.list_ids(), "rule set")
            yield Problem("rules", 1, "", f"holds no rule set “{name}” to switch on", hint)
    hint = "Threshold can't do without it. Bring the file back."
    for name in LEADING:
        if rules.find(name) is None:
            yield Problem("rules", 1, "", f"holds no rule set “{name}”", hint)
    named = {each.item.eleven for each in instruments.catalogues}
    for name in sorted(named - set(instruments.catalogues.list_names())):
        yield Problem("indicators/catalogues", 1, "", f"holds no catalogue “{name}”", hint)


def _list_editions(
    library: Library, rule_sets: dict[str, Published[RuleSet]], names: tuple[str, ...]
) -> Iterator[Edition]:
    for name in names:
        published = rule_sets.get(name)
        if published is not None:
            for group in published.item.groups:
                yield Edition(published, library.rules.compile(published, group))


def _pin(published: Published[ItemT]) -> Pin:
    return Pin(published.id, published.version, published.fingerprint)


def _get(shelf: Shelf[ItemT], pin: Pin) -> Published[ItemT]:
    published = shelf.find(pin.id, pin.version)
    if published is None:
        raise VersionMissingError(
            f"{pin.id}@{pin.version} is not there any more. Bring its file back: published "
            "versions are never taken away."
        )
    if published.fingerprint != pin.fingerprint:
        raise VersionMissingError(
            f"{pin.id}@{pin.version} was changed after it was published. Bring the file back as "
            "it was, and publish the change as a new version."
        )
    return published
