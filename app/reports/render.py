"""From content to the HTML that a PDF is made from, in one language."""

from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.reports.content import SummaryContent
from app.reports.wording import Wording

TEMPLATES = Path(__file__).parents[2] / "templates"

_translations: ContextVar[NullTranslations] = ContextVar("translations")


def render_summary(content: SummaryContent, wording: Wording) -> str:
    """Give the summary of one interview as HTML, everything in it escaped."""
    token = _translations.set(wording.translations)
    try:
        template = _environment().get_template("reports/summary.html")
        return template.render(content=content, wording=wording)
    finally:
        _translations.reset(token)


@cache
def _environment() -> Environment:
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
    return environment
