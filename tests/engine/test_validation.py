"""Rule sets are held against decided cases, and intervals say how little few cases show."""

from pathlib import Path

import pytest

from app.conditions.truth import Truth
from app.documents.problem import DocumentError
from app.engine.model import Decided
from app.engine.validation import Agreement, Proportion, compare_cases, load_cases
from app.instruments.ids import GroupId
from tests.engine.shipped import ADULT, CHILD, ROOT, compiled, load_catalogues

CASE = """
id: {identity}
name: N
citation: C
verified: no
how: H
group: adult
facts: [F]
coded_by: B
coded: {{{catalogue}: [{indicator}]}}
published_outcome: O
decided: {{forced_labour: yes}}
"""


def write_case(folder: Path, stem: str = "X01", **words: str) -> None:
    """Write a decided case that can be, but for the words that are given."""
    sound = {
        "identity": "X01",
        "catalogue": "ilo-ec-2009-labour",
        "indicator": "exploitation.hours",
    }
    place = folder / "rules" / "validation" / f"{stem}.yaml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(CASE.format(**{**sound, **words}), encoding="utf-8")


def agree(name: str, group: GroupId, target: Decided) -> Agreement:
    cases = load_cases(ROOT / "rules", load_catalogues())
    (found,) = [
        each for each in compare_cases([compiled(name, group)], cases) if each.target is target
    ]
    return found


def test_each_case_is_compared_once_assuming_noes_and_once_leaving_open() -> None:
    found = agree("presumption-child", CHILD, Decided.FORCED_LABOUR)

    assert [(e.case.id, e.decided, e.assuming_noes, e.leaving_open) for e in found.comparisons] == [
        ("V01", True, Truth.YES, Truth.YES),
        ("V02", True, Truth.NO, Truth.UNKNOWN),
        ("V03", False, Truth.NO, Truth.UNKNOWN),
    ]
    assert found.sensitivity == Proportion(1, 2)
    assert found.specificity == Proportion(1, 1)


def test_an_outcome_stands_for_what_its_row_says_and_not_for_what_its_source_leaves_out() -> None:
    found = agree("ilo-ec-2009-published", ADULT, Decided.TRAFFICKING)

    assert [(e.case.id, e.assuming_noes, e.leaving_open) for e in found.comparisons] == [
        ("V06", Truth.YES, Truth.YES),
        ("V10", Truth.UNKNOWN, Truth.UNKNOWN),
    ]
    assert found.specificity == Proportion(0, 0)


def test_a_case_in_which_nothing_was_decided_of_a_thing_is_not_compared_in_it(
    tmp_path: Path,
) -> None:
    write_case(tmp_path)
    cases = load_cases(tmp_path / "rules", load_catalogues())
    rules = compiled("presumption-adult", ADULT)

    found = compare_cases([rules], cases)

    assert [(each.compiled, each.target) for each in found] == [(rules, Decided.FORCED_LABOUR)]


def test_cases_of_another_group_or_not_coded_for_a_catalogue_are_not_compared() -> None:
    cases = load_cases(ROOT / "rules", load_catalogues())

    assert compare_cases([compiled("ilo-survey-2012-adult", ADULT)], cases) == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"identity": "X02"}, "id: “X02” is not what the file is called. Write X01"),
        ({"catalogue": "ilo-ec"}, "there is no catalogue “ilo-ec”"),
        ({"indicator": "exploitation.houres"}, "“exploitation.houres” is no indicator of"),
        ({"indicator": "["}, "validation/X01.yaml"),
    ],
)
def test_a_case_that_can_not_be_is_refused(
    tmp_path: Path, words: dict[str, str], expected: str
) -> None:
    write_case(tmp_path, **words)

    with pytest.raises(DocumentError) as caught:
        load_cases(tmp_path / "rules", load_catalogues())

    assert expected in str(caught.value)
