"""What the result page needs: the content of the summary, and where its links lead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.instruments.ids import IndicatorId, QuestionId, TopicId
from app.reports.content import SummaryContent
from app.reports.wording import Wording
from app.web import components


@dataclass(frozen=True)
class Addresses:
    """Where the page leads. Without `may_change` there are no links to questions.

    `documents` is empty while there is nothing to issue, `summary` where nothing may be printed.
    """

    back: str
    result: str
    summary: str
    may_change: bool
    topic: Callable[[TopicId], str]
    indicator: Callable[[IndicatorId], str]
    documents: str = ""


@dataclass(frozen=True)
class ResultPage:
    """The result of one interview. Without the right to change it, the three mappings are empty."""

    content: SummaryContent
    wording: Wording
    dangers: tuple[components.Danger, ...]
    questions: Mapping[QuestionId, str]
    topics: Mapping[TopicId, str]
    indicators: Mapping[IndicatorId, str]
    may_change: bool
    back_address: str
    summary_address: str
    documents_address: str


def build_result_page(
    content: SummaryContent, wording: Wording, addresses: Addresses
) -> ResultPage:
    """Give the page of a summary; each question leads to its place on the page of its topic."""
    topics = _list_topics(content, addresses) if addresses.may_change else {}
    return ResultPage(
        content=content,
        wording=wording,
        dangers=components.join_dangers(
            components.Danger(
                danger.code,
                danger.say,
                tuple(components.Contact(each.label, each.telephone) for each in danger.contacts),
            )
            for danger in content.dangers
        ),
        questions={
            answer.question: f"{topics[answer.topic]}#{answer.question}"
            for section in content.sections
            for topic in section.topics
            for answer in topic.answers
            if answer.topic in topics
        },
        topics=topics,
        indicators=_list_indicators(content, addresses) if addresses.may_change else {},
        may_change=addresses.may_change,
        back_address=addresses.back,
        summary_address=addresses.summary,
        documents_address=addresses.documents,
    )


def _list_topics(content: SummaryContent, addresses: Addresses) -> dict[TopicId, str]:
    return {
        topic.topic: addresses.topic(topic.topic)
        for section in content.sections
        for topic in section.topics
    }


def _list_indicators(content: SummaryContent, addresses: Addresses) -> dict[IndicatorId, str]:
    names = (
        sign.explanation.indicator
        for result in content.results
        for dimension in result.dimensions
        for sign in (*dimension.present, *dimension.open, *dimension.absent)
    )
    beyond = (each.indicator for each in content.openness.beyond)
    return {name: addresses.indicator(name) for name in (*names, *beyond)}
