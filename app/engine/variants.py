"""Variants of a rule set: its rules over other strengths, and whether a result depends on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.documents.problem import Fault
from app.engine.model import RuleSet
from app.engine.result import RuleSetResult
from app.instruments.catalogue import Published, Shelf
from app.instruments.references import suggest


def fill_variant(variant: Published[RuleSet], shelf: Shelf[RuleSet]) -> Published[RuleSet]:
    """Give a variant with the rules of what it is a variant of; anything else stays as it is.

    What it is a variant of is on the shelf: see check_variant.
    """
    if variant.item.variant_of is None:
        return variant
    base = shelf.get(variant.item.variant_of).item
    keys = ("dimensions", "findings", "outcomes", "outcomes_may_fall")
    taken = {key: getattr(base, key) for key in keys}
    return replace(variant, item=variant.item.model_copy(update=taken))


def check_variant(rule_set: RuleSet, shelf: Mapping[str, RuleSet]) -> Iterator[Fault]:
    """Give the faults of what a rule set is a variant of; `shelf` has all under `id@version`."""
    if rule_set.variant_of is None:
        return
    base = shelf.get(rule_set.variant_of)
    if base is None or base.variant_of is not None:
        known = [name for name, each in shelf.items() if each.variant_of is None]
        hint = suggest(rule_set.variant_of, known, "rule set and version")
        yield Fault(("variant_of",), f"there are no rules “{rule_set.variant_of}”", hint)
        return
    for key in ("reads", "groups"):
        if getattr(rule_set, key) != getattr(base, key):
            what = f"`{key}` is not what it is in {rule_set.variant_of}"
            yield Fault((key,), what, "Write the same, since the rules are the same.")
    if not rule_set.changed_strengths:
        hint = "Add `changed_strengths:`."
        yield Fault((), "nothing says what is different in this variant", hint)


@dataclass(frozen=True)
class VariantResult:
    """A variant that gives another result than its base: what is different, each in codes.

    Each entry of `findings` and `dimensions` is a name with what the base gives and what the
    variant gives. `outcomes` has the outcomes possible by the base and by the variant; both are
    empty where they are the same.
    """

    variant: str
    findings: tuple[tuple[str, str, str], ...]
    dimensions: tuple[tuple[str, str, str], ...]
    outcomes: tuple[tuple[str, ...], tuple[str, ...]]


def list_dependence(
    base: RuleSetResult, variants: Iterable[RuleSetResult]
) -> tuple[VariantResult, ...]:
    """Give the variants on which a result depends: those that give another finding or outcome.

    Dimensions are given where they differ besides, since they say why.
    """
    found = (_compare(base, each) for each in variants)
    return tuple(each for each in found if each.findings or any(each.outcomes))


def _compare(base: RuleSetResult, variant: RuleSetResult) -> VariantResult:
    findings = (
        (str(name), each.status.value, variant.findings[name].status.value)
        for name, each in base.findings.items()
        if name in variant.findings
    )
    dimensions = (
        (str(name), each.status.value, variant.dimensions[name].status.value)
        for name, each in base.dimensions.items()
        if name in variant.dimensions
    )
    possible = tuple(
        () if each.outcome is None else tuple(map(str, each.outcome.possible))
        for each in (base, variant)
    )
    return VariantResult(
        variant=f"{variant.rule_set}@{variant.version}",
        findings=tuple(each for each in findings if each[1] != each[2]),
        dimensions=tuple(each for each in dimensions if each[1] != each[2]),
        outcomes=((), ()) if possible[0] == possible[1] else (possible[0], possible[1]),
    )
