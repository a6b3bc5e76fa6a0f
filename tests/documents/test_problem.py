"""Problems are lines that an author can act on."""

import pytest

from app.documents.problem import DocumentError, Fault, FaultsError, Problem, shorten, word_path


def test_problem_reads_as_file_line_path_what_and_hint() -> None:
    problem = Problem("a/1.0.0.yaml", 14, "rules › when", "there is no question “x”", "Ask it.")

    assert str(problem) == "a/1.0.0.yaml:14: rules › when: there is no question “x”. Ask it."


def test_problem_of_a_whole_file_has_no_path() -> None:
    assert str(Problem("f.yaml", 1, "", "is empty", "Remove it.")) == (
        "f.yaml:1: is empty. Remove it."
    )


def test_error_lists_its_problems_by_file_and_line() -> None:
    problems = [
        Problem(file, line, "", "is bad", "Mend it.")
        for file, line in (("b", 2), ("b", 1), ("a", 9))
    ]

    error = DocumentError(problems)

    assert [(problem.file, problem.line) for problem in error.problems] == [
        ("a", 9),
        ("b", 1),
        ("b", 2),
    ]
    assert str(error) == "a:9: is bad. Mend it.\nb:1: is bad. Mend it.\nb:2: is bad. Mend it."


def test_faults_are_told_together() -> None:
    error = FaultsError([Fault(("a",), "first", "Hint."), Fault((), "second", "Hint.")])

    assert str(error) == "first; second"
    assert [fault.what for fault in error.faults] == ["first", "second"]


def test_path_names_keys_and_list_places_in_their_order() -> None:
    assert word_path(("indicators", "exploitation.hours", "when", "any", 1)) == (
        "indicators › exploitation.hours › when › any › 1"
    )


def test_path_stays_on_one_short_line_whatever_the_keys_are() -> None:
    words = word_path(("a\nb", "k" * 100))

    assert words == f"a b › {'k' * 59}…"


@pytest.mark.parametrize(
    ("text", "expected"), [("abc", "abc"), ("a \n  b", "a b"), ("abcdef", "abcd…"), ("", "")]
)
def test_text_is_put_on_one_line_and_cut(text: str, expected: str) -> None:
    assert shorten(text, 5) == expected
