"""How far two people agree who coded the same interviews, over all that are within reach."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from app.assessment.coding import (
    AMOUNTS,
    CodePair,
    Coding,
    Item,
    pair_codes,
    pair_presumptions,
    pair_states,
)
from app.cases.roles import Permission
from app.cases.second_coding import CodingBasis
from app.datasets.agreement import Agreement, Obstacle, measure_agreement
from app.instruments.ids import IndicatorId
from app.instruments.model import Catalogue, Question
from app.instruments.questions import PlacedQuestion, find_option, place_questions
from app.instruments.vocabulary import QuestionType
from app.services.actors import Actor
from app.services.case_lists import find_result
from app.services.interviews import Screening, load_screening
from app.services.workplace import Workplace
from app.store.interviews import get_interview
from app.store.log import Deed, note_act
from app.store.records import SecondCodingRecord
from app.store.second_codings import list_finished_codings


@dataclass(frozen=True)
class Row:
    """How far the codings of one thing agree; `left_out` were coded by one or by none."""

    label: str
    agreement: Agreement
    left_out: int = 0
    choices: tuple["Row", ...] = ()


@dataclass(frozen=True)
class Group:
    """Rows that stand together: the questions of a section, the indicators of a dimension."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class AgreementReport:
    """Everything that is counted; no row tells what anybody coded."""

    codings: int
    present: int
    presumption: Row
    questions: tuple[Group, ...]
    indicators: tuple[Group, ...]


@dataclass
class _Tally:
    """What was given so far for one thing."""

    pairs: Counter[tuple[object, object]] = field(default_factory=Counter)
    left_out: int = 0

    def add(self, pair: CodePair | None) -> None:
        if pair is None:
            self.left_out += 1
        else:
            self.pairs[pair.first, pair.second] += 1

    def read(self, label: str, known: Obstacle | None = None) -> Row:
        return Row(label, measure_agreement(self.pairs, known), self.left_out)


@dataclass
class _Tallies:
    """What was given so far for everything, and the words for it, those of the latest version."""

    presumption: _Tally = field(default_factory=_Tally)
    questions: dict[Item, _Tally] = field(default_factory=dict)
    placed: dict[str, PlacedQuestion] = field(default_factory=dict)
    indicators: dict[str, _Tally] = field(default_factory=dict)
    catalogues: dict[str, Catalogue] = field(default_factory=dict)


def measure(session: Session, workplace: Workplace, actor: Actor) -> AgreementReport | None:
    """Count over all interviews within reach that were coded twice; None if the person may not."""
    reach = actor.reach(Permission.READ_AGREEMENT)
    if reach is None:
        return None
    codings = list_finished_codings(session, reach)
    note_act(session, Deed.COUNTED, "second_codings")
    tallies = _Tallies()
    for coding in codings:
        _count(session, workplace, coding, tallies)
    return AgreementReport(
        codings=len(codings),
        present=sum(each.basis is CodingBasis.PRESENT for each in codings),
        presumption=tallies.presumption.read(""),
        questions=tuple(_group_questions(tallies)),
        indicators=tuple(_group_indicators(tallies)),
    )


def _count(
    session: Session, workplace: Workplace, coding: SecondCodingRecord, tallies: _Tallies
) -> None:
    if coding.sheet_id is None or coding.content is None:
        return
    first = load_screening(session, workplace, get_interview(session, coding.interview_id))
    second = load_screening(session, workplace, get_interview(session, coding.sheet_id), coding)
    result = find_result(session, workplace, first.record)
    if result is None:
        return
    catalogue = second.sources.catalogue
    tallies.catalogues[catalogue.name] = catalogue.item
    _count_questions(first, second, tallies)
    for name, pair in pair_states(result.content, coding.content).items():
        tallies.indicators.setdefault(name, _Tally()).add(pair)
    tallies.presumption.add(pair_presumptions(result.content, coding.content))


def _count_questions(first: Screening, second: Screening, tallies: _Tallies) -> None:
    questionnaire = second.sources.questionnaire.item
    for placed in place_questions(questionnaire):
        tallies.placed[placed.question.id] = placed
    codings = (Coding(each.interview, each.way) for each in (first, second))
    for item, pair in pair_codes(questionnaire, *codings):
        tallies.questions.setdefault(item, _Tally()).add(pair)


def _group_questions(tallies: _Tallies) -> Iterable[Group]:
    """Give the questions by section, in the order of the questionnaires that were used."""
    sections: dict[str, list[Row]] = {}
    for item, tally in tallies.questions.items():
        if item.option is None:
            placed = tallies.placed[item.question]
            row = _read_question(placed.question, tally, tallies.questions)
            sections.setdefault(placed.section.title, []).append(row)
    return (Group(title, tuple(rows)) for title, rows in sections.items())


def _read_question(question: Question, tally: _Tally, all_of_them: Mapping[Item, _Tally]) -> Row:
    if question.type in AMOUNTS:
        return tally.read(question.ask, Obstacle.NO_CODES)
    if question.type is not QuestionType.SEVERAL_CHOICES:
        return tally.read(question.ask)
    choices = tuple(
        each.read(_label_option(question, item.option))
        for item, each in all_of_them.items()
        if item.question == question.id and item.option is not None
    )
    return replace(tally.read(question.ask, Obstacle.EACH_CHOICE), choices=choices)


def _label_option(question: Question, code: str) -> str:
    option = find_option(question, code)
    return code if option is None else option.label


def _group_indicators(tallies: _Tallies) -> Iterable[Group]:
    """Give the indicators of the leading catalogue by dimension, in its order."""
    dimensions: dict[str, dict[IndicatorId, Row]] = {}
    for catalogue in tallies.catalogues.values():
        titles = {str(each.id): each.label for each in catalogue.dimensions}
        for indicator in catalogue.indicators:
            tally = tallies.indicators.get(str(indicator.id))
            title = titles.get(indicator.id.partition(".")[0])
            if tally is not None and title is not None:
                rows = dimensions.setdefault(title, {})
                rows[indicator.id] = tally.read(indicator.label)
    return (Group(title, tuple(rows.values())) for title, rows in dimensions.items())
