"""The full assessment as answered for decided cases, from `tests/journeys/answers/`."""

from pathlib import Path

from app.conditions.values import PartialDate, Silence, Text, Value
from app.documents.reader import Data, load_document
from app.instruments.model import Question, Questionnaire
from app.instruments.questions import map_questions
from app.instruments.vocabulary import QuestionType
from app.questionnaire.model import Answer, AnswerSheet, Basis

FOLDER = Path(__file__).parent / "answers"


def read_entries(case: str) -> dict[str, dict[str, Data]]:
    """Give the entries of a case as they stand in its file, by the id of the question."""
    data = load_document(FOLDER / f"{case}.yaml", case).data
    assert isinstance(data, dict)
    entries = {}
    for question, entry in data.items():
        assert isinstance(entry, dict), question
        entries[question] = entry
    return entries


def read_sheet(case: str, questionnaire: Questionnaire) -> AnswerSheet:
    """Give the answers of a case as a sheet. An entry for no question is a KeyError."""
    placed = {str(name): each.question for name, each in map_questions(questionnaire).items()}
    answers = {
        placed[name].id: _read_answer(placed[name], entry)
        for name, entry in read_entries(case).items()
    }
    return AnswerSheet(answers)


def _read_answer(question: Question, entry: dict[str, Data]) -> Answer:
    silence = entry.get("silence")
    if isinstance(silence, str):
        return Answer(question.id, Silence(silence), Basis.TOLD)
    return Answer(question.id, _read_value(question, entry["value"]), Basis(entry["basis"]))


def _read_value(question: Question, raw: Data) -> Value:
    if isinstance(raw, list):
        return frozenset(str(code) for code in raw)
    if isinstance(raw, dict):
        numbers = {part: int(str(raw[part])) for part in ("month", "day") if part in raw}
        return PartialDate(int(str(raw["year"])), about="about" in raw, **numbers)
    if question.type is QuestionType.WHOLE_NUMBER:
        return int(raw)
    return Text(raw) if question.type is QuestionType.TEXT else raw
