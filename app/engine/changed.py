"""Strengths that a rule set takes in place of those in the catalogue."""

from collections.abc import Iterable, Iterator

from app.documents.problem import Fault, Path
from app.engine.model import ChangedStrength, RuleSet
from app.instruments.model import Catalogue, GradedStrength, Indicator
from app.instruments.references import suggest


def change_strengths(catalogue: Catalogue, changed: Iterable[ChangedStrength]) -> Catalogue:
    """Give the catalogue with other strengths; without any it is the same object."""
    of_each: dict[str, list[ChangedStrength]] = {}
    for each in changed:
        of_each.setdefault(each.indicator, []).append(each)
    if not of_each:
        return catalogue
    indicators = (_change(each, of_each.get(each.id, ())) for each in catalogue.indicators)
    return catalogue.model_copy(update={"indicators": tuple(indicators)})


def _change(indicator: Indicator, changed: Iterable[ChangedStrength]) -> Indicator:
    strengths = {
        each.group: GradedStrength(strength=each.strength, provenance=each.provenance)
        for each in changed
    }
    return indicator.model_copy(update={"strengths": {**indicator.strengths, **strengths}})


def check_changed_strengths(rule_set: RuleSet, catalogue: Catalogue) -> Iterator[Fault]:
    """Give the faults of the strengths that a rule set changes."""
    seen: set[tuple[str, str]] = set()
    for number, each in enumerate(rule_set.changed_strengths):
        path: Path = ("changed_strengths", number)
        if (each.indicator, each.group) in seen:
            what = f"the strength of “{each.indicator}” is changed a second time"
            yield Fault(path, what, "Keep one of the two.")
        seen.add((each.indicator, each.group))
        yield from _check_one(each, rule_set, catalogue, path)


def _check_one(
    changed: ChangedStrength, rule_set: RuleSet, catalogue: Catalogue, path: Path
) -> Iterator[Fault]:
    graded = {each.id: each.strengths for each in catalogue.indicators}
    if changed.indicator not in graded:
        hint = suggest(changed.indicator, graded, "indicator of the catalogue")
        what = f"the catalogue has no indicator “{changed.indicator}”"
        yield Fault((*path, "indicator"), what, hint)
        return
    own = graded[changed.indicator].get(changed.group)
    if own is None or changed.group not in rule_set.groups:
        known = [group for group in graded[changed.indicator] if group in rule_set.groups]
        hint = suggest(changed.group, known, "group that reads it")
        what = f"“{changed.indicator}” isn't read for “{changed.group}”"
        yield Fault((*path, "group"), what, hint)
    elif own.strength is changed.strength:
        what = f"“{changed.indicator}” is {changed.strength.value} in the catalogue too"
        yield Fault((*path, "strength"), what, "Remove it, or write another strength.")
