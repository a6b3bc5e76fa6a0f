"""Rule sets side by side: each says what it says, and where they differ the reason is there."""

import pytest

from app.assessment.assess import assess
from app.assessment.model import Interview
from app.conditions.truth import Truth
from app.engine.result import FindingStatus
from app.instruments.vocabulary import Provenance, Strength
from app.questionnaire.model import AnswerSheet
from app.reports.sides import Reading
from app.reports.summary import build_summary
from app.services.library import list_others
from tests.content.sheets import DAY, SHORT
from tests.reports.shipped import (
    ADULT,
    SURVEY,
    find_reading,
    find_sources,
    load_shipped,
    put_side_by_side,
    summarise_those,
    switch_on,
)
from tests.reports.small import CASE

BOTH_VARIANTS = ["presumption-adult-rows-strong", "presumption-adult-rows-weak"]
DECEIVED = ["deceptive_recruitment.nature", "deceptive_recruitment.conditions"]
DISPUTED = ["exploitation.bad_living", "exploitation.hazardous"]
EXPLOITED = ["exploitation.hours", *DISPUTED]
DEPENDENT = [
    "abuse_of_vulnerability_at_destination.economic",
    "abuse_of_vulnerability_at_destination.family_situation",
    "abuse_of_vulnerability_at_destination.authorities_status",
]
INVOLUNTARY = ["involuntariness.wages", "coercion.violence"]


def names(readings: tuple[Reading, ...]) -> list[str]:
    return [each.name.partition("@")[0] for each in readings]


def test_every_rule_set_for_the_group_is_applied_and_variants_stand_last() -> None:
    side = put_side_by_side([])

    assert names((side.leading,)) == ["presumption-adult"]
    assert names(side.others) == ["icls-2018-adult", "ilo-ec-2009-published", *BOTH_VARIANTS]


def test_where_nothing_is_there_all_of_them_say_the_same() -> None:
    side = put_side_by_side([])

    assert side.differing == ()
    assert side.has_variants
    assert not side.depends


def test_result_that_depends_on_disputed_rows_says_so_with_the_rows_and_what_they_change() -> None:
    side = put_side_by_side([*DECEIVED, *DISPUTED])

    strong = find_reading(side, "presumption-adult-rows-strong")
    assert side.depends
    assert [each.depends for each in side.others if each.is_variant] == [True, False]
    assert {each.about: (each.leading, each.here) for each in strong.differences} == {
        "trafficking": (("no",), ("yes",)),
        "outcome": (
            ("Warning signs that call for attention",),
            ("Signs of deceptive recruitment and exploitation",),
        ),
    }
    assert [look.dimension.code for look in strong.looks if look.differs] == ["exploitation"]
    assert {(each.usual, each.here, each.truth) for each in strong.strengths} == {
        (Strength.MEDIUM, Strength.STRONG, Truth.YES)
    }
    assert [each.backing.provenance for each in strong.strengths] == [Provenance.RECOLLECTION] * 2


def test_disputed_rows_that_are_absent_change_nothing_and_are_not_named() -> None:
    strong = find_reading(put_side_by_side(DECEIVED), "presumption-adult-rows-strong")

    assert strong.strengths == ()


def test_another_definition_differs_in_what_both_speak_of_and_shows_its_own_dimensions() -> None:
    side = put_side_by_side(INVOLUNTARY)

    statistical = find_reading(side, "icls-2018-adult")
    (difference,) = statistical.differences
    assert (difference.about, difference.leading, difference.here) == (
        "forced_labour",
        ("no",),
        ("yes",),
    )
    assert difference.because.startswith("Forced labour is work that is exacted")
    assert statistical.find_claim("trafficking") is None
    assert statistical.find_claim("forced_labour") is FindingStatus.YES
    assert [look.leading for look in statistical.looks] == [None, None]
    assert statistical.unread == ()
    present = [sign for look in statistical.looks for sign in look.dimension.present]
    assert [str(sign.explanation.indicator) for sign in present] == INVOLUNTARY
    assert {sign.strength for sign in present} == {None}
    assert statistical.provenances == (Provenance.TWO_SOURCES,)


def test_what_decides_by_the_leading_rules_and_is_not_read_elsewhere_is_named() -> None:
    side = put_side_by_side([*EXPLOITED, *DEPENDENT])

    published = find_reading(side, "ilo-ec-2009-published")
    assert side.leading.find_claim("trafficking") is FindingStatus.YES
    assert published.find_claim("trafficking") is FindingStatus.NO
    assert published.unread == ("Abuse of vulnerability at destination",)


def test_two_outcomes_that_are_both_open_are_no_difference() -> None:
    content = build_summary(assess(find_sources(), Interview(ADULT, {}, DAY)), CASE)

    (side,) = content.comparison.sides
    assert find_reading(side, "ilo-ec-2009-published").differences == ()
    assert {claim.status for each in side.others for claim in each.claims} == {FindingStatus.OPEN}


def test_where_age_is_not_sure_each_group_has_a_side_of_its_own() -> None:
    sides = summarise_those([], sheet=AnswerSheet()).comparison.sides

    assert [each.group for each in sides] == ["child", "adult"]
    assert names(sides[0].others) == ["icls-2018-child", "ilo-ec-2009-published"]
    assert not sides[0].has_variants


def test_rule_set_whose_indicators_are_not_asked_about_is_named_and_not_applied() -> None:
    content = summarise_those([], find_sources(SHORT, further=()))

    (side,) = content.comparison.sides
    assert content.comparison.unasked == ("Statistical definition of forced labour, adults",)
    assert "icls-2018-adult" not in names(side.others)


def test_rule_set_that_is_off_by_default_is_left_out_until_it_is_switched_on() -> None:
    switched = switch_on(f"{SURVEY}-adult")

    assert f"{SURVEY}-adult" not in list_others(load_shipped())
    assert list_others(switched)[-1] == f"{SURVEY}-adult"


def test_rule_set_that_was_switched_on_bears_the_reason_why_it_was_off() -> None:
    sources = find_sources(library=switch_on(f"{SURVEY}-adult"), further=("icls-2018", SURVEY))

    survey = find_reading(put_side_by_side([], sources), f"{SURVEY}-adult")

    assert survey.off_by_default.startswith("Superseded in 2024")
    assert survey.note.startswith("Superseded by the edition of 2024")
    assert survey.provenances == (Provenance.RECOLLECTION,)
    assert survey.find_claim("forced_labour") is FindingStatus.NO


@pytest.mark.parametrize("present", [[], EXPLOITED, DISPUTED, [*DECEIVED, *DISPUTED]])
def test_variants_differ_exactly_where_the_result_depends_on_them(present: list[str]) -> None:
    side = put_side_by_side(present)

    for each in side.others:
        if each.is_variant:
            assert each.depends is bool(each.differences)
