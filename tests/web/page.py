"""A page as a browser reads it, and what every page must hold to."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped] # The library has no types.
from lxml.etree import HTMLParser, XPath, fromstring

FILLED_IN = ("input", "select", "textarea")
NOT_LABELLED = ("hidden", "submit", "button")
IDS = XPath("//@id", smart_strings=False)
POINTERS = XPath("//@for | //@aria-describedby | //@aria-labelledby", smart_strings=False)
INLINE = XPath("//*[@style[. != ''] or @*[starts-with(name(), 'on')]]")
# In which places which kinds of elements were found to be valid.
Kind = tuple[object, ...]
VALID: set[Kind] = set()


class Page:
    """One page that came back."""

    def __init__(self, address: str, status: int, text: str) -> None:
        self.address = address
        self.status = status
        self.html = text
        self.root = parse(text)

    @property
    def title(self) -> str:
        return read(next(self.root.iter("title")))

    @property
    def heading(self) -> str:
        return read(next(self.root.iter("h1")))

    @property
    def text(self) -> str:
        """Give the words of the page, each run of white space as one space."""
        return read(next(self.root.iter("body")))

    def find_all(self, tag: str, **attributes: str) -> list[Element]:
        """Give the elements with these attributes (`data_danger` for `data-danger`)."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            each
            for each in self.root.iter(tag)
            if all(each.get(name) == value for name, value in wanted.items())
        ]

    def find_link(self, words: str) -> str:
        """Give the address of the first link that has these words."""
        for link in self.root.iter("a"):
            if read(link).startswith(words):
                return link.get("href") or ""
        raise AssertionError(f"{self.address} has no link “{words}”.")

    def find_form(self, button: str) -> Element:
        """Give the form that a button sends."""
        for form in self.root.iter("form"):
            if any(read(each) == button for each in form.iter("button")):
                return form
        raise AssertionError(f"{self.address} has no button “{button}”.")

    def list_error_links(self) -> list[str]:
        """Give the ids that the error summary links to."""
        summaries = [each for each in self.root.iter("div") if each.get("data-error-summary") == ""]
        links = (link for summary in summaries for link in summary.iter("a"))
        return [(link.get("href") or "").removeprefix("#") for link in links]


def parse(text: str) -> Element:
    """Read a page; wherever an element stands as none stood before, the whole page must be valid.

    The parser that knows the standard takes ten times as long as all the rest of a request.
    """
    root: Element = fromstring(text, HTMLParser(remove_comments=True))
    kinds = list_kinds(root)
    if not kinds <= VALID:
        html5lib.HTMLParser(strict=True).parse(text)
        VALID.update(kinds)
    return root


def list_kinds(root: Element) -> set[Kind]:
    """Give what makes each element of a page the same as others for whoever judges it."""
    return {
        (parent.tag, each.tag, each.get("class"), each.get("type"), *each.keys())
        for parent in root.iter()
        for each in parent
    }


def read(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def inspect(page: Page) -> None:
    """Assert what every page must hold to."""
    headings = list(page.root.iter("h1"))
    assert len(headings) == 1, f"{page.address} has {len(headings)} h1."
    bare_title = page.title.removeprefix("Error: ")
    assert bare_title == f"{page.heading} – Threshold", (page.title, page.heading)
    ids = Counter(each for each in IDS(page.root) if each)
    assert max(ids.values(), default=1) == 1, [name for name, n in ids.items() if n > 1]
    unlabelled = list(list_unlabelled(page))
    assert not unlabelled, f"{page.address}: fields without a label: {unlabelled}"
    pointing = list(list_broken_references(page, set(ids)))
    assert not pointing, f"{page.address}: {pointing} point to nothing."
    inline = [each.tag for each in INLINE(page.root)]
    assert not inline, f"{page.address}: inline styles or handlers on {inline}"


def inspect_failure(page: Page) -> None:
    """Assert what a page must hold to whose form had errors."""
    assert page.title.startswith("Error: "), page.title
    links = page.list_error_links()
    assert links, f"{page.address} has no error summary."
    inputs = {each.get("id") for tag in FILLED_IN for each in page.root.iter(tag)}
    assert set(links) <= inputs, f"The summary links to {set(links) - inputs}."


def list_unlabelled(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.root.iter("label")}
    for tag in FILLED_IN:
        for each in page.root.iter(tag):
            if each.get("type") not in NOT_LABELLED and each.get("id") not in labelled:
                yield each.get("name") or "?"


def list_broken_references(page: Page, ids: set[str]) -> Iterator[str]:
    for targets in POINTERS(page.root):
        yield from (target for target in targets.split() if target not in ids)
