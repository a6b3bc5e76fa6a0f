"""Build pure things for tests: each builder gives the plainest one that is whole and valid."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.conditions.facts import Facts, ParameterValue
from app.conditions.model import Measure, WorkPeriod
from app.conditions.values import DurationUnit, Money, PartialDate, Period, Silence, Value
from app.documents.reader import Document, parse_document
from app.instruments.ids import QuestionId
from app.instruments.model import Question, Questionnaire
from app.questionnaire.model import Answer, AnswerSheet, Basis

TODAY = date(2026, 11, 22)
WORK = WorkPeriod(began="began", ended="ended", still_working="still_working")
TYPED = {"whole_number", "money", "duration", "date", "text", "country", "language"}


def document(text: str) -> Document:
    return parse_document(text.encode(), "file.yaml")


def question(identity: str = "papers_held", kind: str = "yes_no", **keys: object) -> Question:
    whole: dict[str, object] = {"id": identity, "type": kind, "ask": f"What of {identity}?"}
    if kind in TYPED:
        whole["thing"] = "what you were asked"
    if kind == "whole_number":
        whole |= {"minimum": 0, "maximum": 100}
    if kind in {"one_choice", "several_choices"}:
        whole["options"] = [{"code": code, "label": code.title()} for code in ("me", "boss")]
    return Question.model_validate(whole | keys)


def questionnaire(*questions: Question, **keys: object) -> Questionnaire:
    asked = questions or (question(),)
    topic = {"id": "papers", "title": "Papers", "questions": asked}
    whole: dict[str, object] = {
        "id": "short",
        "version": "1.0.0",
        "title": "Short",
        "description": "A few questions.",
        "catalogues": [{"id": "signs", "version": "1.0.0", "provenance": "proposal"}],
        "languages": ["en"],
        "child_when": {asked[0].id: "yes"},
        "sections": [{"id": "story", "title": "Story", "topics": [topic]}],
        "indicators": {},
    }
    return Questionnaire.model_validate(whole | keys)


def sheet(**answers: Value | Silence) -> AnswerSheet:
    return AnswerSheet(
        {
            QuestionId(name): Answer(QuestionId(name), value, Basis.TOLD)
            for name, value in answers.items()
        }
    )


def facts(
    answers: Mapping[str, Value | Silence] | None = None,
    *,
    measures: Mapping[str, Measure] | None = None,
    parameters: Mapping[str, tuple[ParameterValue, ...]] | None = None,
    work: WorkPeriod | None = None,
    counts_as_no: frozenset[str] = frozenset(),
    today: date = TODAY,
) -> Facts:
    return Facts(answers or {}, measures or {}, parameters or {}, work, today, counts_as_no)


def money(amount: str | int, currency: str = "XTS", period: str = "hour") -> Money:
    return Money(Decimal(amount), currency, Period(period))


def in_force(
    value: Money | Decimal | int | None, begins: str = "1990-01-01", ends: str = "9999-12-31"
) -> ParameterValue:
    number = Decimal(value) if isinstance(value, int) else value
    return ParameterValue(number, date.fromisoformat(begins), date.fromisoformat(ends))


def day(written: str, *, about: bool = False) -> PartialDate:
    """Give `2024`, `2024-05` or `2024-05-17` as a date known as exactly as it is written."""
    year, *parts = (int(part) for part in written.split("-"))
    month, on = (*parts, None, None)[:2]
    return PartialDate(year, month, on, about)


DAYS, WEEKS, MONTHS, YEARS = DurationUnit
