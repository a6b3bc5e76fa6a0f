"""Measure several ways of doing things in turn, so that what disturbs one disturbs all."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter, process_time


@dataclass(frozen=True)
class Measured:
    """The best of several runs, in seconds: by the clock on the wall, and of all cores together."""

    wall: float
    cores: float


def measure(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Measured]:
    """Do everything once in each round, and give the best of each."""
    runs: dict[str, list[Measured]] = {name: [] for name in ways}
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
