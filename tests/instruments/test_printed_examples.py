"""The answers that are printed show the fault, and trying everything finds no fewer.

The broken questionnaires are read here as plain YAML and answered in every possible way, without
anything of the proofs.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from app.documents.reader import load_document

BROKEN = Path(__file__).parent / "broken"

Value: TypeAlias = str | int | tuple[str, ...]
Way: TypeAlias = Mapping[str, Value]
Written: TypeAlias = Any  # Text, lists and mappings, as the reader gives them.
YES_NO = ("yes", "no")


def list_values(question: Written) -> list[Value]:
    """Give every answer that a question takes."""
    if question["type"] == "whole_number":
        return list(range(int(question["minimum"]), int(question["maximum"]) + 1))
    codes = [option["code"] for option in question.get("options", ())] or list(YES_NO)
    if question["type"] != "several_choices":
        return codes
    alone = [option["code"] for option in question["options"] if "exclusive" in option]
    others = [code for code in codes if code not in alone]
    sets = (combinations(others, size) for size in range(1, len(others) + 1))
    return [*((code,) for code in alone), *chain.from_iterable(sets)]


def judge(condition: Written, way: Way) -> bool | None:
    """Give yes, no or unknown (None), where a subject that wasn't asked is unknown."""
    ((key, inner),) = condition.items()
    if key == "not":
        truth = judge(inner, way)
        return None if truth is None else not truth
    if key in ("all", "any"):
        truths = [judge(each, way) for each in inner]
        decisive: bool = key == "any"
        if decisive in truths:
            return decisive
        return None if None in truths else not decisive
    return compare(way[key], inner) if key in way else None


def compare(value: Value, expected: Written) -> bool:
    if isinstance(value, int):
        ((word, number),) = expected.items()
        return value > int(number) if word == "above" else value < int(number)
    codes = expected if isinstance(expected, list) else [expected]
    given = {value} if isinstance(value, str) else set(value)
    return not given.isdisjoint(codes)


def list_ways(questions: list[Written], way: Way) -> Iterator[Way]:
    """Give every way to answer all that is asked."""
    if not questions:
        yield way
        return
    first, *rest = questions
    if "shown_when" in first and judge(first["shown_when"], way) is False:
        yield from list_ways(rest, way)
        return
    for value in list_values(first):
        yield from list_ways(rest, {**way, first["id"]: value})


def read_printed(sentence: str) -> dict[str, Value]:
    """Give the answers that a sentence names."""
    found = re.search(r"with (\w+: .+?)(?: this isn't asked|\. Leave)", sentence)
    assert found is not None
    pairs = (each.split(": ") for each in found[1].split("; "))
    return {name: read_value(said) for name, said in pairs}


def read_value(said: str) -> Value:
    if said.startswith("["):
        return tuple(said.strip("[]").split(", "))
    return int(said) if said.isdigit() else said


def find_at(written: Written, path: str) -> Written:
    for step in path.split(" › "):
        written = written[int(step) if step.isdigit() else step]
    return written


class Everything:
    """Every way to answer a broken questionnaire, and how the faulty condition comes out."""

    def __init__(self, name: str, without: str = "") -> None:
        file = BROKEN / f"{name}.yaml"
        written: Written = load_document(file, file.name).data
        self.sentence = file.read_text(encoding="utf-8").splitlines()[0]
        path = self.sentence.split(": ")[1]
        part = find_at(written, path)
        whole = find_at(written, path.removesuffix(without))
        questions = written["sections"][0]["topics"][0]["questions"]
        self.questions = {each["id"]: list_values(each) for each in questions}
        self.ways = [(way, judge({"all": [part, whole]}, way)) for way in list_ways(questions, {})]

    def is_certain(self, answers: Way, *, wanted: bool | None) -> bool:
        """Say whether these answers are possible and always make the condition come out so."""
        truths = {truth for way, truth in self.ways if answers.items() <= way.items()}
        return truths == {wanted}

    def find_fewest(self, *, wanted: bool | None) -> int:
        sizes = range(len(self.questions) + 1)
        for size in sizes:
            for names in combinations(self.questions, size):
                for values in product(*(self.questions[name] for name in names)):
                    if self.is_certain(dict(zip(names, values, strict=True)), wanted=wanted):
                        return size
        raise AssertionError


@pytest.mark.parametrize(
    "name",
    [
        "another-answer-does-not-help",
        "condition-forgets-a-gate-above-a-gate",
        "condition-forgets-its-gate",
        "follow-up-is-shown-though-its-gate-is-hidden",
    ],
)
def test_answers_that_leave_it_unknown_are_as_few_as_can_be(name: str) -> None:
    everything = Everything(name)

    printed = read_printed(everything.sentence)

    assert everything.is_certain(printed, wanted=None)
    assert len(printed) == everything.find_fewest(wanted=None)


def test_answers_that_show_an_idle_part_are_as_few_as_can_be() -> None:
    everything = Everything("part-makes-no-difference", without=" › any › 1")

    printed = read_printed(everything.sentence)

    assert everything.is_certain(printed, wanted=True)
    assert len(printed) == everything.find_fewest(wanted=True)
