"""The one door for YAML keeps text as it stands, remembers lines, and refuses traps."""

import hashlib
from pathlib import Path

import pytest
import yaml  # noqa: TID251 - only to make an error that the parser has no way of making here.

from app.documents.problem import DocumentError
from app.documents.reader import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_KEY,
    MAX_NODES,
    MAX_PROBLEMS,
    load_document,
    parse_document,
)
from app.documents.syntax import word_syntax
from tests.builders import document


def problems_of(content: str | bytes) -> list[str]:
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(DocumentError) as caught:
        parse_document(raw, "f")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "scalar", ["no", "NO", "yes", "off", "1.10", "12:30", "0x1F", "1e3", "2026-11-22", "007", "y"]
)
def test_a_scalar_stays_the_text_that_was_written(scalar: str) -> None:
    assert document(f"key: {scalar}").data == {"key": scalar}


@pytest.mark.parametrize("written", ["''", '""', "'null'", "'~'"])
def test_quotation_marks_make_text_of_nothing(written: str) -> None:
    assert document(f"key: {written}").data == {"key": written[1:-1]}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL", "# a remark"])
def test_a_key_without_a_value_is_a_problem(nothing: str) -> None:
    assert problems_of(f"a: b\nkey: {nothing}\n") == [
        "f:2: key: has no value. Write a value, or remove the key."
    ]


def test_an_item_and_a_whole_document_without_a_value_are_problems() -> None:
    assert problems_of("list:\n- a\n-\n") == [
        "f:3: list › 1: has no value. Write a value, or remove the key."
    ]
    assert problems_of("---\n") == ["f:2: has no value. Write a value, or remove the key."]


def test_lists_and_mappings_nest_as_they_stand() -> None:
    text = "a:\n- b\n- {c: d, e: [f, g]}\n- - h\n"

    assert document(text).data == {"a": ["b", {"c": "d", "e": ["f", "g"]}, ["h"]]}


def test_every_path_has_its_line() -> None:
    found = document("a:\n- b\n- c:\n    d: e\n    f:\n    - g\n")

    assert found.lines == {
        (): 1,
        ("a",): 1,
        ("a", 0): 2,
        ("a", 1): 3,
        ("a", 1, "c"): 3,
        ("a", 1, "c", "d"): 4,
        ("a", 1, "c", "f"): 5,
        ("a", 1, "c", "f", 0): 6,
    }


def test_the_line_of_what_is_not_there_is_that_of_what_holds_it() -> None:
    found = document("# remark\na:\n  b: c\n")

    assert found.line_of(("a", "x", "y")) == 2
    assert found.line_of(("x",)) == 2


def test_a_problem_of_a_document_is_told_on_one_short_line() -> None:
    problem = document("a:\n  b: c\n").problem(("a", "b"), "x\n" * 400, "Do\nthis.")

    assert problem.line == 2
    assert str(problem).startswith("file.yaml:2: a › b: x x x")
    assert "\n" not in str(problem)
    assert problem.what.endswith("…")
    assert len(problem.what) == 600


def test_fingerprint_is_that_of_the_bytes() -> None:
    content = b"a: b\r\n"

    assert parse_document(content, "f").fingerprint == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfa: b\n", b"a: b\r\n", b"a: b\r", b"a: b\n...\n"])
def test_marks_and_line_ends_of_other_systems_are_read(content: bytes) -> None:
    assert parse_document(content, "f").data == {"a": "b"}


def test_a_file_is_read_from_its_place(tmp_path: Path) -> None:
    path = tmp_path / "1.0.0.yaml"
    path.write_bytes(b"a: b\n")

    assert load_document(path, "short/1.0.0.yaml").name == "short/1.0.0.yaml"


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"^f:1: can't be read: No such file or directory\. "):
        load_document(tmp_path / "1.0.0.yaml", "f")


def test_a_large_file_is_not_even_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "1.0.0.yaml"
    path.write_bytes(b"#" * (MAX_BYTES * 2))

    with pytest.raises(DocumentError, match=r"^f:1: is larger than 1 MB\. Split the file\.$"):
        load_document(path, "f")


def test_nesting_is_refused_before_it_can_exhaust_anything() -> None:
    assert problems_of("a: " + "[" * 50_000) == [
        f"f:1: a{' › 0' * (MAX_DEPTH - 2)}: is nested more than 32 deep. Nest less."
    ]
    assert problems_of("{a: " * 50_000)[0].endswith("is nested more than 32 deep. Nest less.")


def test_nesting_up_to_the_limit_is_read() -> None:
    assert document("[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH).data != ""


def test_very_many_values_are_refused() -> None:
    assert problems_of("- a\n" * MAX_NODES) == [
        "f:50000: has more than 50000 values. Split the file."
    ]


def test_a_file_with_very_many_mistakes_is_not_read_on() -> None:
    assert len(problems_of("a:\n" + "  b: c\n" * 1000)) == MAX_PROBLEMS


def test_a_huge_key_cannot_multiply_itself_into_every_problem() -> None:
    key = "k" * 400_000

    assert problems_of(f"? {key}\n:\n{'  - ' * 1000}") == [
        f"f:1: has a key of 400000 characters. Use 1 to {MAX_KEY}."
    ]


def test_all_problems_of_a_reading_are_told_at_once() -> None:
    assert problems_of("a: &x b\na: !t c\nd: []\ne:\n  f: {}\ng:\n") == [
        "f:1: a: uses an anchor (&). Remove it and write values out.",
        "f:2: a: stands here a second time. Keep one of the two.",
        "f:2: a: uses a tag (!t). Remove it; every value is read as text.",
        "f:3: d: is an empty list. Fill it, or remove the key.",
        "f:5: e › f: is an empty mapping. Fill it, or remove the key.",
        "f:6: g: has no value. Write a value, or remove the key.",
    ]


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff"]
)
def test_characters_that_cannot_be_seen_are_refused(character: str) -> None:
    assert problems_of(f"a: b\nc: d{character}e\n") == [
        f"f:2: holds the invisible character U+{ord(character):04X}. Remove it."
    ]


def test_characters_that_cannot_be_seen_are_refused_where_they_are_escaped_too() -> None:
    assert problems_of('a: "\\x1b[31m"\n') == [
        "f:1: a: holds the invisible character U+001B. Remove it."
    ]


def test_what_is_not_utf_8_is_told_with_its_line() -> None:
    assert problems_of(b"a: b\nc: \xff\n") == ["f:2: is not UTF-8 text. Save the file as UTF-8."]


@pytest.mark.parametrize("text", ["", "\n", "# only a remark"])
def test_a_file_without_a_document_is_empty(text: str) -> None:
    (problem,) = problems_of(text)

    assert problem.endswith(": is empty. Write the document, or remove the file.")


def test_a_second_document_is_refused() -> None:
    assert problems_of("a: b\n---\nc: d\n") == [
        "f:2: holds more than one document. Remove the `---` line."
    ]


def test_an_alias_ends_the_reading() -> None:
    assert problems_of("a: b\nc: *x\nd:\n") == [
        "f:2: c: uses an alias (*). Write the value out again."
    ]


CHECK = "Check the indentation, the colons and the quotation marks of this line and the one above."
SYNTAX = {
    "a:\n\tb: c": "f:2: a: has a tab where only spaces can stand. Indent with spaces.",
    "a: b\rc:\r\td: e": "f:3: c: has a tab where only spaces can stand. Indent with spaces.",
    "a: |\n\tb\n c\n": "f:2: a: has a tab where only spaces can stand. Indent with spaces.",
    "a: @b": "f:1: a: has a value that begins with @. Put the whole text in quotation marks.",
    "a: b: c": "f:1: has a colon where no value can begin. Put text that holds a colon in quotation"
    " marks, or mend the indentation.",
    "a: b\nc: 'd\ne: f": "f:2: c: opens quotation marks that are never closed. Close them where the"
    " text ends.",
    "a: [b,,]": "f:1: a: has a bracket or a comma where a value should be. Close every bracket, and"
    " put a value on each side of a comma.",
    "- a\nb: c": "f:2: doesn't go on with the list that it stands in. Begin it with a dash, or"
    " indent it to the place where it belongs.",
    "a: 'b' c": "f:1: doesn't go on with the mapping that it stands in. Indent it like the keys to"
    " which it belongs, and give it a key and a colon.",
    "a: b\nc: {d: e\nf: g": "f:2: c: has a `{` that is never closed. Close it with `}`.",
    "a: b\nc: [d\ne: f": "f:2: c: has a `[` that is never closed. Close it with `]`.",
    "a: b\nc\nd: e": "f:2: has no colon after its key. Write `key: value`.",
    '? ""\n: b': "f:1: has a key of 0 characters. Use 1 to 100.",
    "? [a]\n: b": "f:1: has a list or mapping as a key. Use plain text as the key.",
    'a: "\\q"': f"f:1: a: is not valid YAML: found unknown escape character. {CHECK}",
}


@pytest.mark.parametrize("text", SYNTAX)
def test_broken_syntax_is_told_in_words_that_say_what_to_do(text: str) -> None:
    assert problems_of(text) == [SYNTAX[text]]


def test_a_complaint_of_the_parser_without_a_place_is_told_for_the_whole_file() -> None:
    stumble = word_syntax(yaml.YAMLError("odd\nthing"), "a: b")

    assert stumble == (1, "is not valid YAML: odd", CHECK)


def test_a_complaint_of_the_parser_without_a_mark_is_told_for_the_first_line() -> None:
    assert word_syntax(yaml.MarkedYAMLError(), "a: b").line == 1
