"""Every page that somebody reaches by links, each kind of page once or as often as is wanted."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from tests.journeys.server import HOST
from tests.journeys.visitor import Reply, Visitor
from tests.web.page import Kind, list_kinds

# What differs between two pages of one kind.
NAMES: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|T-\d+-\d+-\d+|(?<=/indicators/).+|(?<=/rules/).+"
    r"|(?<=/tables/).+|(?<=/records/).+|\?.*"
)


@dataclass(frozen=True)
class Found:
    """A page that was reached, and the kinds of elements that it is made of."""

    path: str
    elements: frozenset[Kind]


def crawl(visitor: Visitor, starts: Sequence[str], most: int) -> dict[str, list[Found]]:
    """Open pages from link to link, at most so many of a kind; give them by kind.

    Each one holds to what every page must hold to.
    """
    found: dict[str, list[Found]] = defaultdict(list)
    left, opened = list(starts), set()
    while left:
        path = left.pop(0)
        kind = NAMES.sub("…", path)
        if path not in opened and len(found[kind]) < most:
            opened.add(path)
            reply = visitor.get(path)
            found[kind].append(Found(path, frozenset(list_kinds(reply.page.root))))
            left.extend(list_links(reply))
    return found


def list_links(reply: Reply) -> Iterator[str]:
    """Give the pages of ours that a page leads to."""
    for link in reply.page.root.iter("a"):
        parts = urlsplit(urljoin(reply.address, link.get("href") or ""))
        if parts.hostname == HOST and not parts.path.endswith((".pdf", ".xlsx")):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
