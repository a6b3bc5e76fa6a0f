"""Measure several ways of doing things in turn, so that what disturbs one disturbs all."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

KeyT = TypeVar("KeyT")


@dataclass(frozen=True)
class Measured:
    """The best of several runs, in seconds: by the clock on the wall, and of all cores together."""

    wall: float
    cores: float


@dataclass(frozen=True)
class Compared:
    """Seconds of all cores together, and the share of another way's: medians over all rounds."""

    cores: float
    shares: Mapping[str, float]


def compare(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Compared]:
    """Do everything once in each round, each round beginning with another way, and compare.

    What is alive is looked through once behind each way, at its own expense, and never meanwhile.
    Shares are taken within a round, so that a machine that is busy for a while spoils no share.
    """
    runs: list[dict[str, float]] = []
    names = list(ways)
    for number in range(rounds):
        first = number % len(names)
        runs.append({name: _spend(ways[name]) for name in (*names[first:], *names[:first])})
    return {
        name: Compared(
            median(run[name] for run in runs),
            {other: median(run[name] / run[other] for run in runs) for other in names},
        )
        for name in names
    }


def _spend(way: Callable[[], object]) -> float:
    """Give the seconds of all cores that a way takes."""
    gc.collect()
    gc.disable()
    try:
        began = process_time()
        way()
        gc.collect()
        return process_time() - began
    finally:
        gc.enable()


def measure(ways: Mapping[KeyT, Callable[[], object]], rounds: int) -> dict[KeyT, Measured]:
    """Do everything once in each round, and give the best of each."""
    runs: dict[KeyT, list[Measured]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            gc.collect()
            wall, cores = perf_counter(), process_time()
            way()
            # What one way leaves behind is cleared away at its own expense.
            gc.collect()
            runs[name].append(Measured(perf_counter() - wall, process_time() - cores))
    return {
        name: Measured(min(each.wall for each in all_), min(each.cores for each in all_))
        for name, all_ in runs.items()
    }
