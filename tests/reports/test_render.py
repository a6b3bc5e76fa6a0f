"""The printed summary as HTML: as it was looked at, and nothing typed is ever markup."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.conditions.values import Text
from app.reports.render import LONGEST_WORD, ZERO_WIDTH_SPACE, fit_for_print, render_summary
from tests.assessment.story import ADULT_SINCE_LONG, give, set_to
from tests.reports.small import CASE, compare_with_golden, imprint, summarise, word
from tests.reports.stories import PRESUMED, STORIES

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "<script>alert(1)</script></td>{{ 7 * 7 }}<img src=x onerror=alert(1)>&amp;\"'"
VOID = {"meta", "br", "hr", "img"}


class Inspector(HTMLParser):
    """Keeps the names of elements, and says where one is closed that was never opened."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in VOID or self.open.pop() == tag


def inspect(html: str) -> Inspector:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector


def tidy(html: str) -> str:
    """Leave out fingerprints, and the strokes of QR codes: nobody can look at those."""
    bare = re.sub(r' d="[^"]+"', ' d=""', re.sub(r"[0-9a-f]{64}", "0" * 64, html))
    lines = (line.strip() for line in bare.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("name", STORIES)
def test_the_summary_is_as_it_was_looked_at(name: str) -> None:
    html = render_summary(summarise(*STORIES[name]), word(), imprint())

    inspect(html)
    compare_with_golden(GOLDEN / f"{name}.golden", tidy(html))


def test_the_summary_declares_language_direction_and_title() -> None:
    html = render_summary(summarise(give({})), word("ar"), imprint())

    assert '<html lang="ar" dir="rtl">' in html
    assert "<title>Summary of case ZZ-2026-0012 – Threshold</title>" in html


def test_what_was_typed_stands_there_as_text() -> None:
    hostile = CASE.__class__(**{**vars(CASE), "organisation": HOSTILE, "interviewer": HOSTILE})
    told = give({**ADULT_SINCE_LONG, "own_words": Text(HOSTILE)})
    settings = {
        name: setting.__class__(name, present=True, reason=HOSTILE)
        for name, setting in set_to(present=["exploitation.hours"]).items()
    }

    html = render_summary(summarise(told, settings, case=hostile), word(), imprint())

    assert not {"script", "img"} & inspect(html).names
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 6
    assert "{{ 7 * 7 }}" in html


def test_a_word_that_is_longer_than_any_line_may_break() -> None:
    pieces = fit_for_print("x" * 150).split(ZERO_WIDTH_SPACE)

    assert [len(piece) for piece in pieces] == [LONGEST_WORD, LONGEST_WORD, 30]


def test_no_letter_is_parted_from_its_marks() -> None:
    long = "x" * LONGEST_WORD + "\u0301\u0323yy"

    assert fit_for_print(long) == "x" * LONGEST_WORD + "\u0301\u0323" + ZERO_WIDTH_SPACE + "yy"


def test_ordinary_words_stay_as_they_are() -> None:
    assert fit_for_print("Two lines\nof words") == "Two lines\nof words"


def test_what_has_no_shape_is_left_out() -> None:
    assert fit_for_print("a\x07b\x00c\td") == "abcd"


def test_people_who_are_called_for_two_dangers_are_named_once() -> None:
    content = summarise(PRESUMED)
    (danger,) = content.dangers
    assert danger.contacts
    second = replace(danger, code="threat", say="Somebody threatens the person.")
    alone = replace(danger, code="fire", say="The place burns.", contacts=())

    html = render_summary(replace(content, dangers=(danger, second, alone)), word(), imprint())

    assert html.count('<div class="danger">') == 2
    assert html.count(danger.contacts[0].telephone) == 1
    assert html.index(second.say) < html.index(danger.contacts[0].telephone)
