"""From content to the HTML that a PDF is made from, in one language."""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Final
from urllib.parse import quote

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.reports.content import SummaryContent
from app.reports.disclosure import disclose
from app.reports.imprint import Imprint, Kind
from app.reports.paper import PaperForm
from app.reports.programme import ProgrammeContent
from app.reports.referral import ReferralContent
from app.reports.site_visit import SiteVisitContent
from app.reports.skipping import word_skip
from app.reports.spread import SMALLEST_SHOWN
from app.reports.wording import Wording

LONGEST_WORD = 60
MOST_PAGES = 120
CODES = "threshold:code/"
ZERO_WIDTH_SPACE = "\u200b"

TEMPLATES = Path(__file__).parents[2] / "templates"

ReportContent = SiteVisitContent | ReferralContent | ProgrammeContent
KINDS: Final[Mapping[type, Kind]] = {
    SiteVisitContent: Kind.SITE_VISIT,
    ReferralContent: Kind.REFERRAL,
    ProgrammeContent: Kind.PROGRAMME,
}

_translations: ContextVar[NullTranslations] = ContextVar("translations")


def render_summary(content: SummaryContent, wording: Wording, imprint: Imprint) -> str:
    """Give the summary of one interview as HTML, everything in it escaped.

    What the imprint's level of disclosure keeps back is not there.
    """
    with speaking(wording):
        template = get_environment().get_template("reports/summary.html")
        return template.render(
            content=disclose(content, imprint.level),
            wording=wording,
            imprint=imprint,
            code=draw_code(imprint.address) if imprint.number else "",
        )


def render_report(content: ReportContent, wording: Wording, imprint: Imprint) -> str:
    """Give any other document as HTML; its content was built for the imprint's level."""
    kind = KINDS[type(content)].value
    with speaking(wording):
        template = get_environment().get_template(f"reports/{kind}.html")
        return template.render(
            content=content,
            kind=kind,
            wording=wording,
            imprint=imprint,
            smallest=SMALLEST_SHOWN,
            code=draw_code(imprint.address) if imprint.number else "",
        )


def render_paper_form(form: PaperForm, wording: Wording, beside: PaperForm | None = None) -> str:
    """Give a form to be filled in by hand as HTML; every page has a code that names it.

    `beside` is the same form in the language of the person who is asked. Boxes and numbers are
    alike, so that both forms are typed in alike.
    """
    with speaking(wording):
        template = get_environment().get_template("paper/form.html")
        return template.render(
            form=form,
            beside=beside,
            wording=wording,
            skip=lambda condition: word_skip(condition, form.numbered, wording),
            codes=[name_code(f"{form.name}/{page}") for page in range(1, MOST_PAGES + 1)],
        )


def name_code(text: str) -> str:
    """Give the address at which a PDF finds the picture of a QR code."""
    return f"{CODES}{quote(text, safe='')}"


def draw_code(text: str) -> Markup:
    """Give a QR code as a picture that bears its text as its name."""
    picture = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(picture, kind="svg", xmldecl=False, nl=False, border=0, omitsize=True, title=text)
    return Markup(picture.getvalue().decode())  # noqa: S704 - Escaped there.  # nosec B704


@contextmanager
def speaking(wording: Wording) -> Iterator[None]:
    """Let templates that are rendered inside speak this language."""
    token = _translations.set(wording.translations)
    try:
        yield
    finally:
        _translations.reset(token)


def fit_for_print(text: str) -> str:
    """Leave out what has no shape, and let words break that are longer than any line.

    Without the breaks such words take minutes to lay out.
    """
    shown = "".join(each for each in text if each == "\n" or unicodedata.category(each) != "Cc")
    return re.sub(rf"\S{{{LONGEST_WORD + 1},}}", lambda found: _break_word(found[0]), shown)


def _break_word(word: str) -> str:
    """Put a place to break into a word now and then, never between a letter and its marks."""
    pieces: list[str] = [""]
    for letter in word:
        if len(pieces[-1]) >= LONGEST_WORD and not unicodedata.category(letter).startswith("M"):
            pieces.append("")
        pieces[-1] += letter
    return ZERO_WIDTH_SPACE.join(pieces)


@cache
def get_environment() -> Environment:
    """Give one environment for all languages, so that templates are compiled once."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda words: _translations.get().gettext(words),
        lambda one, several, count: _translations.get().ngettext(one, several, count),
        newstyle=True,
    )
    environment.filters["fit_for_print"] = fit_for_print
    return environment
