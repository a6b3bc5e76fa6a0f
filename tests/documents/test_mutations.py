"""Whatever happens to a shipped file, it is read or refused, quickly and within bounds."""

import os
import random
import re
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from app.documents.model import StrictModel, parse_as
from app.documents.problem import DocumentError, Problem
from app.documents.reader import MAX_PROBLEMS, parse_document
from app.documents.syntax import find_hidden
from app.engine.model import RuleSet
from app.instruments.checks import check_questionnaire
from app.instruments.model import Catalogue, Module, Parameters, Questionnaire
from app.instruments.module_checks import check_module
from app.instruments.source_checks import check_catalogue, check_parameters
from app.instruments.translations.checks import check_translation
from app.instruments.translations.model import Translation

ROOT = Path(__file__).parents[2]
MODELS: dict[str, type[StrictModel]] = {
    "indicators/catalogues": Catalogue,
    "indicators/modules": Module,
    "indicators/parameters": Parameters,
    "indicators/questionnaires": Questionnaire,
    "indicators/translations": Translation,
    "rules": RuleSet,
}
TOKENS = [
    *b"\t:-[]{}&*!|>'\"%@`#,?~\n\r\x00\x1b\xff0",
    *(b"\n", b": ", b"- ", b"? ", b"---\n", b"...\n", b"<<: ", b"!!python/object:os.system "),
    *(b"&a ", b"*a", b"{", b"[[[[[[[[", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"%YAML 9.9\n", b"''"),
    *(b"null", b"1e999", b"99999999999999999999", b"not: ", b"any: ", b"{parameter: x}"),
]
LONGEST = 2.0  # Seconds of the processor for one file, by night.
TIMES_ALL_SHIPPED = 15  # What that comes to, by day, on whatever machine.
MOST_MEMORY = 200_000_000


@cache
def shipped() -> tuple[tuple[type[StrictModel], bytes], ...]:
    found = [
        (model, path.read_bytes())
        for folder, model in MODELS.items()
        for path in sorted((ROOT / folder).glob("*/*.yaml"))
    ]
    assert {model for model, _ in found} == set(MODELS.values())
    return tuple(found)


def insert(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    token = chance.choice(TOKENS)
    return raw[:at] + (bytes([token]) if isinstance(token, int) else token) + raw[at:]


def drop(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + raw[at + chance.randint(1, 40) :]


def flip(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]


def double_lines(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[: at + 1], *lines[at : at + chance.randint(1, 9)], *lines[at + 1 :]])


def indent(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice([b" ", b"  ", b"\t"]) + lines[at]
    return b"\n".join(lines)


def swap_words(raw: bytes, chance: random.Random) -> bytes:
    words = re.split(rb"(\w+)", raw + b" a")
    first, second = (2 * chance.randrange(len(words) // 2) + 1 for _ in range(2))
    words[first], words[second] = words[second], words[first]
    return b"".join(words)


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    insert,
    drop,
    flip,
    double_lines,
    indent,
    swap_words,
)


def cut(raw: bytes, chance: random.Random) -> bytes:
    """Give the beginning of a file or a few of its lines, so that many can be tried."""
    lines = raw.split(b"\n")
    start = chance.choice([0, chance.randrange(len(lines))])
    return b"\n".join(lines[start : start + chance.randint(5, 80)])


def mutants(count: int, seed: int, *, whole: bool) -> Iterator[tuple[type[StrictModel], bytes]]:
    chance = random.Random(seed)  # noqa: S311 - the same mutants every time.
    for _ in range(count):
        model, raw = chance.choice(shipped())
        raw = raw if whole else cut(raw, chance)
        for _ in range(chance.randint(1, 4)):
            raw = chance.choice(MUTATIONS)(raw or b"a", chance)
        yield model, raw


def read(model: type[StrictModel], raw: bytes) -> None:
    item = parse_as(parse_document(raw, "f"), model)
    if isinstance(item, Questionnaire):
        list(check_questionnaire(item))
    elif isinstance(item, Catalogue):
        list(check_catalogue(item))
    elif isinstance(item, Parameters):
        list(check_parameters(item))
    elif isinstance(item, Module):
        list(check_module(item))
    elif isinstance(item, Translation):
        list(check_translation(item, {}))


@cache
def find_longest() -> float:
    """Give how long one file may take, in seconds of the processor.

    By day it is measured against reading all shipped files, on the same machine and in the same
    process: how fast that machine is, and what watches the process, says nothing of the program.
    """
    if "THRESHOLD_NIGHT" in os.environ:
        return LONGEST
    began = time.process_time()
    for model, raw in shipped():
        list_problems(model, raw)
    return TIMES_ALL_SHIPPED * (time.process_time() - began)


def list_problems(model: type[StrictModel], raw: bytes) -> tuple[Problem, ...]:
    try:
        read(model, raw)
    except DocumentError as error:
        return error.problems or pytest.fail(f"refused without a problem: {raw!r}")
    return ()


def assert_read_or_refused(model: type[StrictModel], raw: bytes) -> bool:
    began = time.process_time()
    problems = list_problems(model, raw)
    assert time.process_time() - began < find_longest(), raw

    last = raw.count(b"\n") + raw.count(b"\r") + 2
    assert all(0 < problem.line <= last for problem in problems)
    assert all(find_hidden(str(problem)) is None for problem in problems)
    return problems != ()


def test_mutilated_parts_of_shipped_files_are_read_or_refused() -> None:
    refused = sum(assert_read_or_refused(*mutant) for mutant in mutants(3000, 1, whole=False))

    assert refused > 1000


def test_mutilated_shipped_files_are_read_or_refused() -> None:
    refused = sum(assert_read_or_refused(*mutant) for mutant in mutants(60, 2, whole=True))

    assert refused > 10


@pytest.mark.night
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(100, 120))
def test_very_many_mutilated_files_are_read_or_refused(seed: int) -> None:
    for whole, count in ((False, 20_000), (True, 500)):
        for mutant in mutants(count, seed, whole=whole):
            assert_read_or_refused(*mutant)


SMALL = 4096  # Bytes.


@pytest.mark.night
@pytest.mark.timeout(3600)
def test_small_shipped_files_are_read_or_refused_whichever_byte_is_flipped_or_the_last() -> None:
    chance = random.Random(3)  # noqa: S311 - the same mutants every time.
    small = [(model, raw) for model, raw in shipped() if len(raw) <= SMALL]
    assert small

    for model, raw in small:
        for at, byte in enumerate(raw):
            flipped = bytes([byte ^ (1 << chance.randrange(8))])
            assert_read_or_refused(model, raw[:at] + flipped + raw[at + 1 :])
            assert_read_or_refused(model, raw[:at])


HOSTILE = {
    "brackets": b"a: " + b"[" * 900_000,
    "braces": b"{a: " * 200_000,
    "dashes": b"- " * 400_000,
    "question marks": b"? " * 400_000,
    "indentation": b"\n".join(b" " * depth + b"a:" for depth in range(1200)),
    "many keys": b"".join(b"k%d: v\n" % number for number in range(60_000)),
    "many empty values": b"a:\n" * 200_000,
    "one long line": b"a: " + b"x" * 900_000,
    "one long quoted line": b"a: '" + b"x" * 900_000,
    "many quotation marks": b"a: '" + b"''" * 400_000,
    "many documents": b"---\n" * 200_000,
    "many anchors": b"".join(b"- &a%d x\n" % number for number in range(70_000)),
    "long key over many problems": b"? " + b"k" * 400_000 + b"\n:\n" + b"  - \n" * 100_000,
    "nested keys of the longest kind": b"\n".join(
        b" " * depth + b"k" * 100 + b":" for depth in range(31)
    )
    + b"\n"
    + b"".join(b" " * 31 + b"k%d:\n" % number for number in range(10_000)),
    "escapes": b'a: "' + b"\\x41" * 200_000 + b'"',
    "comments": b"#\n" * 450_000,
    "billion laughs": b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_little_time_and_memory(name: str) -> None:
    assert_read_or_refused(Catalogue, HOSTILE[name])

    tracemalloc.start()
    try:
        list_problems(Catalogue, HOSTILE[name])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < MOST_MEMORY


def test_a_file_full_of_mistakes_of_the_model_costs_little_too() -> None:
    rows = b"".join(b"- {id: a%d}\n" % number for number in range(12_000))

    assert_read_or_refused(Catalogue, b"indicators:\n" + rows)
    assert len(list_problems(Catalogue, b"indicators:\n" + rows)) <= MAX_PROBLEMS


ASKED = """id: q
version: 1.0.0
title: T
description: D
catalogues: [{{id: c, version: 1.0.0, complete: yes, provenance: proposal}}]
languages: [en]
child_when: {{{first}: yes}}
sections:
- {{id: s, title: S, topics: [{{id: t, title: T, about: person, questions: [
{questions}
]}}]}}
indicators:
  i: {{when: {{{first}: yes}}, because: B}}
"""


def test_slips_in_thousands_of_names_that_are_alike_cost_little_too() -> None:
    chance = random.Random(4)  # noqa: S311 - The same names every time.
    names = ["".join(chance.sample("abcdefghijklmnopqrstuvwxyz" * 2, 40)) for _ in range(4_000)]
    questions = ",\n".join(
        f"{{id: {name}, ask: Is it?, type: yes_no, shown_when: {{{name[1:]}: yes}}}}"
        for name in names
    )
    raw = ASKED.format(first=names[0], questions=questions).encode()

    began = time.process_time()
    document = parse_document(raw, "f")
    problems = document.place(check_questionnaire(parse_as(document, Questionnaire)))
    took = time.process_time() - began

    assert len(problems) == MAX_PROBLEMS
    assert problems[0].hint == f"Did you mean “{names[0]}”?"
    assert took < find_longest()
