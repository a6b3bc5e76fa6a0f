"""What a summary says, before anything is rendered."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path

import pytest

from app.conditions.truth import Truth
from app.conditions.values import Period
from app.engine.result import DimensionStatus, FindingStatus
from app.instruments.vocabulary import Provenance, Strength
from app.reports.content import SummaryContent
from app.reports.findings import StrengthClause
from tests.assessment.story import ADULT_SINCE_LONG, CHILD_THEN, HARD_WORK, give, set_to
from tests.builders import day
from tests.reports.shipped import summarise_those
from tests.reports.small import compare_with_golden, summarise
from tests.reports.stories import (
    AGELESS,
    ASSUMED,
    CONFLICTING,
    PRESUMED,
    SILENT,
    STORIES,
)

GOLDEN = Path(__file__).parent / "golden"
PLAIN = (str, int, bool, Decimal, Fraction, date, Enum, type(None))


def walk(value: object) -> Iterator[object]:
    if dataclasses.is_dataclass(value):
        assert getattr(value, "__dataclass_params__").frozen  # noqa: B009 - Unknown to mypy.
        for field in dataclasses.fields(value):
            yield from walk(getattr(value, field.name))
    elif isinstance(value, (tuple, frozenset)):
        for each in value:
            yield from walk(each)
    else:
        yield value


def write_plainly(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value)


def labels(content: SummaryContent, dimension: str, which: str) -> list[str]:
    found = next(each for each in content.results[0].dimensions if each.code == dimension)
    return [sign.explanation.label for sign in getattr(found, which)]


@pytest.mark.parametrize("name", STORIES)
def test_content_is_plain_and_frozen_all_the_way_down(name: str) -> None:
    leaves = list(walk(summarise(*STORIES[name])))

    strange = {type(leaf) for leaf in leaves if not isinstance(leaf, PLAIN)}
    assert not strange


@pytest.mark.parametrize("name", ["presumed", "silent"])
def test_content_is_as_it_was_looked_at(name: str) -> None:
    content = dataclasses.asdict(summarise(*STORIES[name]))
    for version in content["origins"]["versions"]:
        version["fingerprint"] = "0" * 64

    written = json.dumps(content, default=write_plainly, indent=1, ensure_ascii=False) + "\n"

    compare_with_golden(GOLDEN / f"{name}.json", written)


def test_indicators_stand_in_their_dimension_by_strength() -> None:
    content = summarise(PRESUMED)

    assert labels(content, "exploitation", "present") == ["Excessive hours", "Low or no salary"]
    assert labels(content, "exploitation", "absent") == ["Hazardous work"]
    assert labels(content, "exploitation", "open") == ["Bad living conditions"]
    signs = content.results[0].dimensions[1].present
    assert [sign.strength for sign in signs] == [Strength.STRONG, Strength.MEDIUM]
    assert [sign.provenance for sign in signs] == [Provenance.TWO_SOURCES, Provenance.ONE_SOURCE]


def test_a_positive_dimension_says_which_counts_make_it_so() -> None:
    deceptive, exploitation, coercion = summarise(PRESUMED).results[0].dimensions

    assert deceptive.clause == ()
    assert exploitation.clause == (
        StrengthClause(Strength.STRONG, or_weaker=False, count=1),
        StrengthClause(Strength.MEDIUM, or_weaker=True, count=1),
    )
    assert coercion.clause == (StrengthClause(Strength.STRONG, or_weaker=False, count=2),)


def test_a_finding_names_what_decides_it_and_an_open_one_all_that_it_reads() -> None:
    decided = summarise(PRESUMED).results[0].findings[0]
    undecided = summarise(give({})).results[1].findings[0]

    assert [(part.label, part.truth) for part in decided.parts] == [
        ("Exploitation", Truth.YES),
        ("Coercion at destination", Truth.YES),
    ]
    assert [(part.label, part.truth) for part in undecided.parts] == [
        ("Exploitation", Truth.UNKNOWN),
        ("Deceptive recruitment", Truth.NO),
        ("Coercion at destination", Truth.UNKNOWN),
    ]


def test_a_decided_result_has_one_outcome_and_an_open_one_those_that_are_possible() -> None:
    decided, undecided = (
        summarise(PRESUMED).results[0],
        summarise(give(ADULT_SINCE_LONG)).results[0],
    )

    assert decided.presumption is FindingStatus.YES
    assert decided.outcome is not None
    assert decided.outcome.code == "trafficking_indicated"
    assert undecided.presumption is FindingStatus.OPEN
    assert undecided.outcome is None
    assert [each.code for each in undecided.possible] == [
        "trafficking_indicated",
        "exploited",
        "warning_signs",
        "not_indicated",
    ]


def test_what_is_there_is_named_although_nothing_adds_up() -> None:
    result = summarise(*STORIES["silent"]).results[0]

    assert result.positive == ()
    assert [sign.explanation.label for sign in result.lone_signs] == ["Confiscation of documents"]


def test_signs_in_dimensions_that_add_up_are_not_lone() -> None:
    result = summarise(PRESUMED).results[0]

    assert [each.status for each in result.positive] == [DimensionStatus.POSITIVE] * 2
    assert [sign.explanation.label for sign in result.lone_signs] == [
        "Deceived about wages",
        "Deceived about school",
    ]


def test_the_child_comes_first_where_age_is_not_sure() -> None:
    content = summarise(AGELESS)

    assert [result.group for result in content.results] == ["child", "adult"]
    assert [each.group for each in content.comparison.sides] == ["child", "adult"]
    assert content.settled == ""


@pytest.mark.parametrize(
    ("name", "settled"), [("presumed", "yes"), ("assumed", "no"), ("empty", "")]
)
def test_a_presumption_is_settled_when_no_open_question_can_change_it(
    name: str, settled: str
) -> None:
    assert summarise(*STORIES[name]).settled == settled


def test_a_finding_that_all_results_share_is_given_once() -> None:
    groups = [(group, finding.code) for group, finding in summarise(AGELESS).findings]

    assert groups == [("child", "presumption"), ("", "forced_labour"), ("adult", "presumption")]


def test_another_rule_set_differs_by_outcome() -> None:
    (same,) = summarise(*STORIES["assumed"]).comparison.sides
    (other,) = summarise(PRESUMED).comparison.sides

    assert same.differing == ()
    (difference,) = other.others[0].differences
    assert (difference.about, difference.leading, difference.here) == (
        "outcome",
        ("Signs of trafficking",),
        ("No row for this pattern",),
    )
    assert other.others[0].result.presumption is None


def test_assumed_answers_silences_and_questions_that_were_not_asked_are_counted() -> None:
    assumed, silent, empty = (summarise(each).progress for each in (ASSUMED, SILENT, give({})))

    assert (assumed.assumed, assumed.answered, assumed.silent) == (3, 11, 0)
    assert (silent.silent, silent.assumed) == (7, 0)
    assert (empty.answered, empty.silent, empty.assumed) == (0, 0, 0)
    assert empty.not_asked > 10


def test_a_danger_names_the_contacts_that_the_country_has() -> None:
    (danger,) = summarise(PRESUMED).dangers

    assert danger.say == "Get medical help before you go on."
    assert [(each.label, each.telephone) for each in danger.contacts] == [
        ("Ambulance of Vardania", "000 02")
    ]
    assert summarise(PRESUMED, laws=False).dangers[0].contacts == ()


def test_what_is_open_names_question_indicators_and_what_lies_beyond() -> None:
    openness = summarise(give({**CHILD_THEN, **HARD_WORK})).openness

    first = openness.not_asked[0]
    assert first.answer.ask == "Do you owe them money?"
    assert first.indicators == ("Debt bondage",)
    assert not openness.stays_open


def test_what_lacks_a_parameter_says_so() -> None:
    content = summarise(give({**ADULT_SINCE_LONG, **HARD_WORK}), laws=False)

    lacking = {each.indicator: each.missing for each in content.openness.lacking}
    assert lacking["Low or no salary"] == ("parameter:minimum_wage",)
    assert content.openness.stays_open
    assert "parameter:minimum_wage" in content.origins.missing_parameters


def test_the_eleven_name_what_feeds_them() -> None:
    entries = {entry.number: entry for entry in summarise(PRESUMED).profile}

    assert entries[2].fed_by == ("Deceived about wages", "Deceived about school")
    assert entries[7].truth is Truth.YES
    assert entries[3].truth is Truth.UNKNOWN
    assert entries[3].fed_by == ()


def test_conflicts_are_listed() -> None:
    content = summarise(PRESUMED, CONFLICTING)

    assert [each.label for each in content.conflicts] == ["Excessive hours"]
    assert content.conflicts[0].truth is Truth.YES


def test_values_of_the_country_are_those_in_force_on_the_days_of_the_work() -> None:
    before = {**ADULT_SINCE_LONG, **HARD_WORK, "still_working": "no", "work_ended": day("2024-06")}

    now, then = (summarise(give(each)).origins.parameters for each in (ADULT_SINCE_LONG, before))

    assert [each.number for each in now if each.label == "Minimum wage"] == [800, Decimal("900.50")]
    assert [each.number for each in then if each.label == "Minimum wage"] == [800]
    assert [each.period for each in then if each.label == "Minimum wage"] == [Period.MONTH]
    assert "Normal weekly hours" in {each.label for each in then}
    assert "Age of majority" not in {each.label for each in now}


def test_without_a_country_no_values_are_given() -> None:
    origins = summarise(give({}), laws=False).origins

    assert (origins.country, origins.is_fictitious, origins.parameters) == ("", False, ())
    assert "parameters" not in {version.kind for version in origins.versions}


def test_sources_carry_their_notes_and_how_sure_they_are() -> None:
    origins = summarise(give({})).origins

    assert [source.note for source in origins.sources] == ["Made up for tests."] * 2
    assert origins.mapping is Provenance.PROPOSAL
    assert origins.is_fictitious


def test_the_usual_mark_is_the_one_that_most_strengths_bear() -> None:
    marks = [summarise(sheet).results[0].usual_provenance for sheet in (PRESUMED, give({}))]

    assert marks == [Provenance.ONE_SOURCE, None]


def test_a_set_indicator_counts_as_present() -> None:
    content = summarise(give({}), set_to(present=["exploitation.bad_living"]))

    assert labels(content, "exploitation", "present") == ["Bad living conditions"]


def test_indicators_of_one_label_feed_one_of_the_eleven_under_one_name() -> None:
    debts = ("coercive_recruitment.debt", "coercion_at_destination.debt")
    entries = {entry.number: entry for entry in summarise_those(debts).profile}

    assert entries[9].truth is Truth.YES
    assert entries[9].fed_by == ("Debt bondage",)
