"""`python -m benchmarks.single`: what one assessment costs, against a popcount and other engines.

Prints a table in Markdown for people of whom little, half or most is unknown. Every figure is the
time of the processor, all ways took turns in one run, and a ratio is the median of those within a
round. Nobody is assessed twice by the same way: every round has other people.
"""

import argparse
import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Final, TypeAlias, TypeVar

from app.conditions.truth import Truth
from app.engine.catalogue import load_rules
from app.engine.compile import CompiledRuleSet, compile_rule_set
from app.engine.evaluate import IndicatorStates, assess_indicators
from app.engine.explain import explain_result
from app.instruments.catalogue import load_instruments
from app.instruments.vocabulary import Strength
from benchmarks.rivals import NO, OPEN, YES, hand_over, make_rivals, make_traced

ItemT = TypeVar("ItemT")
Masks: TypeAlias = tuple[int, int]

_ROOT = Path(__file__).resolve().parents[1]
POPCOUNT: Final = "popcount on two bit masks"
_ANEW: Final = "the same of the first person of all"
EXPLAINED: Final = "result, full explanation and deciding questions"
# Before anything is measured, so many others were assessed.
_BEFORE: Final = 5_000
# Of so many the time is taken, where each is the first whom a process assesses.
_FIRST: Final = 2


@dataclass(frozen=True)
class Mixture:
    """How many of a hundred answers are yes, and how many unknown."""

    name: str
    yes: int
    unknown: int

    def draw(self, random: Random, compiled: CompiledRuleSet) -> IndicatorStates:
        """Draw a person; nothing is said where it is unknown."""
        shares = (self.yes, 100 - self.yes - self.unknown, self.unknown)
        truths = random.choices((Truth.YES, Truth.NO, Truth.UNKNOWN), shares, k=67)
        drawn = zip(compiled.class_of, truths, strict=True)
        return {name: truth for name, truth in drawn if truth is not Truth.UNKNOWN}


MIXTURES = (
    Mixture("15 % unknown, 25 % yes", 25, 15),
    Mixture("half unknown, 10 % yes", 10, 50),
    Mixture("80 % unknown, 5 % yes", 5, 80),
)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.single", description=__doc__)
    parser.add_argument("--people", type=int, default=200, help="in a round")
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    compiled = load_rule_set()
    for mixture in MIXTURES:
        measured = measure(compiled, mixture, asked.people, asked.rounds)
        print_table(f"{mixture.name}, {asked.rounds} × {asked.people:,} people", measured)


def load_rule_set() -> CompiledRuleSet:
    """Give the rule set that is measured."""
    instruments = load_instruments(_ROOT / "indicators")
    rules = load_rules(_ROOT / "rules", instruments.catalogues)
    return rules.compile_groups(rules.rule_sets.newest("presumption-adult"))[0]


def compile_anew(compiled: CompiledRuleSet) -> CompiledRuleSet:
    """Give the same rule set, for which nothing was worked out yet."""
    return compile_rule_set(compiled.rule_set, compiled.catalogue, compiled.group)


def measure(
    compiled: CompiledRuleSet, mixture: Mixture, people: int, rounds: int
) -> Mapping[str, tuple[float, float]]:
    """Give for each way the seconds that a person takes, and their ratio to a popcount."""
    random = Random(mixture.name)  # noqa: S311 - people for a benchmark, not secrets.
    for _ in range(_BEFORE):
        explain_result(compiled, mixture.draw(random, compiled))
    # Ours remembers what it worked out, so that each way of it has people of its own.
    drawn, others = (
        [[mixture.draw(random, compiled) for _ in range(people)] for _ in range(rounds)]
        for _ in range(2)
    )
    masks = [[mask(compiled, each) for each in batch] for batch in drawn]
    numbers = [[hand_over(compiled, each) for each in batch] for batch in drawn]
    rivals = make_rivals(compiled) | {"zen-engine with trace": make_traced(compiled)}
    first = [[(compile_anew(compiled), each) for each in batch[:_FIRST]] for batch in drawn]
    ways: dict[str, Callable[[], object]] = {
        POPCOUNT: take_turns(make_popcount(compiled), masks),
        "result with deciding questions": take_turns(
            lambda states: assess_indicators(compiled, states), drawn
        ),
        EXPLAINED: take_turns(lambda states: explain_result(compiled, states), others),
        _ANEW: take_turns(lambda both: explain_result(*both), first),
        **{name: take_turns(judge, numbers) for name, judge in rivals.items()},
    }
    sizes = {name: _FIRST if name == _ANEW else people for name in ways}
    return compare(ways, sizes, rounds)


def print_table(title: str, measured: Mapping[str, tuple[float, float]]) -> None:
    """Print microseconds of one person, and ratios to the popcount and to the full explanation."""
    own = measured[EXPLAINED][1]
    print(f"\n### {title}\n\n| what | µs | × popcount | × ours |\n|---|---:|---:|---:|")
    for name, (seconds, ratio) in measured.items():
        print(f"| {name} | {seconds * 1e6:.1f} | {ratio:.2f} | {ratio / own:.2f} |")


def take_turns(
    way: Callable[[ItemT], object], batches: Sequence[Sequence[ItemT]]
) -> Callable[[], object]:
    """Give what does all of a batch, the next one each time."""
    number = count()

    def do_next() -> None:
        for each in batches[next(number)]:
            way(each)

    return do_next


def compare(
    ways: Mapping[str, Callable[[], object]], sizes: Mapping[str, int], rounds: int
) -> Mapping[str, tuple[float, float]]:
    """Give the seconds that a person takes, and their ratio to a popcount: medians over rounds.

    Rounds begin with another way in turn. Nothing is thrown away that has to be looked for: what
    is made for a person goes when the next one comes.
    """
    names = list(ways)
    runs: list[dict[str, float]] = []
    gc.collect()
    gc.disable()
    for number in range(rounds):
        first = number % len(names)
        run = {}
        for name in (*names[first:], *names[:first]):
            began = process_time()
            ways[name]()
            run[name] = (process_time() - began) / sizes[name]
        runs.append(run)
    gc.enable()
    return {
        name: (
            median(run[name] for run in runs),
            median(run[name] / run[POPCOUNT] for run in runs),
        )
        for name in names
    }


def mask(compiled: CompiledRuleSet, states: IndicatorStates) -> Masks:
    """Give the indicators that are present and those that are unknown as bits."""
    yes = unknown = 0
    for place, name in enumerate(compiled.class_of):
        truth = states.get(name, Truth.UNKNOWN)
        yes |= (truth is Truth.YES) << place
        unknown |= (truth is Truth.UNKNOWN) << place
    return yes, unknown


def make_popcount(compiled: CompiledRuleSet) -> Callable[[Masks], str]:
    """Give a verdict by counting bits, by dimension and strength: what plain Python can do at best.

    It knows of this one rule set that exploitation and one other dimension have to be positive.
    """
    names = list(compiled.class_of)
    of_strength = [
        [
            sum(1 << names.index(each) for each in compiled.list_indicators(dimension, strength))
            for strength in (Strength.STRONG, Strength.MEDIUM, Strength.WEAK)
        ]
        for dimension in sorted(compiled.dimensions, key=lambda name: name != "exploitation")
    ]

    def presume(bits: int) -> bool:
        positive = []
        for strong, medium, weak in of_strength:
            s = (bits & strong).bit_count()
            m = (bits & medium).bit_count()
            w = (bits & weak).bit_count()
            positive.append(s >= 2 or (s == 1 and m + w >= 1) or m >= 3 or (m == 2 and w >= 1))
        return positive[0] and any(positive[1:])

    def judge(masks: Masks) -> str:
        yes, unknown = masks
        least, most = presume(yes), presume(yes | unknown)
        return YES if least else OPEN if most else NO

    return judge


if __name__ == "__main__":
    main()
