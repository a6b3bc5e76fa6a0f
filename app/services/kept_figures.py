"""Figures that are counted once for as long as no record changes, in each process by itself.

What is kept goes by the state of the store that it was counted from. A process that another one
has overtaken finds another state, and counts anew: nobody is shown stale figures.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

from sqlalchemy.orm import Session

from app.store.dataset_state import find_dataset_state

FigureT = TypeVar("FigureT")
MOST_KEPT: Final = 64


class Kept(Generic[FigureT]):
    """The figures that were asked for last, by what was asked and the state of the store."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, FigureT] = OrderedDict()
        self._lock = Lock()

    def find(self, session: Session, question: Hashable, count: Callable[[], FigureT]) -> FigureT:
        """Give what was counted for a question, counting it if the store has changed since."""
        key = (find_dataset_state(session), question)
        # Whoever asks the same meanwhile waits for the answer instead of working it out too.
        with self._lock:
            if key not in self._found:
                self._found[key] = count()
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
            return self._found[key]
