"""An assessment: what follows from one person's answers, with the versions that were used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from app.conditions.evaluate import Trace
from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.model import RuleSet
from app.engine.profile import ProfileEntry
from app.engine.result import FindingStatus, RuleSetResult
from app.instruments.catalogue import Published
from app.instruments.ids import GroupId, IndicatorId, QuestionId
from app.instruments.model import (
    Catalogue,
    Danger,
    Indicator,
    Module,
    Parameters,
    Questionnaire,
)
from app.instruments.questions import PlacedQuestion, map_questions
from app.questionnaire.model import AnswerSheet
from app.questionnaire.path import Way

CHILD = GroupId("child")
ADULT = GroupId("adult")


@dataclass(frozen=True)
class Setting:
    """An indicator that the interviewer set, with the reason.

    A set yes wins over no and unknown; a set no never beats a yes from the answers.
    """

    indicator: IndicatorId
    present: bool
    reason: str


Settings: TypeAlias = Mapping[IndicatorId, Setting]


@dataclass(frozen=True)
class Edition:
    """One version of a rule set, compiled for one group."""

    published: Published[RuleSet]
    compiled: CompiledRuleSet


@dataclass(frozen=True)
class Sources:
    """The versions that an assessment uses.

    `leading` holds the default rule sets, `others` those that are shown beside them. Without
    `parameters` every indicator that needs one stays unknown. With a `module`, `questionnaire` is
    already extended by it; its name and fingerprint are still those of its own file. `further`
    holds the catalogues that the rule sets in `others` read besides the leading one.
    """

    questionnaire: Published[Questionnaire]
    catalogue: Published[Catalogue]
    eleven: Published[Catalogue]
    parameters: Published[Parameters] | None
    leading: tuple[Edition, ...]
    others: tuple[Edition, ...]
    module: Published[Module] | None = None
    further: tuple[Published[Catalogue], ...] = ()


@dataclass(frozen=True)
class Interview:
    """What one person said so far, what the interviewer set, and the day of the interview."""

    sheet: AnswerSheet
    settings: Settings
    day: date


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator, with what the answers say and what the interviewer set.

    `not_asked` and `not_answered` name the shown questions that an unknown indicator waits for;
    `missing` says in codes what else is missing (`parameter:minimum_wage`, `currency`, …).
    `derived` is None where the questionnaire has no condition for the indicator.
    """

    indicator: Indicator
    truth: Truth
    derived: Trace | None
    setting: Setting | None
    not_asked: tuple[QuestionId, ...]
    not_answered: tuple[QuestionId, ...]
    missing: tuple[str, ...]

    @property
    def is_in_conflict(self) -> bool:
        """Say whether the answers and the interviewer say opposite things."""
        if self.setting is None or self.derived is None:
            return False
        opposite = Truth.NO if self.setting.present else Truth.YES
        return self.derived.truth is opposite


@dataclass(frozen=True)
class OpenQuestion:
    """A question that could still change the result.

    `rank` is the size of the smallest set of unknown indicators, this one's among them, that
    could decide; `indicators` are the deciding ones that the question feeds. A question about age
    decides which rules apply: it has rank 1 and no indicator of its own.
    """

    question: QuestionId
    rank: int
    indicators: tuple[IndicatorId, ...]


@dataclass(frozen=True)
class Openness:
    """What could still change the result.

    `beyond` are deciding indicators that no question of this questionnaire feeds; `lacking` are
    those that wait for something that is no question, with its codes.
    """

    not_asked: tuple[OpenQuestion, ...]
    not_answered: tuple[OpenQuestion, ...]
    beyond: tuple[IndicatorId, ...]
    lacking: tuple[tuple[IndicatorId, tuple[str, ...]], ...]

    @property
    def nothing_left_to_ask(self) -> bool:
        """Say whether no question that is left to ask can change the result."""
        return not self.not_asked

    @property
    def stays_open(self) -> bool:
        """Say whether something other than the next questions could still change the result."""
        return bool(self.not_answered or self.beyond or self.lacking)


@dataclass(frozen=True)
class Assessment:
    """Everything that follows from an interview. `leading` has the child's result first.

    `indicators` are those of the leading catalogue, `further` those of the other ones.
    """

    sources: Sources
    interview: Interview
    way: Way
    child: Truth
    dangers: tuple[Danger, ...]
    indicators: Mapping[IndicatorId, IndicatorResult]
    further: Mapping[IndicatorId, IndicatorResult]
    leading: tuple[RuleSetResult, ...]
    others: tuple[RuleSetResult, ...]
    profile: tuple[ProfileEntry, ...]
    openness: Openness

    @cached_property
    def questions(self) -> Mapping[QuestionId, PlacedQuestion]:
        """Give the questions of the interview by id; pages ask for them hundreds of times."""
        return map_questions(self.sources.questionnaire.item)

    @property
    def is_presumed(self) -> FindingStatus:
        """Give the presumption of trafficking of the result that stands first."""
        return next(
            finding.status
            for finding in self.leading[0].findings.values()
            if finding.finding == "presumption"
        )
