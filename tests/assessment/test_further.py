"""Rule sets that read another catalogue are applied to the same answers, beside the default."""

import json
from dataclasses import replace

from app.assessment.assess import assess
from app.assessment.freeze import freeze, list_versions
from app.assessment.model import ADULT, Assessment, Edition, Interview, Sources
from tests.content.sheets import DAY, FULL, answer_all, choose_fair, load_shipped
from tests.engine.shipped import load_shipped as load_rules


def editions(*names: str) -> tuple[Edition, ...]:
    rules = load_rules()
    published = [rules.rule_sets.newest(name) for name in names]
    return tuple(Edition(each, rules.compile(each, ADULT)) for each in published)


def assess_fair(*, with_further: bool) -> Assessment:
    """Assess somebody whose work is in order."""
    shipped = load_shipped()
    sources = Sources(
        questionnaire=shipped.questionnaires.newest(FULL),
        catalogue=shipped.catalogues.newest("ilo-ec-2009-labour"),
        eleven=shipped.catalogues.newest("ilo-11"),
        parameters=shipped.parameters.newest("zz"),
        leading=editions("presumption-adult"),
        others=editions("icls-2018-adult"),
    )
    if with_further:
        sources = replace(sources, further=(shipped.catalogues.newest("icls-2018"),))
    return assess(sources, Interview(answer_all(FULL, choose_fair), {}, DAY))


def say(assessment: Assessment) -> list[str]:
    return [each.status.value for each in assessment.others[0].findings.values()]


def test_another_catalogue_is_derived_from_the_same_answers() -> None:
    assert say(assess_fair(with_further=True)) == ["no"]


def test_what_was_not_derived_stays_open_and_is_never_taken_for_no() -> None:
    assert say(assess_fair(with_further=False)) == ["open"]


def test_indicators_of_another_catalogue_stand_apart_and_are_frozen_with_their_version() -> None:
    assessment = assess_fair(with_further=True)

    frozen = json.loads(freeze(assessment))

    assert assessment.further.keys().isdisjoint(assessment.indicators)
    assert frozen["indicators"].keys() == {*assessment.indicators, *assessment.further}
    versions = {(each.kind, each.name) for each in list_versions(assessment.sources)}
    assert ("catalogue", "icls-2018@1.0.0") in versions
