"""What somebody types to hurt the reader of a page, of a sheet, of a log: over a hundred ways."""

from itertools import product
from typing import Final

# `hurt` is a function of no page: wherever it stood as code, it would be found.
_IN_MARKUP: Final = (
    "<script>hurt()</script>",
    "<ScRiPt/x>hurt()</sCrIpT >",
    "</script><script>hurt()</script>",
    "<svg/onload=hurt()>",
    "<svg><animate onbegin=hurt() attributeName=x dur=1s>",
    "<img src=x onerror=hurt()>",
    "<img src=`x`onerror=hurt()>",
    "<body onload=hurt()>",
    "<details open ontoggle=hurt()>",
    "<video><source onerror=hurt()>",
    "<iframe srcdoc='<script>hurt()</script>'></iframe>",
    "<object data=javascript:hurt()>",
    "<embed src=javascript:hurt()>",
    "<a href=javascript:hurt()>x</a>",
    "<a href=' &#1;javascript:hurt()'>x</a>",
    "<form action=javascript:hurt()><button>x</button></form>",
    "<input autofocus onfocus=hurt()>",
    "<math><mtext><style><img src onerror=hurt()>",
    "<meta http-equiv=refresh content='0;url=//example.test'>",
    "<link rel=stylesheet href=//example.test/x.css>",
)
_OUT_OF: Final = ("", '">', "'>", "</textarea>", "-->", "]]>")
_FORMULAS: Final = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("http://example.test","x")',
    "=cmd|'/C calc'!A0",
    '=IMPORTXML("http://example.test","//a")',
    "\t=1+1",
    "\r=1+1",
    '=WEBSERVICE("http://example.test")',
)
_LINES: Final = (
    "x\r\nSet-Cookie: a=b",
    "x\n2026-03-04 ERROR forged",
    '{"sequence": 1, "head": [1, "a", "b"]}',
    "x\u2028forged\u2029forged",
    "\x1b[2J\x1b]0;forged\x07",
)
_IN_LANGUAGES: Final = (
    "{{ 7 * 7 }}{% raw %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "%(Thing)s %s %d {0} {x.__class__}",
    "'; DROP TABLE answers; --",
    "' OR '1'='1",
    "../../../../etc/passwd",
    "file:///etc/passwd http://127.0.0.1:8000/",
    "\u202egnp.exe\u2066",
    "one\x00two\x08three",
    "Z\u0337\u0322\u0360a\u0338",
)
PAYLOADS: Final = (
    *(f"{out}{markup}" for out, markup in product(_OUT_OF, _IN_MARKUP)),
    *_FORMULAS,
    *_LINES,
    *_IN_LANGUAGES,
)
AT_ONCE: Final = 10
TEXTS: Final = tuple(
    "\n".join(PAYLOADS[begin : begin + AT_ONCE]) for begin in range(0, len(PAYLOADS), AT_ONCE)
)
