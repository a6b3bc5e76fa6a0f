"""The same result, byte for byte, as the interactive engine gives one record at a time.

Of everybody that there can be under a rule set of any shape, every twenty-fifth is assessed by day
and each by night; of the people drawn for each shipped rule set, 100 by day and 300 by night.
"""

import io
from itertools import product
from pathlib import Path

import pytest

from app.bulk.assess import Request, assess_file
from app.bulk.jobs import run_job
from app.conditions.truth import Truth
from app.documents.model import parse_as
from app.documents.reader import Data
from app.engine.compile import CompiledRuleSet, compile_rule_set
from app.instruments.ids import IndicatorId
from app.instruments.model import Catalogue
from tests.bulk.records import (
    SHIPPED,
    assess_one_by_one,
    draw_people,
    name_rules,
    write_people,
)
from tests.databases import is_night
from tests.engine.builders import (
    ADULT,
    GRADED,
    STRENGTHS,
    as_document,
    compiled,
    finding,
    last_row,
    row,
    rule_set,
)

PEOPLE = 300 if is_night() else 100


def assess_in_bulk(rules: CompiledRuleSet, path: Path, *, explain: bool) -> str:
    out = io.BytesIO()
    request = Request(rules, path, None, explain=explain)
    assess_file(request, run_job, lambda _: None, out)
    return out.getvalue().decode()


@pytest.mark.parametrize("explain", [False, True], ids=["", "explained"])
@pytest.mark.parametrize("rules", SHIPPED, ids=name_rules)
def test_every_rule_set_gives_the_same_in_bulk(
    rules: CompiledRuleSet,
    explain: bool,  # noqa: FBT001 - A parameter of the test.
    tmp_path: Path,
) -> None:
    indicators = [each.id for each in rules.catalogue.indicators]
    people = draw_people(indicators, PEOPLE)
    path = write_people(tmp_path / "people.csv", people)

    found = assess_in_bulk(rules, path, explain=explain)

    assert found == assess_one_by_one(rules, people, explain=explain)


AWKWARD: dict[str, dict[str, Data]] = {
    "several findings and no outcome": {
        "findings": {
            "worked": finding({"work": "positive"}),
            "spared": finding({"all": [{"work": "negative"}, {"force.debt": "absent"}]}),
        }
    },
    "rows that read a dimension, an indicator in it, and their opposites": {
        "findings": {
            "either": finding({"any": [{"work.food": "present"}, {"force": "negative"}]}),
            "presumption": finding({"all": [{"work": "positive"}, {"work.hours": "absent"}]}),
        },
        "outcomes": [
            row("lone", {"all": [{"any_strong_indicator": "present"}, {"work": "negative"}]}),
            row("mixed", {"all": [{"work.food": "absent"}, {"any_dimension": "positive"}]}),
            row("spared", {"not": {"any": [{"force": "positive"}, {"work.pay": "present"}]}}),
            last_row("rest"),
        ],
    },
    "a finding that always holds and one that never does": {
        "findings": {
            "always": finding({"any": [{"work": "positive"}, {"work": "negative"}]}),
            "never": finding({"all": [{"force": "positive"}, {"force": "negative"}]}),
        },
        "outcomes": [last_row("everybody")],
    },
}


@pytest.mark.parametrize("one_of", [25, pytest.param(1, marks=pytest.mark.night)])
@pytest.mark.parametrize("keys", AWKWARD.values(), ids=AWKWARD)
def test_rules_of_any_shape_give_the_same_for_every_person_there_can_be(
    keys: dict[str, Data], one_of: int, tmp_path: Path
) -> None:
    rules = compiled(ADULT, **keys)
    names = [IndicatorId(name) for name in STRENGTHS]
    everybody = list(product(Truth, repeat=len(names)))[::one_of]
    people = [dict(zip(names, truths, strict=True)) for truths in everybody]
    path = write_people(tmp_path / "people.csv", people)

    found = assess_in_bulk(rules, path, explain=True)

    assert found == assess_one_by_one(rules, people, explain=True)


def test_rules_without_groups_and_dimensions_give_the_same(tmp_path: Path) -> None:
    either: Data = {"any": [{"work.food": "present"}, {"force.debt": "absent"}]}
    rules = compiled(None, groups=[], dimensions=[], findings={"presumption": finding(either)})
    people = draw_people([IndicatorId(name) for name in STRENGTHS], 200)
    path = write_people(tmp_path / "people.csv", people)

    found = assess_in_bulk(rules, path, explain=True)

    assert found == assess_one_by_one(rules, people, explain=True)


def catalogue_of(strengths: dict[IndicatorId, str]) -> Catalogue:
    words: dict[str, Data] = dict.fromkeys(
        ("title", "publisher", "document", "edition", "note"), "W"
    )
    signs: Data = [_sign(name, strength) for name, strength in strengths.items()]
    data: dict[str, Data] = {**GRADED, **words, "id": "small", "version": "1.0.0"}
    return parse_as(as_document(data | {"indicators": signs}), Catalogue)


def _sign(name: IndicatorId, strength: str) -> Data:
    graded: Data = {"adult": {"strength": strength, "provenance": "proposal"}}
    return {"id": name, "label": name, "covers": "C", "ilo11": ["1"], "strengths": graded}


def test_more_indicators_than_a_byte_can_count_are_counted_all_the_same(tmp_path: Path) -> None:
    names = [IndicatorId(f"work.sign{number}") for number in range(40)]
    signs = {name: "medium" if number < 33 else "weak" for number, name in enumerate(names)}
    rules = compile_rule_set(
        rule_set(dimensions=["work"], findings={"presumption": finding({"work": "positive"})}),
        catalogue_of(signs),
        ADULT,
    )
    people = [dict.fromkeys(names, truth) for truth in Truth] + draw_people(names, 200)
    path = write_people(tmp_path / "people.csv", people)

    found = assess_in_bulk(rules, path, explain=True)

    assert found == assess_one_by_one(rules, people, explain=True)
