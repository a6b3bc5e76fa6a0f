"""From an assessment to what its summary says."""

from collections.abc import Iterator, Mapping

from app.assessment.explain import (
    IndicatorExplanation,
    explain_age,
    explain_indicators,
    find_answers,
    list_answers,
)
from app.assessment.model import Assessment
from app.conditions.truth import Truth
from app.conditions.values import Silence
from app.instruments.ids import IndicatorId
from app.questionnaire.model import Basis
from app.reports.comparison import compare_rule_sets
from app.reports.content import (
    CaseFacts,
    Contact,
    Danger,
    Lacking,
    Open,
    Openness,
    ProfileEntry,
    Progress,
    SummaryContent,
)
from app.reports.findings import Result
from app.reports.origins import list_origins
from app.reports.results import build_result
from app.reports.reviewed import NOT_REVIEWED, Reviewed

Explanations = Mapping[IndicatorId, IndicatorExplanation]


def build_summary(
    assessment: Assessment, case: CaseFacts, reviewed: Reviewed = NOT_REVIEWED
) -> SummaryContent:
    """Give everything that page and PDF show of one interview."""
    explanations = explain_indicators(assessment)
    results = _build_results(assessment, explanations)
    return SummaryContent(
        case=case,
        child=assessment.child,
        age=explain_age(assessment),
        progress=_measure_progress(assessment),
        dangers=tuple(_list_dangers(assessment)),
        results=results,
        openness=_build_openness(assessment, explanations),
        comparison=compare_rule_sets(assessment, results, explanations),
        profile=tuple(_list_profile(assessment, explanations)),
        conflicts=tuple(each for each in explanations.values() if each.is_in_conflict),
        origins=list_origins(assessment),
        sections=list_answers(assessment),
        reviewed=reviewed,
    )


def _build_results(assessment: Assessment, explanations: Explanations) -> tuple[Result, ...]:
    compiled = {
        (each.compiled.rule_set.id, each.compiled.group): each.compiled
        for each in assessment.sources.leading
    }
    return tuple(
        build_result(compiled[one.rule_set, one.group], explanations) for one in assessment.leading
    )


def _measure_progress(assessment: Assessment) -> Progress:
    answers = [
        answer
        for section in list_answers(assessment)
        for topic in section.topics
        for answer in topic.answers
    ]
    not_asked = sum(answer.value is Silence.NOT_ASKED for answer in answers)
    silent = sum(isinstance(answer.value, Silence) for answer in answers) - not_asked
    return Progress(
        answered=len(answers) - silent - not_asked,
        silent=silent,
        not_asked=not_asked,
        assumed=sum(answer.basis is Basis.ASSUMED for answer in answers),
    )


def _list_dangers(assessment: Assessment) -> Iterator[Danger]:
    parameters = assessment.sources.parameters
    contacts = {} if parameters is None else {each.id: each for each in parameters.item.contacts}
    for danger in assessment.dangers:
        called = (contacts[name] for name in danger.contacts if name in contacts)
        yield Danger(
            danger.id, danger.say, tuple(Contact(each.label, each.telephone) for each in called)
        )


def _build_openness(assessment: Assessment, explanations: Explanations) -> Openness:
    openness = assessment.openness
    not_asked, not_answered = (
        tuple(
            Open(
                answer=find_answers(assessment, [each.question])[0],
                rank=each.rank,
                indicators=tuple(explanations[name].label for name in each.indicators),
            )
            for each in questions
        )
        for questions in (openness.not_asked, openness.not_answered)
    )
    return Openness(
        not_asked=not_asked,
        not_answered=not_answered,
        beyond=tuple(explanations[name] for name in openness.beyond),
        lacking=tuple(
            Lacking(explanations[name].label, missing) for name, missing in openness.lacking
        ),
    )


def _list_profile(assessment: Assessment, explanations: Explanations) -> Iterator[ProfileEntry]:
    present = {name for name, result in assessment.indicators.items() if result.truth is Truth.YES}
    for entry in assessment.profile:
        fed_by = (explanations[name].label for name in entry.feeders if name in present)
        # Two indicators may bear one label, such as debt bondage when recruited and at work.
        named_once = tuple(dict.fromkeys(fed_by))
        yield ProfileEntry(entry.number, entry.label, entry.truth, named_once)
