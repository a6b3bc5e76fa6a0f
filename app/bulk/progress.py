"""How far a long run has come: records so far, how many a second, and the time left."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Final, TextIO

import polars as pl

from app.bulk.sources import PARQUET

_SECONDS_BEFORE_FIRST: Final = 3.0
_SECONDS_BETWEEN: Final = 0.5
_BAR: Final = 20
_SAMPLE: Final = 1 << 20


class Meter:
    """Prints one line that changes, where somebody is watching; a quick run prints nothing."""

    def __init__(
        self,
        expected: int | None,
        to: TextIO = sys.stderr,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._expected = expected
        self._to = to
        self._clock = clock
        self._began = clock()
        self._next = self._began + _SECONDS_BEFORE_FIRST
        self._done = 0
        self._printed = False

    def __call__(self, records: int) -> None:
        """Count more records that have been read."""
        self._done += records
        now = self._clock()
        if now >= self._next and self._to.isatty():
            self._next = now + _SECONDS_BETWEEN
            self._printed = True
            self._to.write(f"\r{self._word(now - self._began):79}")
            self._to.flush()

    def finish(self) -> None:
        """Take the line away."""
        if self._printed:
            self._to.write(f"\r{'':79}\r")
            self._to.flush()

    def _word(self, seconds: float) -> str:
        rate = self._done / seconds
        so_far = f"{self._done:,} records, {rate:,.0f} a second"
        if not self._expected:
            return so_far
        share = min(1.0, self._done / self._expected)
        left = max(0.0, self._expected - self._done) / rate
        bar = "#" * round(share * _BAR)
        return f"[{bar:{_BAR}}] {share:4.0%} {so_far}, {left // 60:.0f}:{left % 60:02.0f} left"


def estimate_records(path: Path) -> int | None:
    """Give about how many records a file has, without reading all of it; None if it can't tell."""
    if path.suffix.lower() == PARQUET:
        try:
            return int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
        except (pl.exceptions.PolarsError, OSError):
            return None
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    lines = sample.count(b"\n")
    return path.stat().st_size * lines // len(sample) if lines else None
