"""The spellings of answers that a reader knows, so that it keeps every cell as one byte.

To look a cell up in a list takes a parser no longer than to keep its text. What isn't in the list
is put at its end and so keeps its place in the file, until it is known whether it is an answer.
"""

from collections.abc import Iterable
from itertools import chain, product
from typing import Final

import polars as pl

from app.bulk.encoding import ANSWERS, encode_text
from app.bulk.tallies import BYTES
from app.conditions.truth import Truth

_CELL: Final = "cell"
_ORDER: Final = (Truth.NO, Truth.YES, Truth.UNKNOWN)


class Spellings:
    """A list of spellings, by what they mean; behind them comes what else is met, as it is met.

    It takes 256 in all: reading fails at one more.
    """

    def __init__(self, further: Iterable[str] = ()) -> None:
        bytes_of = _understand([*_PLAIN, *further])
        runs = [[t for t, byte in bytes_of.items() if byte == BYTES[truth]] for truth in _ORDER]
        self._first_yes = len(runs[0])
        self._first_unknown = self._first_yes + len(runs[1])
        self._texts = list(chain.from_iterable(runs))
        self.kind = pl.Categorical(pl.Categories.random(physical=pl.UInt8))
        # Polars forgets such a list as soon as no column has the type.
        self._kept = pl.Series(self._texts).cast(self.kind)

    def __len__(self) -> int:
        """Give at which place those begin that were not known."""
        return len(self._texts)

    def encode(self, column: str) -> pl.Expr:
        """Give the bytes of a column of places; of an unknown spelling, those of no answer."""
        place = pl.col(column)
        no, yes, unknown = (pl.lit(BYTES[truth], dtype=pl.UInt8) for truth in _ORDER)
        known = (
            pl.when(place < self._first_yes).then(no).when(place < self._first_unknown).then(yes)
        )
        return known.otherwise(unknown).alias(column)

    def find_texts(self, places: Iterable[int]) -> dict[int, str]:
        """Give what stands at these places."""
        numbers = sorted(places)
        cells = pl.select(pl.lit(pl.Series(numbers, dtype=pl.UInt8)).cat.to(self.kind))
        return dict(zip(numbers, cells.to_series().cast(pl.String), strict=True))


def is_plain(column: str) -> pl.Expr:
    """Say which cells of a column of text are answers that are plainly written, or empty."""
    cell = pl.col(column)
    return cell.is_null() | cell.cast(pl.Enum(_PLAIN), strict=False).is_not_null()


def list_answers(texts: Iterable[str]) -> list[str]:
    """Give those of the texts that are answers, however they are written."""
    return [text for text, byte in _understand(list(texts)).items() if byte is not None]


def _understand(texts: list[str]) -> dict[str, int | None]:
    cells = pl.DataFrame({_CELL: texts}, schema={_CELL: pl.String})
    return dict(zip(texts, cells.select(encode_text(_CELL)).to_series(), strict=True))


def _list_mixtures(word: str) -> list[str]:
    """Give a word in every mixture of small and capital letters."""
    return ["".join(letters) for letters in product(*zip(word, word.upper(), strict=True))]


_PLAIN: Final = ("", *(text for word in ANSWERS for text in _list_mixtures(word)))
