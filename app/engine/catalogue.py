"""All versions of all rule sets, read from their folder and compiled when first used."""

from collections.abc import Iterator
from pathlib import Path as FilePath

from app.documents.problem import DocumentError, Fault, Problem
from app.engine.checks import check_against_catalogue, check_rule_set
from app.engine.compile import CompiledRuleSet, compile_rule_set
from app.engine.coverage import check_covered
from app.engine.model import RuleSet
from app.engine.variants import check_variant, fill_variant
from app.instruments.catalogue import Published, Shelf, load_shelf, sort_version
from app.instruments.ids import GroupId
from app.instruments.model import Catalogue
from app.instruments.references import suggest


class Rules:
    """Everything in the folder `rules/`, with the catalogues that it reads."""

    def __init__(self, rule_sets: Shelf[RuleSet], catalogues: Shelf[Catalogue]) -> None:
        self.rule_sets = rule_sets
        self.catalogues = catalogues
        self._compiled: dict[tuple[str, GroupId | None], CompiledRuleSet] = {}

    def find(self, name: str) -> Published[RuleSet] | None:
        """Give the rule set called `id@version`, or the newest version of `id`; None if unknown.

        `id@draft` is the draft, where drafts were read. `id` alone is never a draft, unless there
        is nothing else of that id.
        """
        identity, _, version = name.partition("@")
        if version:
            return self.rule_sets.find(identity, version)
        known = [each for each in self.rule_sets if each.id == identity]
        return max(known, key=_sort_published, default=None)

    def compile(self, rule_set: Published[RuleSet], group: GroupId | None) -> CompiledRuleSet:
        """Compile a rule set for one of its groups, over the version that it reads."""
        key = (rule_set.name, group)
        if key not in self._compiled:
            # Two threads may compile the same at once: then one of the two equal results is kept.
            catalogue = self.catalogues.get(rule_set.item.reads).item
            compiled = compile_rule_set(rule_set.item, catalogue, group)
            self._compiled.setdefault(key, compiled)
        return self._compiled[key]

    def compile_groups(self, rule_set: Published[RuleSet]) -> tuple[CompiledRuleSet, ...]:
        """Compile a rule set for each of its groups, or once where it has none."""
        groups = rule_set.item.groups or (None,)
        return tuple(self.compile(rule_set, group) for group in groups)


def _sort_published(each: Published[RuleSet]) -> tuple[bool, tuple[int, ...]]:
    return not each.is_draft, sort_version(each.version)


def load_rules(folder: FilePath, catalogues: Shelf[Catalogue], *, drafts: bool = False) -> Rules:
    """Read every rule set below `folder`. Raises DocumentError with the problems of all files.

    With `drafts`, each `draft.yaml` is read too, as if it were published already.
    """
    problems: list[Problem] = []
    written = load_shelf(folder, RuleSet, check_rule_set, problems, drafts=drafts)
    named = {each.name: each.item for each in written}
    filled: dict[tuple[str, str], Published[RuleSet]] = {}
    for each in written:
        faults = list(check_variant(each.item, named))
        if not faults:
            filled[each.id, each.version] = whole = fill_variant(each, written)
            faults = list(_check_across(whole.item, catalogues))
        problems += each.document.place(faults)
    if problems:
        raise DocumentError(problems)
    return Rules(Shelf(filled), catalogues)


def _check_across(rule_set: RuleSet, catalogues: Shelf[Catalogue]) -> Iterator[Fault]:
    known = catalogues.list_names()
    if rule_set.reads not in known:
        hint = suggest(rule_set.reads, known, "catalogue and version")
        yield Fault(("reads",), f"there is no catalogue “{rule_set.reads}”", hint)
        return
    catalogue = catalogues.get(rule_set.reads).item
    faults = list(check_against_catalogue(rule_set, catalogue))
    yield from faults or check_covered(rule_set, catalogue)
