"""Long lists, some at a time: which page is asked for, what stands on it, where the others are."""

from collections.abc import Sequence
from typing import Final, TypeVar

from flask import request
from flask_babel import gettext

from app.web.components import Link, Pages

ON_A_PAGE: Final = 25
PAGE: Final = "page"
ItemT = TypeVar("ItemT")


def read_number(name: str = PAGE) -> int:
    """Give which page of a long list is asked for; the first where that is none.

    A page with several lists names each in its address by another `name`.
    """
    written = request.args.get(name, "1")
    is_number = written.isascii() and written.isdecimal() and len(written) <= len("1000000")
    return max(1, int(written)) if is_number else 1


def cut(items: Sequence[ItemT], number: int) -> tuple[ItemT, ...]:
    """Give what stands on one page of a list; nothing behind its end."""
    first = (number - 1) * ON_A_PAGE
    return tuple(items[first : first + ON_A_PAGE])


def turn_pages(
    count: int, number: int, address: str, *, name: str = PAGE, is_newest_first: bool = True
) -> Pages | None:
    """Give where the other pages of a list are; None if there is one page."""
    last = max(1, -(-count // ON_A_PAGE))
    if last == 1:
        return None
    newer, older = gettext("Newer"), gettext("Older")
    before, behind = (newer, older) if is_newest_first else (older, newer)
    previous = Link(before, f"{address}?{name}={number - 1}") if number > 1 else None
    following = Link(behind, f"{address}?{name}={number + 1}") if number < last else None
    return Pages((), previous, following)
