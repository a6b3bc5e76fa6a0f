"""What a summary of one interview says, as plain frozen data: the page and the PDF show the same.

Content holds codes, values and the words of instruments; templates make the sentences. Nothing in
it can query or change anything.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from app.assessment.explain import GivenAnswer, Grounds, IndicatorExplanation, SectionAnswers
from app.conditions.truth import Truth
from app.engine.result import DimensionStatus, FindingStatus
from app.instruments.vocabulary import Provenance, Strength
from app.reports.origins import Backing, Origins


@dataclass(frozen=True)
class CaseFacts:
    """What is known of the case and the interview besides the answers.

    `interviewer` is the name or role as the organisation wants it shown; `state` and `language`
    are codes. A summary never bears the name of the person who was interviewed.
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
class Part:
    """One statement of a rule: what it expects of a dimension or indicator, and if that is so.

    `label` is empty where the rule speaks of any dimension or indicator.
    """

    subject: str
    label: str
    expected: tuple[str, ...]
    truth: Truth


@dataclass(frozen=True)
class Finding:
    """A finding with its rule's reason, and the parts of the rule that make it what it is."""

    code: str
    title: str
    status: FindingStatus
    because: str
    backing: Backing
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Outcome:
    """A row of the outcome table."""

    code: str
    label: str
    because: str
    backing: Backing


@dataclass(frozen=True)
class StrengthClause:
    """How many indicators of a strength a dimension needs; weaker ones may be meant too.

    Without a strength all of them count.
    """

    strength: Strength | None
    or_weaker: bool
    count: int


@dataclass(frozen=True)
class GradedIndicator:
    """An indicator with its strength in a group of people, where its catalogue gives one."""

    explanation: IndicatorExplanation
    strength: Strength | None
    provenance: Provenance | None


@dataclass(frozen=True)
class Dimension:
    """A dimension with its indicators, strongest first; those present fulfil `clause`, if any."""

    code: str
    label: str
    status: DimensionStatus
    clause: tuple[StrengthClause, ...]
    present: tuple[GradedIndicator, ...]
    absent: tuple[GradedIndicator, ...]
    open: tuple[GradedIndicator, ...]


@dataclass(frozen=True)
class Result:
    """What one rule set says for one group. `possible` has one outcome where it is decided."""

    rule_set: str
    version: str
    title: str
    group: str
    findings: tuple[Finding, ...]
    possible: tuple[Outcome, ...]
    dimensions: tuple[Dimension, ...]

    @property
    def presumption(self) -> FindingStatus | None:
        """Give the presumption of trafficking, where the rule set speaks of one."""
        return next((each.status for each in self.findings if each.code == "presumption"), None)

    @property
    def outcome(self) -> Outcome | None:
        """Give the outcome, or None while it is open."""
        return self.possible[0] if len(self.possible) == 1 else None

    @property
    def positive(self) -> tuple[Dimension, ...]:
        """Give the dimensions that add up."""
        return tuple(each for each in self.dimensions if each.status is DimensionStatus.POSITIVE)

    @property
    def lone_signs(self) -> tuple[GradedIndicator, ...]:
        """Give what is present, strongest first, in dimensions that don't add up."""
        signs = [
            indicator
            for dimension in self.dimensions
            if dimension.status is not DimensionStatus.POSITIVE
            for indicator in dimension.present
        ]
        order = (*Strength, None)
        return tuple(sorted(signs, key=lambda each: order.index(each.strength)))

    @property
    def usual_provenance(self) -> Provenance | None:
        """Give the mark that most of the strengths of present indicators bear."""
        marks = (sign.provenance for each in self.dimensions for sign in each.present)
        return next((mark for mark, _ in Counter(filter(None, marks)).most_common(1)), None)


@dataclass(frozen=True)
class Comparison:
    """What another rule set says beside a leading one, and whether it says something else."""

    result: Result
    differs: bool


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
    beside: tuple[Comparison, ...]
    profile: tuple[ProfileEntry, ...]
    conflicts: tuple[IndicatorExplanation, ...]
    origins: Origins
    sections: tuple[SectionAnswers, ...]

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
