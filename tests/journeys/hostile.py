"""What somebody might type to hurt the reader of a page, and what just looks odd."""

from collections.abc import Sequence
from typing import Final

from app.questionnaire.intake import clean_text

# None of these may run, change a page, or be anything but words. `hurt` is a function of no page.
PAYLOADS: Final = (
    "<script>hurt()</script>",
    "</textarea></p></dd><script>hurt()</script>",
    '"><img src=x onerror="hurt()">',
    "' onmouseover='hurt()' x='",
    '" autofocus onfocus="hurt()" x="',
    "<svg/onload=hurt()>",
    '<iframe src="javascript:hurt()"></iframe>',
    '<a href="javascript:hurt()">Press here</a>',
    '<form action="//example.test"><button>Save and continue</button>',
    "<style>* { display: none }</style>",
    "<base href=//example.test><meta http-equiv=refresh content=0>",
    "--><h1>Not a heading</h1><!--",
    "<![CDATA[<b>]]>",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "${7 * 7} #{7 * 7} <%= 7 * 7 %>",
    "%(Thing)s %s %d {0} {thing}",
    "'; DROP TABLE answer; --",
    "one\x00two\x08three\x1b[31m",
    "\u202eright to left\u202c \u2067isolated\u2069",
    "one\u200btwo\ufeffthree\u00adfour",
    "Z\u0337\u0322\u0360a\u0338l\u0334g\u0335o\u0336",
    "中文 العربية עברית नेपाली မြန်မာ ខ្មែរ",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿",
    "Zwangsarbeitsverbot" * 40,
    '=HYPERLINK("http://example.test","Press") +1 -1 @SUM(1)',
    "../../../etc/passwd http://127.0.0.1/",
    "one\ttwo   three\u2028four\u0085five",
)
TEXT: Final = "\n".join(PAYLOADS)
ONE_LINE: Final = " ".join(PAYLOADS).replace("\x00", "")
KEPT: Final = tuple(clean_text(each) for each in PAYLOADS)
# Those that a PDF can be searched for: other letters are shaped, joined and turned round in it.
IN_PRINT: Final = tuple(each for each in KEPT if each.isascii())


def find_changed(text: str, payloads: Sequence[str] = KEPT) -> list[str]:
    """Give the payloads that do not stand in a text as they were typed; white space aside."""
    bare = strip(text)
    return [each for each in payloads if strip(each) not in bare]


def strip(text: str) -> str:
    """Take out white space, as pages break lines where they like, and PDFs put nulls between."""
    return "".join(text.replace("\x00", " ").split())
