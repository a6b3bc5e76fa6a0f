"""A second, naive engine for tests: straight from the description of the domain, not from rules/.

It knows the reference data and nothing of app/engine, and it enumerates every completion.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from app.documents.reader import load_document

REFERENCE = Path(__file__).parents[1] / "reference"
DECEPTIVE, COERCIVE, ABUSE, EXPLOITATION, COERCION, VULNERABILITY = DIMENSIONS = (
    "deceptive_recruitment",
    "coercive_recruitment",
    "recruitment_by_abuse_of_vulnerability",
    "exploitation",
    "coercion_at_destination",
    "abuse_of_vulnerability_at_destination",
)
ILLICIT = "coercion_at_destination.illicit"
STRENGTHS = ("strong", "medium", "weak")

Counts: TypeAlias = tuple[int, ...]  # Strong, medium, weak present, dimension after dimension.
Verdict: TypeAlias = dict[str, str]


def read_reference(name: str) -> Any:  # Text, lists and mappings, as the reader gives them.
    return load_document(REFERENCE / name, name).data


@cache
def list_strengths(group: str) -> Mapping[str, str]:
    """Give the indicators of `adult` or `child` with their strengths."""
    indicators = read_reference("ilo-ec-2009-labour.yaml")["indicators"]
    key = f"{group}_labour"
    return {each["id"]: each[key]["strength"] for each in indicators if key in each}


def is_positive(strong: int, medium: int, weak: int) -> bool:
    """2 strong; 1 strong + 1 medium or weak; 3 medium; 2 medium + 1 weak; at least."""
    return (
        strong >= 2
        or (strong >= 1 and medium + weak >= 1)
        or medium >= 3
        or (medium >= 2 and weak >= 1)
    )


@cache
def judge(group: str, counts: Counts, *, illicit: bool) -> Verdict:
    """Give dimensions, findings and outcomes for a person of whom everything is known."""
    each = iter(counts)
    positive = {name: is_positive(next(each), next(each), next(each)) for name in DIMENSIONS}
    any_strong = any(counts[:: len(STRENGTHS)])
    verdict = {name: "positive" if positive[name] else "negative" for name in DIMENSIONS}
    presumption = _presume_child if group == "child" else _presume_adult
    verdict["presumption"] = "yes" if presumption(positive, illicit) else "no"
    verdict["forced_labour"] = "yes" if positive[EXPLOITATION] and positive[COERCION] else "no"
    verdict["outcome"] = _tabulate(group, positive, any_strong=any_strong, illicit=illicit)
    verdict["published"] = _combine_as_published(
        *(positive[name] for name in (DECEPTIVE, COERCIVE, EXPLOITATION, COERCION))
    )
    return verdict


def _presume_adult(positive: Mapping[str, bool], _illicit: bool) -> bool:  # noqa: FBT001 - as the child's.
    return positive[EXPLOITATION] and any(
        positive[name] for name in DIMENSIONS if name != EXPLOITATION
    )


def _presume_child(positive: Mapping[str, bool], illicit: bool) -> bool:  # noqa: FBT001 - a fact.
    return positive[EXPLOITATION] or illicit


def _tabulate(group: str, positive: Mapping[str, bool], *, any_strong: bool, illicit: bool) -> str:
    d, k, a, x, c, v = (positive[name] for name in DIMENSIONS)
    indicated = (x or illicit) if group == "child" else (x and (d or k or a or v))
    table = (
        ("trafficking_for_forced_labour", x and c and (d or k)),
        ("forced_labour", x and c),
        ("deception_and_exploitation", x and d),
        ("trafficking_indicated", indicated),
        ("exploited", x),
        ("warning_signs", any(positive.values()) or any_strong),
        ("not_indicated", True),
    )
    return next(code for code, holds in table if holds)


def _combine_as_published(d: bool, k: bool, x: bool, c: bool) -> str:  # noqa: FBT001 - its letters.
    if (d or k) and x and c:
        return "trafficking_for_forced_labour"
    if d and x and not c:
        return "deception_and_exploitation"
    if not d and not k and x and not c:
        return "exploited"
    if not d and not k and not x and not c:
        return "not_indicated"
    return "no_published_row"


class Completions:
    """Every completion of a state: `verdicts[bits]`, where bit i says yes to `unknown[i]`."""

    def __init__(self, group: str, present: set[str], unknown: tuple[str, ...]) -> None:
        self.unknown = unknown
        counts = (0,) * len(DIMENSIONS) * len(STRENGTHS)
        for name in present:
            counts = _add(group, name, counts)
        persons = [(counts, ILLICIT in present)]
        for name in unknown:
            persons += [
                (_add(group, name, counts), illicit or name == ILLICIT)
                for counts, illicit in persons
            ]
        self.verdicts = [judge(group, counts, illicit=illicit) for counts, illicit in persons]

    def list_values(self, what: str) -> set[str]:
        """Give the values that are possible."""
        return {verdict[what] for verdict in self.verdicts}

    def list_deciding(self, what: str) -> set[str]:
        """Give the unknowns whose yes and no differ in some completion of the others."""
        values = [verdict[what] for verdict in self.verdicts]
        if len(set(values)) == 1:
            return set()
        return {
            name
            for place, name in enumerate(self.unknown)
            if any(value != values[bits ^ (1 << place)] for bits, value in enumerate(values))
        }

    def rank(self, what: str) -> dict[str, int]:
        """Give, per unknown, the size of the smallest decisive set that it can't be dropped from.

        A decisive set is given by a mask of who is answered, and by the bits of the answers.
        """
        values = [verdict[what] for verdict in self.verdicts]
        size = len(self.unknown)

        @cache
        def decides(mask: int, bits: int) -> bool:
            left = {value for number, value in enumerate(values) if number & mask == bits}
            return len(left) == 1

        ranks: dict[str, int] = {}
        for mask in sorted(range(1 << size), key=int.bit_count):
            answered = [place for place in range(size) if mask >> place & 1]
            if any(
                decides(mask, bits)
                and not any(decides(mask & ~(1 << p), bits & ~(1 << p)) for p in answered)
                for bits in range(1 << size)
                if bits & mask == bits
            ):
                for place in answered:
                    ranks.setdefault(self.unknown[place], len(answered))
        return ranks


def _add(group: str, name: str, counts: Counts) -> Counts:
    place = _place(group, name)
    return (*counts[:place], counts[place] + 1, *counts[place + 1 :])


@cache
def _place(group: str, name: str) -> int:
    dimension = DIMENSIONS.index(name.partition(".")[0])
    return dimension * len(STRENGTHS) + STRENGTHS.index(list_strengths(group)[name])
