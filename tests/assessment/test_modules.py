"""An assessment with a module names it, and gives the reason of the condition that holds."""

from dataclasses import replace

import pytest

from app.assessment.derive import derive_indicators
from app.assessment.freeze import list_versions
from app.assessment.model import IndicatorResult, Interview, Sources
from app.assessment.reasons import find_reason
from app.conditions.values import Value
from app.documents.reader import Document
from app.instruments.catalogue import ItemT, Published
from app.instruments.extend import extend_questionnaire
from app.instruments.ids import IndicatorId
from app.questionnaire.path import find_way
from tests.builders import TODAY, sheet
from tests.instruments.test_across import catalogue
from tests.instruments.test_extend import added, derivation, module, story

SIGNS = catalogue("signs", "pay.low", "pay.late", "pay.none")
FIELDS = module(
    topics=[added("fields_pay")],
    indicators={
        "pay.low": derivation("fields_pay_asked", "By the module."),
        "pay.late": derivation("fields_pay_asked", "By the module alone."),
    },
)
OWN = module(indicators={"pay.low": derivation("paid", "By itself.")}).indicators


def publish(item: ItemT, identity: str) -> Published[ItemT]:
    return Published(item, identity, "1.0.0", Document(identity, {}, {}, f"print of {identity}"))


def build_sources(*, extended: bool) -> Sources:
    asked = story().model_copy(update={"indicators": OWN})
    sources = Sources(
        questionnaire=publish(asked, "short"),
        catalogue=publish(SIGNS, "signs"),
        eleven=publish(catalogue("ilo-11", "ilo.one"), "ilo-11"),
        parameters=None,
        leading=(),
        others=(),
    )
    if not extended:
        return sources
    whole = replace(sources.questionnaire, item=extend_questionnaire(asked, FIELDS))
    return replace(sources, questionnaire=whole, module=publish(FIELDS, "fields"))


def result_of(sources: Sources, indicator: str, **answers: Value) -> IndicatorResult:
    asked = sources.questionnaire.item
    given = sheet(**answers)
    way = find_way(asked, given, {}, TODAY)
    results = derive_indicators(SIGNS, asked, Interview(given, {}, TODAY), way)
    return results[IndicatorId(indicator)]


@pytest.mark.parametrize(
    ("paid", "asked", "reason"),
    [
        ("yes", "no", "By itself."),
        ("no", "yes", "By the module."),
        ("yes", "yes", "By itself. By the module."),
        ("no", "no", "By itself."),
    ],
)
def test_the_reason_is_that_of_the_condition_that_holds(paid: str, asked: str, reason: str) -> None:
    sources = build_sources(extended=True)

    result = result_of(sources, "pay.low", paid=paid, fields_pay_asked=asked)

    assert find_reason(sources, result) == reason


def test_the_reason_of_the_module_stands_alone_where_the_questionnaire_has_none() -> None:
    sources = build_sources(extended=True)

    result = result_of(sources, "pay.late", fields_pay_asked="yes")

    assert find_reason(sources, result) == "By the module alone."


def test_without_a_module_the_reason_is_that_of_the_questionnaire() -> None:
    sources = build_sources(extended=False)

    assert find_reason(sources, result_of(sources, "pay.low", paid="yes")) == "By itself."


def test_what_nothing_asks_about_has_no_reason() -> None:
    sources = build_sources(extended=True)

    assert find_reason(sources, result_of(sources, "pay.none")) is None


def test_the_module_is_one_of_the_versions_and_the_questionnaire_keeps_its_own() -> None:
    versions = {each.kind: each for each in list_versions(build_sources(extended=True))}

    assert versions["module"].name == "fields@1.0.0"
    assert versions["module"].title == "Fields"
    assert versions["module"].fingerprint == "print of fields"
    assert versions["questionnaire"].fingerprint == "print of short"


def test_without_a_module_no_version_of_one_is_named() -> None:
    kinds = {each.kind for each in list_versions(build_sources(extended=False))}

    assert "module" not in kinds
