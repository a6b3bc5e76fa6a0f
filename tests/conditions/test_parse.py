"""From YAML to a condition, with every fault at its place."""

from decimal import Decimal

import pytest

from app.conditions.model import (
    All,
    Any,
    Codes,
    Comparison,
    Not,
    Number,
    Operand,
    ParameterName,
    Statement,
)
from app.conditions.parse import parse_condition
from app.documents.problem import FaultsError
from tests.builders import document


def says(subject: str, *codes: str) -> Statement:
    return Statement(subject, Comparison.IS, Codes(codes))


def faults_of(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(FaultsError) as caught:
        parse_condition(document(text).data)
    return [
        (" ".join(map(str, fault.path)), fault.what, fault.hint) for fault in caught.value.faults
    ]


def test_a_condition_of_every_kind_of_part_is_parsed() -> None:
    text = """
    any:
    - papers_held: yes
    - all:
      - paid_how: [nothing, kind_only]
      - not: {promised_schooling: no}
    - weekly_hours: {above: {parameter: maximum_weekly_hours}}
    - citizenship: RS
    - coercion_at_destination.illicit: present
    - ilo11.01: present
    """

    assert parse_condition(document(text).data) == Any(
        (
            says("papers_held", "yes"),
            All((says("paid_how", "nothing", "kind_only"), Not(says("promised_schooling", "no")))),
            Statement("weekly_hours", Comparison.ABOVE, ParameterName("maximum_weekly_hours")),
            says("citizenship", "RS"),
            says("coercion_at_destination.illicit", "present"),
            says("ilo11.01", "present"),
        )
    )


@pytest.mark.parametrize("word", ["above", "at_least", "below", "at_most"])
@pytest.mark.parametrize(
    ("bound", "operand"),
    [
        ("18", Number(Decimal(18))),
        ("-1.50", Number(Decimal("-1.5"))),
        ("{parameter: minimum_wage}", ParameterName("minimum_wage")),
    ],
)
def test_a_figure_is_compared_with_a_number_or_a_parameter(
    word: str, bound: str, operand: Operand
) -> None:
    condition = parse_condition(document(f"age: {{{word}: {bound}}}").data)

    assert condition == Statement("age", Comparison(word), operand)


LOOSE = "Write a number, or `{parameter: name}`."
ONE = "Use exactly one of above, at_least, below, at_most."
CODE = "Use the code of an option, as it stands in `options`."
CONDITION = "Write `question: answer`, or begin with any, all or not."
JOINED = "Put them in a list below `all:` or `any:`, so that it is clear how they are joined."
DASH = "Write each condition on a line that begins with a dash."
FAULTS = {
    "yes": ("", "this is not a condition", CONDITION),
    "- a: yes": ("", "this is not a condition", CONDITION),
    "not: yes": ("not", "this is not a condition", CONDITION),
    "a: yes\nb: no": ("", "several statements stand side by side (a, b)", JOINED),
    "any: {a: yes}": ("any", "`any` takes a list of conditions", DASH),
    "all: a": ("all", "`all` takes a list of conditions", DASH),
    "A: yes": ("A", "“A” is not an id", "Use small letters, figures and underscores."),
    "a.b.c: yes": ("a.b.c", "“a.b.c” is not an id", "Use small letters, figures and underscores."),
    "a: Me too": ("a", "“Me too” is not a code", CODE),
    "a: [me, me]": ("a", "names me twice", "Keep one of the two."),
    "a: [[me]]": (
        "a",
        "holds a list or mapping in place of a code",
        "Write the codes in one list, or one code alone.",
    ),
    "a: {more: 3}": ("a", "“more” is not one comparison", ONE),
    "a: {above: 3, below: 9}": ("a", "“above, below” is not one comparison", ONE),
    "a: {above: many}": ("a above", "“many” is not a number", LOOSE),
    "a: {above: 1e3}": ("a above", "“1e3” is not a number", LOOSE),
    "a: {above: 1_0}": ("a above", "“1_0” is not a number", LOOSE),
    "a: {above: NaN}": ("a above", "“NaN” is not a number", LOOSE),
    "a: {above: [1]}": ("a above", "this is not a number", LOOSE),
    "a: {above: {parameter: [b]}}": ("a above", "this is not a number", LOOSE),
    "a: {above: {question: b}}": ("a above", "this is not a number", LOOSE),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_at_its_place(text: str) -> None:
    assert faults_of(text) == [FAULTS[text]]


def test_all_faults_are_told_at_once() -> None:
    text = "all:\n- a: A!\n- any: b\n- not: {c: {over: 3}}\n"

    assert [place for place, _, _ in faults_of(text)] == ["all 0 a", "all 1 any", "all 2 not c"]
