"""What a document carries for machines: in codes, all that its result can be worked out from again.

Free text is left out: no rule reads it, and not everybody who gets the file may read it.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from types import MappingProxyType
from typing import Any, Final

from app.assessment.assess import assess, list_groups
from app.assessment.compare import AssessmentDiff, compare_frozen
from app.assessment.freeze import freeze, freeze_result, list_versions
from app.assessment.model import Interview, Setting, Sources
from app.conditions.truth import Truth
from app.conditions.values import Silence, Text
from app.engine.evaluate import assess_indicators
from app.instruments.ids import IndicatorId, QuestionId
from app.questionnaire.model import Answer, AnswerSheet, Basis
from app.reports.imprint import Level
from app.services.interviews import Screening, assess_screening
from app.services.library import Library, find_sources
from app.store.errors import StoreError
from app.store.ids import AccountId, CaseId, InterviewId
from app.store.records import InterviewRecord, Pin
from app.store.values import decode_value, encode_value

FORMAT: Final = 1
TEXT: Final = {"text": "left out"}


class UnknownFormatError(ValueError):
    """What is carried was not written by this version of Threshold, or was changed."""


@dataclass(frozen=True)
class Recomputed:
    """A carried result worked out again, and what is different then.

    `from_indicators` says that the answers were not carried, so that only the rules were tried.
    """

    is_same: bool
    diff: AssessmentDiff
    from_indicators: bool


def carry(screening: Screening, number: str, level: Level, issued_on: date) -> str:
    """Give the JSON that a document carries; the same document gives the same text."""
    frozen = json.loads(freeze(assess_screening(screening)))
    is_shareable = level is Level.SHAREABLE
    if is_shareable:
        frozen = {name: part for name, part in frozen.items() if name not in ("day", "open")}
    content = {
        "format": FORMAT,
        "document": number,
        "level": level.value,
        "issued_on": issued_on.isoformat(),
        "case": None if is_shareable else screening.case.number,
        "country": screening.record.country,
        "decision": screening.case.decision,
        "versions": _list_pins(screening.record),
        "answers": None if is_shareable else _list_answers(screening.sheet),
        "assessment": frozen,
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1)


def recompute(library: Library, carried: bytes) -> Recomputed:
    """Work a carried result out again by the versions that it names.

    Raises UnknownFormatError, and VersionMissingError if one of the versions is gone or changed.
    """
    try:
        content = json.loads(carried)
        if content["format"] != FORMAT:
            raise UnknownFormatError
        sources = find_sources(library, _read_record(content))
        before = content["assessment"]
        after = _work_out(sources, content)
        diff = compare_frozen(json.dumps(before), json.dumps(after))
    except (ValueError, KeyError, TypeError, AttributeError, StoreError) as error:
        raise UnknownFormatError from error
    return Recomputed(before == after, diff, from_indicators=content["answers"] is None)


def _work_out(sources: Sources, content: dict[str, Any]) -> dict[str, Any]:
    before = content["assessment"]
    if content["answers"] is None:
        return _apply_rules(sources, before)
    sheet, settings = _read_answers(content["answers"]), before["set_by_interviewer"]
    interview = Interview(sheet, _read_settings(settings), date.fromisoformat(before["day"]))
    again: dict[str, Any] = json.loads(freeze(assess(sources, interview)))
    return again


def _apply_rules(sources: Sources, before: dict[str, Any]) -> dict[str, Any]:
    """Give the carried result as the rules make it of the carried indicators."""
    states = {IndicatorId(name): Truth(code) for name, code in before["indicators"].items()}
    groups = list_groups(Truth(before["child"]))
    again = {
        part: [
            freeze_result(assess_indicators(each.compiled, states))
            for group in groups
            for each in editions
            if each.compiled.group == group
        ]
        for part, editions in (("leading", sources.leading), ("others", sources.others))
    }
    versions = [
        {"kind": each.kind, "name": each.name, "fingerprint": each.fingerprint}
        for each in list_versions(sources)
    ]
    return {**before, **again, "versions": versions}


def _list_pins(record: InterviewRecord) -> dict[str, Any]:
    return {
        "questionnaire": asdict(record.questionnaire),
        "module": None if record.module is None else asdict(record.module),
        "parameters": asdict(record.parameters),
        "rule_sets": [asdict(pin) for pin in record.rule_sets],
    }


def _list_answers(sheet: AnswerSheet) -> dict[str, Any]:
    return {str(name): _write_answer(answer) for name, answer in sheet.answers.items()}


def _write_answer(answer: Answer) -> dict[str, Any]:
    match answer.value:
        case Silence():
            return {"silence": answer.value.value, "basis": answer.basis.value}
        case Text():
            return {"value": TEXT, "basis": answer.basis.value}
        case value:
            return {"value": json.loads(encode_value(value)), "basis": answer.basis.value}


def _read_answers(content: dict[str, Any]) -> AnswerSheet:
    answers = {
        QuestionId(name): _read_answer(QuestionId(name), each) for name, each in content.items()
    }
    return AnswerSheet(MappingProxyType(answers))


def _read_answer(name: QuestionId, content: dict[str, Any]) -> Answer:
    basis = Basis(content["basis"])
    if "silence" in content:
        return Answer(name, Silence(content["silence"]), basis)
    if content["value"] == TEXT:
        return Answer(name, Text(TEXT["text"]), basis)
    return Answer(name, decode_value(json.dumps(content["value"])), basis)


def _read_settings(content: dict[str, str]) -> dict[IndicatorId, Setting]:
    return {
        IndicatorId(name): Setting(IndicatorId(name), present=code == "yes", reason="")
        for name, code in content.items()
    }


def _read_record(content: dict[str, Any]) -> InterviewRecord:
    """Give an interview that stands on the versions which the document names."""
    versions = content["versions"]
    module = versions["module"]
    day = date.fromisoformat(content["issued_on"])
    return InterviewRecord(
        id=InterviewId(""),
        case_id=CaseId(""),
        questionnaire=Pin(**versions["questionnaire"]),
        module=None if module is None else Pin(**module),
        parameters=Pin(**versions["parameters"]),
        rule_sets=tuple(Pin(**pin) for pin in versions["rule_sets"]),
        country=str(content["country"]),
        language=None,
        started_at=datetime.combine(day, time(), UTC),
        started_by=AccountId(0),
    )
