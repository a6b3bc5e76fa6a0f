"""A document becomes its model, or every mistake in it becomes a problem with a hint."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

import pytest
from pydantic import Field, PlainValidator, ValidationError

from app.documents import patterns
from app.documents.model import StrictModel, parse_as
from app.documents.problem import DocumentError, Fault, FaultsError
from app.documents.scalars import Day, Number, Whole, YesNo
from tests.builders import document


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Part(StrictModel):
    name: Annotated[str, Field(min_length=1)]
    colour: Colour = Colour.RED


class Circle(StrictModel):
    kind: Literal["circle"]
    radius: Whole


class Square(StrictModel):
    kind: Literal["square"]
    side: Whole
    part: Part | None = None


def refuse(_: object) -> str:
    raise FaultsError(
        [Fault(("below", 0), "this is odd", "Make it even."), Fault((), "no", "Yes.")]
    )


class Thing(StrictModel):
    identity: Annotated[str, Field(pattern=patterns.ID, alias="id")] = "thing"
    count: Annotated[Whole, Field(ge=1)] | None = None
    size: Annotated[Number, Field(gt=0)] | None = None
    on: Day | None = None
    sure: YesNo | None = None
    word: Literal["a", "b"] | None = None
    odd_shape: Annotated[str, Field(pattern="^z+$")] | None = None
    short: Annotated[str, Field(max_length=3)] | None = None
    parts: tuple[Part, ...] = ()
    named: dict[Annotated[str, Field(pattern=patterns.ID)], Part] = Field(default_factory=dict)
    shapes: dict[str, Annotated[Circle | Square, Field(discriminator="kind")]] = Field(
        default_factory=dict
    )
    checked: Annotated[str, PlainValidator(refuse)] | None = None


def problems_of(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_as(document(text), Thing)
    return [str(problem).removeprefix("file.yaml:") for problem in caught.value.problems]


def test_a_whole_document_becomes_its_model() -> None:
    text = """
    id: lamp
    count: 3
    size: 1.10
    on: 2024-02-29
    sure: no
    parts:
    - {name: bulb, colour: blue}
    shapes:
      top: {kind: circle, radius: 2}
    """

    thing = parse_as(document(text), Thing)

    assert thing == Thing(
        identity="lamp",
        count=3,
        size=Decimal("1.10"),
        on=date(2024, 2, 29),
        sure=False,
        parts=(Part(name="bulb", colour=Colour.BLUE),),
        shapes={"top": Circle(kind="circle", radius=2)},
    )


def test_a_model_is_never_changed() -> None:
    part = Part(name="bulb")

    with pytest.raises(ValidationError, match="frozen"):
        part.name = "wick"  # type: ignore[misc] # That it may not be is what is tried.


@pytest.mark.parametrize(
    ("written", "means"), [("yes", True), ("no", False), ("true", True), ("false", False)]
)
def test_yes_and_no_are_words(written: str, means: bool) -> None:  # noqa: FBT001 - parametrised.
    assert parse_as(document(f"sure: {written}"), Thing).sure is means


WHOLE = "Write a whole number of at most nine figures."
NUMBER = "Write a number, with a point before the decimals."
DAY = "Write a date that exists, as 2026-11-22."
ID = "Use 1 to 40 small letters, figures and underscores, and begin with a letter."
LIST = "Write a list, each value on a line that begins with a dash."
KEYS = "Write `key: value` lines."
LEFT = "Remove it, or use one of: colour, name."
MISTAKES = {
    "count: three": f"1: count: “three” can't be used here. {WHOLE}",
    "count: 1_000": f"1: count: “1_000” can't be used here. {WHOLE}",
    "count: 3.0": f"1: count: “3.0” can't be used here. {WHOLE}",
    "count: ٣": f"1: count: “٣” can't be used here. {WHOLE}",
    "count: 1234567890": f"1: count: “1234567890” can't be used here. {WHOLE}",
    "count: 0": "1: count: “0” can't be used here. It must be at least 1.",
    "count: [1]": "1: count: a list can't be used here. Write a whole number.",
    "size: 1,10": f"1: size: “1,10” can't be used here. {NUMBER}",
    "size: NaN": f"1: size: “NaN” can't be used here. {NUMBER}",
    "size: 1e9": f"1: size: “1e9” can't be used here. {NUMBER}",
    "size: -1.5": "1: size: “-1.5” can't be used here. It must be above 0.",
    "size: {a: b}": "1: size: a mapping can't be used here. Write a number.",
    "on: 86400": f"1: on: “86400” can't be used here. {DAY}",
    "on: 2025-02-30": f"1: on: “2025-02-30” can't be used here. {DAY}",
    "on: 22.11.2026": f"1: on: “22.11.2026” can't be used here. {DAY}",
    "on: [2025-01-01]": "1: on: a list can't be used here. Write a date.",
    "sure: maybe": "1: sure: “maybe” can't be used here. Write yes or no.",
    "sure: 1": "1: sure: “1” can't be used here. Write yes or no.",
    "sure: {a: b}": "1: sure: a mapping can't be used here. Write yes or no.",
    "word: c": "1: word: “c” can't be used here. Use one of 'a' or 'b'.",
    "id: Lamp": f"1: id: “Lamp” can't be used here. {ID}",
    "id: [a]": "1: id: a list can't be used here. Write plain text.",
    "odd_shape: a": "1: odd_shape: “a” can't be used here. Write it as ^z+$.",
    "short: abcd": "1: short: “abcd” can't be used here. String should have at most 3 characters.",
    "parts: bulb": f"1: parts: “bulb” can't be used here. {LIST}",
    "named: bulb": f"1: named: “bulb” can't be used here. {KEYS}",
    "parts: [bulb]": f"1: parts › 0: “bulb” can't be used here. {KEYS}",
    "parts:\n- name: ''": "2: parts › 0 › name: “” can't be used here. Write some text.",
    "parts:\n- name: a\n  colour: green": "3: parts › 0 › colour: “green” can't be used here."
    " Use one of 'red' or 'blue'.",
    "parts:\n- colour: red": "2: parts › 0: `name` is missing. Add `name:` here.",
    "parts:\n- name: a\n  color: red": "3: parts › 0 › color: `color` is not a key of this place."
    " Did you mean `colour`?",
    "named:\n  Top:\n    name: a": f"2: named › Top: “Top” can't be used here. {ID}",
    "named:\n  top:\n    name: a\n    zzz: b": "4: named › top › zzz: `zzz` is not a key of this"
    " place. Remove it, or use one of: colour, name.",
    "idd: lamp": "1: idd: `idd` is not a key of this place. Did you mean `id`?",
    "shapes:\n  top: {radius: 1}": "2: shapes › top: `kind` is missing. Add `kind:` here.",
    "shapes:\n  top:\n    kind: cube": "3: shapes › top › kind: “cube” can't be used here."
    " Use one of 'circle', 'square'.",
    "shapes:\n  top:\n    kind: square\n    sid: 1\n    side: 2": "4: shapes › top › sid: `sid` is"
    " not a key of this place. Did you mean `side`?",
    "shapes:\n  circle:\n    kind: square\n    radius: 1\n    side: 2": "4: shapes › circle ›"
    " radius: `radius` is not a key of this place. Remove it, or use one of: kind, part, side.",
    "shapes:\n  top:\n    kind: square\n    side: 2\n    part: {name: a, nme: b}": "5: shapes › top"
    " › part › nme: `nme` is not a key of this place. Did you mean `name`?",
    "shapes:\n  top: {kind: square}": "2: shapes › top: `side` is missing. Add `side:` here.",
    "- a": f"1: a list can't be used here. {KEYS}",
    "text": f"1: “text” can't be used here. {KEYS}",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_one_mistake_is_one_problem_with_its_place_and_a_hint(text: str) -> None:
    assert problems_of(text) == [MISTAKES[text]]


def test_a_value_that_is_checked_in_parts_gives_each_fault_its_place() -> None:
    assert problems_of("checked:\n  below:\n  - a") == [
        "1: checked: no. Yes.",
        "3: checked › below › 0: this is odd. Make it even.",
    ]


def test_all_mistakes_of_a_document_are_told_at_once() -> None:
    text = "count: x\nparts:\n- colour: red\n  zzz: a\nid: A\n"

    assert problems_of(text) == [
        f"1: count: “x” can't be used here. {WHOLE}",
        "3: parts › 0: `name` is missing. Add `name:` here.",
        f"4: parts › 0 › zzz: `zzz` is not a key of this place. {LEFT}",
        f"5: id: “A” can't be used here. {ID}",
    ]


def test_a_slip_in_a_key_is_not_told_a_second_time_as_a_key_that_is_missing() -> None:
    assert problems_of("parts:\n- nam: a") == [
        "2: parts › 0 › nam: `nam` is not a key of this place. Did you mean `name`?"
    ]


SHAPES = sorted(name for name in vars(patterns) if name.isupper() and name != "WORDS")


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_of_an_id_or_code_has_words(name: str) -> None:
    assert getattr(patterns, name) in patterns.WORDS
