"""What a summary of one interview says, as plain frozen data: the page and the PDF show the same.

Content holds codes, values and the words of instruments; templates make the sentences. Nothing in
it can query or change anything.
"""

from dataclasses import dataclass
from datetime import date

from app.assessment.explain import GivenAnswer, Grounds, IndicatorExplanation, SectionAnswers
from app.conditions.truth import Truth
from app.engine.result import FindingStatus
from app.reports.evidence import EvidenceListed
from app.reports.findings import Finding, Result
from app.reports.origins import Origins
from app.reports.reviewed import NOT_REVIEWED, Reviewed
from app.reports.sides import Comparison


@dataclass(frozen=True)
class CaseFacts:
    """What is known of the case and the interview besides the answers.

    `interviewer` is the name or role as the organisation wants it shown; `state` is in words, see
    `case_words`; `language` is a code. A summary never bears the name of the person who was
    interviewed.
    """

    case_number: str
    organisation: str
    interviewer: str
    interviewed_on: tuple[date, ...]
    language: str
    interpreter: bool | None
    state: str
    printed_on: date


@dataclass(frozen=True)
class Open:
    """A question that could still change the result, with the indicators that it feeds."""

    answer: GivenAnswer
    rank: int
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Lacking:
    """An indicator that waits for something that is no question, in codes."""

    indicator: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Openness:
    """What could still change the result, best rank first."""

    not_asked: tuple[Open, ...]
    not_answered: tuple[Open, ...]
    beyond: tuple[IndicatorExplanation, ...]
    lacking: tuple[Lacking, ...]

    @property
    def stays_open(self) -> bool:
        """Say whether something could change the result that is not left to ask."""
        return bool(self.not_answered or self.beyond or self.lacking)


@dataclass(frozen=True)
class ProfileEntry:
    """One of the eleven indicators, and the labels of those present that feed it."""

    number: int
    label: str
    truth: Truth
    fed_by: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """Somebody to call."""

    label: str
    telephone: str


@dataclass(frozen=True)
class Danger:
    """An immediate danger that the answers show, and whom to call."""

    code: str
    say: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Progress:
    """How far the interview is: questions that are shown, and how they stand."""

    answered: int
    silent: int
    not_asked: int
    assumed: int


@dataclass(frozen=True)
class SummaryContent:
    """Everything that a summary says. `results` has the child's first where age is not sure."""

    case: CaseFacts
    child: Truth
    age: Grounds
    progress: Progress
    dangers: tuple[Danger, ...]
    results: tuple[Result, ...]
    openness: Openness
    comparison: Comparison
    profile: tuple[ProfileEntry, ...]
    conflicts: tuple[IndicatorExplanation, ...]
    origins: Origins
    sections: tuple[SectionAnswers, ...]
    reviewed: Reviewed = NOT_REVIEWED
    evidence: tuple[EvidenceListed, ...] = ()

    @property
    def settled(self) -> str:
        """Give the presumption where it is the same for every group and decided, or empty text."""
        said = {result.presumption for result in self.results}
        status = said.pop() if len(said) == 1 else None
        return "" if status in (None, FindingStatus.OPEN) else str(status.value)

    @property
    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """Give each finding once, with its group; without one where all results share it."""
        listed = (
            ("" if self._is_shared(finding) else result.group, finding)
            for result in self.results
            for finding in result.findings
        )
        return tuple(dict.fromkeys(listed))

    def _is_shared(self, finding: Finding) -> bool:
        return all(finding in result.findings for result in self.results)
