"""What was read and proved in this process, for all tests after the first.

Commands and services read and prove everything anew each time, as they should: it may have changed.
Tests call them often, on copies of shipped files of which nearly all are as they were.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import pytest

from app.documents import reader
from app.documents.problem import Fault
from app.instruments.proofs import prove_module, prove_questionnaire
from app.services import checking

# By the bytes of a file and what problems call it.
READ = cache(reader.parse_document)
# What each proof found, by its name and by all that it looked at, written out.
PROVED: dict[tuple[str, str], tuple[Fault, ...]] = {}


@pytest.fixture(autouse=True)
def proved_once() -> Iterator[None]:
    """Have every file read, and the check of everything prove, what was not there before.

    A file is as it was if each byte of it is; an instrument, if all that it is made of is.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "parse_document", READ)
        patch.setattr(checking, "prove_questionnaire", remember(prove_questionnaire))
        patch.setattr(checking, "prove_module", remember(prove_module))
        yield


def remember(prove: Callable[..., Iterable[Fault]]) -> Callable[..., tuple[Fault, ...]]:
    """Give a proof that is made once for the same things."""

    def prove_once(*looked_at: Any) -> tuple[Fault, ...]:
        written = prove.__name__, repr(looked_at)
        if written not in PROVED:
            PROVED[written] = tuple(prove(*looked_at))
        return PROVED[written]

    return prove_once
