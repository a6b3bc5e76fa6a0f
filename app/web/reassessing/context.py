"""What newer versions change in a result, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.assessment.compare import ResultChange, StateChange, VersionChange
from app.assessment.model import Edition, Sources
from app.services.interviews import Screening
from app.services.reassessing import Reassessment
from app.web.locale import write_moment
from app.web.reassessing.wording import KINDS, word_code


@dataclass(frozen=True)
class Changed:
    """Something that is not what it was, and which rule set and group say so."""

    what: str
    before: str
    after: str
    said_by: str = ""


@dataclass(frozen=True)
class ReassessmentPage:
    """The first result and the newest; without changes, the newest says the same."""

    back_address: str
    case_number: str
    first_at: str
    last_at: str
    results: tuple[Changed, ...]
    indicators: tuple[Changed, ...]
    versions: tuple[Changed, ...]
    comes_out_the_same: bool


def build_page(screening: Screening, found: Reassessment) -> ReassessmentPage:
    """Give what is different between the first result of an interview and its newest."""
    labels = list_labels((screening.sources, found.newest))
    diff = found.diff
    child = () if diff.child is None else (_tell_child(*diff.child),)
    return ReassessmentPage(
        back_address=url_for("cases.show", number=screening.case.number),
        case_number=screening.case.number,
        first_at=write_moment(found.first.made_at),
        last_at=write_moment(found.last.made_at),
        results=(*child, *(_tell_result(each, labels) for each in diff.results)),
        indicators=tuple(_tell_indicator(each, labels) for each in diff.indicators),
        versions=tuple(_tell_version(each) for each in diff.versions),
        comes_out_the_same=diff.comes_out_the_same,
    )


def list_labels(all_sources: Iterable[Sources]) -> dict[str, str]:
    """Give the words of codes; where two versions differ in them, those of the later one."""
    labels: dict[str, str] = {}
    for sources in all_sources:
        for catalogue in (sources.catalogue.item, *(each.item for each in sources.further)):
            labels |= {str(each.id): each.label for each in catalogue.groups}
            labels |= {str(each.id): each.label for each in catalogue.dimensions}
            labels |= {str(each.id): each.label for each in catalogue.indicators}
        for edition in (*sources.leading, *sources.others):
            labels |= _list_labels_of_rules(edition)
    return labels


def _list_labels_of_rules(edition: Edition) -> dict[str, str]:
    """Give words by rule set and code: the same code may mean another thing in another one."""
    rule_set = edition.published.item
    titles = {str(code): each.title for code, each in rule_set.findings.items()}
    titles |= {f"outcome {row.code}": row.label for row in rule_set.outcomes}
    named = {f"{rule_set.id} {code}": words for code, words in titles.items()}
    return {str(rule_set.id): rule_set.title, **named}


def _tell_result(change: ResultChange, labels: Mapping[str, str]) -> Changed:
    if change.kind == "outcome":
        what = gettext("Outcome")
        before, after = (
            _word_outcomes(change.rule_set, codes, labels)
            for codes in (change.before, change.after)
        )
    else:
        what = labels.get(f"{change.rule_set} {change.name}") or labels.get(change.name)
        what = what or change.name
        before, after = (word_code(*codes) for codes in (change.before, change.after))
    title = labels.get(change.rule_set, change.rule_set)
    group = labels.get(change.group or "", "")
    said_by = f"{title} · {group}" if group else title
    return Changed(what, before, after, said_by)


def _word_outcomes(rule_set: str, codes: tuple[str, ...], labels: Mapping[str, str]) -> str:
    words = [labels.get(f"{rule_set} outcome {code}", code) for code in codes]
    if len(words) < 2:
        return words[0] if words else word_code()
    return str(gettext("open; still possible: %(outcomes)s", outcomes="; ".join(words)))


def _tell_indicator(change: StateChange, labels: Mapping[str, str]) -> Changed:
    states = {"yes": "present", "no": "absent", "unknown": "open", None: ""}
    before, after = (states[each] for each in (change.before, change.after))
    what = labels.get(change.indicator, change.indicator)
    return Changed(what, word_code(before), word_code(after))


def _tell_version(change: VersionChange) -> Changed:
    none = word_code()
    return Changed(str(KINDS[change.kind]), change.before or none, change.after or none)


def _tell_child(before: str, after: str) -> Changed:
    codes = {"yes": "yes", "no": "no", "unknown": "open"}
    what = gettext("Under 18 when recruited or at work")
    return Changed(what, word_code(codes[before]), word_code(codes[after]))
