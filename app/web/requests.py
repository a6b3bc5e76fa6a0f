"""Requests whose texts are clean: no character gets in that nobody types and some stores refuse."""

import unicodedata
from collections.abc import Iterable
from io import BytesIO
from typing import IO, Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

# Control characters and halves of characters; tabs and line ends are typed.
NOT_TYPED = frozenset({"Cc", "Cs"})
TYPED = frozenset("\n\r\t")


class CleanParameters(ImmutableMultiDict[str, str]):
    """What an address or a form sends, cleaned."""

    def __init__(self, sent: Any = None) -> None:
        super().__init__([(clean(name), _clean(value)) for name, value in _list_pairs(sent)])


class CleanRequest(Request):
    """A request that reads its parameters through `CleanParameters`.

    Files that are sent stay in memory: on a disk they would lie in the clear.
    """

    parameter_storage_class = CleanParameters

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        del total_content_length, content_type, filename, content_length
        return BytesIO()


def clean(text: str) -> str:
    """Take out what nobody types."""
    return "".join(c for c in text if c in TYPED or unicodedata.category(c) not in NOT_TYPED)


def _clean(value: Any) -> Any:
    """Clean a text; a file comes as it is."""
    return clean(value) if isinstance(value, str) else value


def _list_pairs(sent: Any) -> Iterable[tuple[str, str]]:
    if isinstance(sent, MultiDict):
        return list(sent.items(multi=True))
    if isinstance(sent, dict):
        return list(sent.items())
    return list(sent or ())
