"""`python -m benchmarks.paper`: what a summary costs, against WeasyPrint as it comes.

The same HTML and the same stylesheets each time, garbage collected once behind each. Prints a table
in Markdown with the share of the first row and of the row before, each a median over rounds in
which all ways take turns. With `--documents 500` it also
prints that many as the queue of the application does, and says after every fifty how much memory
the process that makes them holds, and the one that asks for them.
"""

import argparse
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from gettext import NullTranslations
from pathlib import Path
from typing import Final

import psutil
import weasyprint
from babel import Locale

from app.assessment.assess import assess
from app.assessment.model import Interview, Sources
from app.conditions.values import Duration, DurationUnit, Money, PartialDate, Period, Text, Value
from app.instruments.model import Question, Questionnaire
from app.instruments.questions import list_codes, place_questions
from app.instruments.vocabulary import QuestionType
from app.questionnaire.model import Answer, AnswerSheet, Basis
from app.reports.content import CaseFacts, SummaryContent
from app.reports.imprint import Imprint, Level
from app.reports.pdf import FRAME, SUMMARY, Printable, make_summary_pdf, prepare_summary
from app.reports.printer import Printer
from app.reports.render import render_summary
from app.reports.summary import build_summary
from app.reports.typesetter import open_page, read_stylesheet
from app.reports.wording import Wording
from app.services.library import find_sources, load_library, pin_newest
from app.store.ids import AccountId, CaseId, InterviewId
from app.store.records import InterviewRecord
from app.store.spool import SealedSpool
from benchmarks.timing import compare

_ROOT: Final = Path(__file__).resolve().parents[1]
_NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)
STEP: Final = 50
_VALUES: Final[dict[QuestionType, Value]] = {
    QuestionType.WHOLE_NUMBER: 7,
    QuestionType.MONEY: Money(Decimal(100), "XTS", Period.MONTH),
    QuestionType.DURATION: Duration(6, DurationUnit.MONTHS),
    QuestionType.DATE: PartialDate(2024, 5),
    QuestionType.TEXT: Text("In her own words. " * 20),
    QuestionType.COUNTRY: "ZZ",
    QuestionType.LANGUAGE: "ne",
}


@dataclass(frozen=True)
class Printed:
    """What is printed, again and again."""

    content: SummaryContent
    wording: Wording
    imprint: Imprint
    carried: str

    def render(self) -> str:
        """Give the HTML."""
        return render_summary(self.content, self.wording, self.imprint)

    def print_ours(self) -> bytes:
        """Print it as the application does."""
        return make_summary_pdf(self.content, self.wording, self.imprint, self.carried)

    def prepare(self) -> Printable:
        """Give what the application hands to the process that prints."""
        return prepare_summary(self.content, self.wording, self.imprint, self.carried)

    def print_untagged(self) -> bytes:
        """Print it as the application does, but without tags, archival and attachment."""
        styles = [read_stylesheet(each) for each in (FRAME, SUMMARY)]
        return bytes(open_page(self.render()).write_pdf(stylesheets=styles))

    def print_plainly(self) -> bytes:
        """Print it as one would who takes WeasyPrint as it comes: no tags, nothing kept."""
        texts = [each.read_text(encoding="utf-8") for each in (FRAME, SUMMARY)]
        # Tables are laid out as stylesheets do that don't say how.
        styles = [weasyprint.CSS(string=text.replace("table-layout: fixed;", "")) for text in texts]
        written = weasyprint.HTML(string=self.render()).write_pdf(stylesheets=styles)
        return bytes(written)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.paper", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--documents", type=int, default=0)
    asked = parser.parse_args()
    printed = _prepare()
    ways: dict[str, Callable[[], object]] = {
        "WeasyPrint as it comes": printed.print_plainly,
        "as the application sets it": printed.print_untagged,
        "the same, tagged, archival, with its attachment": printed.print_ours,
        "only the HTML": printed.render,
    }
    for way in ways.values():
        way()
    compared = compare(ways, asked.rounds)
    names = list(ways)
    print(
        "| what | seconds of a core | of the first row | of the row before |\n|---|---:|---:|---:|"
    )
    for before, name in zip((names[0], *names), names, strict=False):
        each = compared[name]
        shares = f"{each.shares[names[0]]:.2f} | {each.shares[before]:.2f}"
        print(f"| {name} | {each.cores:.2f} | {shares} |")
    if asked.documents:
        _print_many(printed, asked.documents)


def _print_many(printed: Printed, count: int) -> None:
    print("\n| documents | MiB, printing | MiB, asking |\n|---:|---:|---:|")
    asking = psutil.Process()
    with closing(Printer()) as printer, closing(SealedSpool()) as spool:
        for number in range(1, count + 1):
            spool.add(printer.make(printed.prepare()))
            if number % STEP == 0:
                (process,) = (each for each in asking.children() if "spawn_main" in _name(each))
                held = [each.memory_info().rss / 2**20 for each in (process, asking)]
                print(f"| {number} | {held[0]:.0f} | {held[1]:.0f} |", flush=True)


def _name(process: psutil.Process) -> str:
    return " ".join(process.cmdline())


def _prepare() -> Printed:
    sources = _find_sources()
    interview = Interview(_answer_all(sources.questionnaire.item), {}, _NOW.date())
    facts = CaseFacts(
        case_number="T-2026-0000-0000",
        organisation="Inspectorate",
        interviewer="Inspector",
        interviewed_on=(date(2026, 11, 22),),
        language="en",
        interpreter=False,
        state="submitted",
        printed_on=_NOW.date(),
    )
    wording = Wording(Locale("en"), NullTranslations())
    imprint = Imprint(Level.FULL, "0" * 64, _NOW, "D-2026", "https://example.org/verify", "0" * 64)
    return Printed(build_summary(assess(sources, interview), facts), wording, imprint, "{}" * 4_000)


def _find_sources() -> Sources:
    library = load_library(_ROOT / "indicators", _ROOT / "rules")
    pins = pin_newest(library, "full-assessment", None, "zz")
    record = InterviewRecord(
        id=InterviewId(""),
        case_id=CaseId(""),
        questionnaire=pins.questionnaire,
        parameters=pins.parameters,
        rule_sets=pins.rule_sets,
        country="ZZ",
        language=None,
        started_at=_NOW,
        started_by=AccountId(0),
    )
    return find_sources(library, record)


def _answer_all(questionnaire: Questionnaire) -> AnswerSheet:
    questions = (each.question for each in place_questions(questionnaire))
    return AnswerSheet({each.id: Answer(each.id, _choose(each), Basis.TOLD) for each in questions})


def _choose(question: Question) -> Value:
    codes = list_codes(question)
    if not codes:
        return _VALUES[question.type]
    several = question.type is QuestionType.SEVERAL_CHOICES
    return frozenset(codes[1:3]) if several else codes[-1]


if __name__ == "__main__":
    main()
