"""Requests whose texts are clean: no character gets in that nobody types and some stores refuse."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

# Control characters and halves of characters; tabs and line ends are typed.
NOT_TYPED = frozenset({"Cc", "Cs"})
TYPED = frozenset("\n\r\t")


class CleanParameters(ImmutableMultiDict[str, str]):
    """What an address or a form sends, cleaned."""

    def __init__(self, sent: Any = None) -> None:
        super().__init__([(clean(name), clean(value)) for name, value in _list_pairs(sent)])


class CleanRequest(Request):
    """A request that reads its parameters through `CleanParameters`."""

    parameter_storage_class = CleanParameters


def clean(text: str) -> str:
    """Take out what nobody types."""
    return "".join(c for c in text if c in TYPED or unicodedata.category(c) not in NOT_TYPED)


def _list_pairs(sent: Any) -> Iterable[tuple[str, str]]:
    if isinstance(sent, MultiDict):
        return list(sent.items(multi=True))
    if isinstance(sent, dict):
        return list(sent.items())
    return list(sent or ())
