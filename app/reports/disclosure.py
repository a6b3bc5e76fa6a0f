"""What of a summary a level of disclosure shows: the rest is taken out before anything is rendered.

The whole content is gone through, so that what is added to it later is held to the same rules.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from app.assessment.explain import GivenAnswer, Grounds
from app.assessment.model import Setting
from app.conditions.values import Silence, Text
from app.reports.content import CaseFacts, SummaryContent
from app.reports.evidence import EvidenceListed
from app.reports.imprint import Level
from app.reports.origins import Origins
from app.reports.reviewed import DecisionMade, OverrideSaid

Rule = Callable[[Any], Any]


def disclose(content: SummaryContent, level: Level) -> SummaryContent:
    """Give what a level shows of a summary."""
    rules = RULES[level]
    if not rules:
        return content
    shown: SummaryContent = _rewrite(content, rules)
    is_shareable = level is Level.SHAREABLE
    return replace(shown, sections=(), evidence=()) if is_shareable else shown


def _rewrite(value: Any, rules: Mapping[type, Rule]) -> Any:
    if isinstance(value, tuple):
        return tuple(_rewrite(each, rules) for each in value if not _is_withheld(each, rules))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    rule = rules.get(type(value))
    shown = value if rule is None else rule(value)
    parts = {
        each.name: _rewrite(getattr(shown, each.name), rules) for each in fields(shown) if each.init
    }
    return replace(shown, **parts)


def _is_withheld(value: Any, rules: Mapping[type, Rule]) -> bool:
    """Say whether it is an answer in people's own words, and those are not for this reader."""
    return Text in rules and isinstance(value, GivenAnswer) and isinstance(value.value, Text)


def _without_names(case: CaseFacts) -> CaseFacts:
    return replace(case, interviewer="")


def _without_reason(setting: Setting) -> Setting:
    return replace(setting, reason="")


def _without_words(said: DecisionMade | OverrideSaid) -> DecisionMade | OverrideSaid:
    return replace(said, reason="", by="")


def _without_what_is_said(file: EvidenceListed) -> EvidenceListed:
    return replace(file, said="")


def _without_who_and_when(said: DecisionMade | OverrideSaid) -> DecisionMade | OverrideSaid:
    return replace(_without_words(said), on=None)


def _without_anything(case: CaseFacts) -> CaseFacts:
    return replace(
        _without_names(case),
        case_number="",
        interviewed_on=(),
        language="",
        interpreter=None,
        state="",
    )


def _without_answers(grounds: Grounds) -> Grounds:
    return replace(grounds, answers=(), figures=())


def _without_value(answer: GivenAnswer) -> GivenAnswer:
    is_silence = isinstance(answer.value, Silence)
    return answer if is_silence else replace(answer, value=Silence.NOT_ASKED, chosen=(), basis=None)


def _without_days(origins: Origins) -> Origins:
    """Leave out the country's values: which of them were in force tells when the work was."""
    return replace(origins, parameters=(), missing_parameters=())


_NO_WORDS: Final[Mapping[type, Rule]] = {
    CaseFacts: _without_names,
    Setting: _without_reason,
    DecisionMade: _without_words,
    OverrideSaid: _without_words,
    EvidenceListed: _without_what_is_said,
    Text: lambda text: text,
}
RULES: Final[Mapping[Level, Mapping[type, Rule]]] = {
    Level.FULL: {},
    Level.CASE_NUMBER: _NO_WORDS,
    Level.SHAREABLE: {
        **_NO_WORDS,
        CaseFacts: _without_anything,
        DecisionMade: _without_who_and_when,
        OverrideSaid: _without_who_and_when,
        Grounds: _without_answers,
        GivenAnswer: _without_value,
        Origins: _without_days,
    },
}
