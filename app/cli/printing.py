"""`flask paper`: a questionnaire to be filled in by hand."""

from collections.abc import Mapping
from gettext import NullTranslations
from pathlib import Path

import click
from babel import Locale

from app.cli.ending import stop, stop_with
from app.cli.folders import read_folders
from app.documents.problem import DocumentError
from app.instruments.catalogue import Instruments, Published, load_instruments
from app.instruments.extend import extend_questionnaire
from app.instruments.model import Questionnaire
from app.instruments.translations.model import Translation
from app.instruments.translations.translate import list_translations
from app.reports.paper import PaperForm, build_paper_form
from app.reports.pdf import make_paper_form
from app.reports.typesetter import PdfUnavailableError
from app.reports.wording import Wording


@click.command(short_help="Print a questionnaire as a form to fill in by hand.")
@click.argument("questionnaire")
@click.argument("output", metavar="FILE.pdf", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--module", help="Add what a module asks in one kind of work.")
@click.option("--language", default="", help="The language of the form, as in en.")
@click.option("--beside", default="", help="A second language that stands beside it, as in ar.")
def paper(questionnaire: str, output: Path, module: str | None, language: str, beside: str) -> None:
    """Write FILE.pdf: QUESTIONNAIRE with boxes to tick and room to write.

    QUESTIONNAIRE is an id of indicators/questionnaires/, of which the newest version is printed.
    The code on each page names the questionnaire, its version and the page. There are the languages
    of the questionnaire and of its files in indicators/translations/.

    Example: flask paper short-screening short-screening.pdf --beside ar
    """
    instruments = _load()
    published = _find(instruments, questionnaire, module)
    translations = {} if module else list_translations(published, instruments.translations)
    own = _build(published, translations, language)
    other = _build(published, translations, beside) if beside else None
    wording = Wording(Locale("en"), NullTranslations())
    try:
        written = make_paper_form(own, wording, other)
    except PdfUnavailableError as error:
        stop(f"PDFs can't be made here: {error}. `./run` names the packages that are missing.")
    output.write_bytes(written)
    click.echo(f"Wrote {published.name} to {output}.")


def _build(
    published: Published[Questionnaire],
    translations: Mapping[str, Published[Translation]],
    language: str,
) -> PaperForm:
    """Give a form in a language; without one, in the questionnaire's own words."""
    own = published.item.languages[0]
    if language in ("", own):
        return build_paper_form(published)
    if language not in translations:
        names = ", ".join((own, *translations))
        stop(f"There is no form of {published.name} in “{language}”. There are: {names}.")
    return build_paper_form(published, translations[language])


def _load() -> Instruments:
    try:
        return load_instruments(read_folders().indicators)
    except DocumentError as error:
        stop_with(error.problems)


def _find(
    instruments: Instruments, questionnaire: str, module: str | None
) -> Published[Questionnaire]:
    if questionnaire not in instruments.questionnaires.list_ids():
        names = ", ".join(instruments.questionnaires.list_ids())
        stop(f"There is no questionnaire “{questionnaire}”. There are: {names}.")
    alone = instruments.questionnaires.newest(questionnaire)
    if module is None:
        return alone
    fitting = [
        each
        for each in map(instruments.modules.newest, instruments.modules.list_ids())
        if questionnaire in each.item.extends
    ]
    added = next((each.item for each in fitting if each.id == module), None)
    if added is None:
        names = ", ".join(each.id for each in fitting) or "none"
        stop(f"No module “{module}” adds to {questionnaire}. There are: {names}.")
    asked = extend_questionnaire(alone.item, added)
    return Published(asked, alone.id, alone.version, alone.document)
