"""Words for what a YAML parser stumbles over, and for characters that no file may hold."""

import re
from typing import NamedTuple

import yaml  # noqa: TID251 - only the parser's own errors are looked at here.


class Stumble(NamedTuple):
    """The line of a mistake in the YAML itself, what it is, and a hint."""

    line: int
    what: str
    hint: str


# Control characters would reach terminals and pages. The line and paragraph separators, and the
# next-line character, end a line for YAML and not for an editor, so that a key could hide behind
# them; the embedding and override marks let a line read differently from what it says.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufeff\ufffe\uffff]"
)

_LINE_END = re.compile(r"\r\n?|\n")

_CHECK = "Check the indentation, the colons and the quotation marks of this line and the one above."
_QUOTE = "Put the whole text in quotation marks."
_REASONS = {
    "mapping values are not allowed in this context": (
        "has a colon where no value can begin",
        "Put text that holds a colon in quotation marks, or mend the indentation.",
    ),
    "found unexpected end of stream": (
        "opens quotation marks that are never closed",
        "Close them where the text ends.",
    ),
    "did not find expected node content": (
        "has a bracket or a comma where a value should be",
        "Close every bracket, and put a value on each side of a comma.",
    ),
    "did not find expected '-' indicator": (
        "doesn't go on with the list that it stands in",
        "Begin it with a dash, or indent it to the place where it belongs.",
    ),
    "did not find expected key": (
        "doesn't go on with the mapping that it stands in",
        "Indent it like the keys to which it belongs, and give it a key and a colon.",
    ),
    "did not find expected ',' or '}'": ("has a `{` that is never closed", "Close it with `}`."),
    "did not find expected ',' or ']'": ("has a `[` that is never closed", "Close it with `]`."),
    "did not find expected <document start>": (
        "goes on after its end",
        "Remove the `...` line above.",
    ),
    "could not find expected ':'": ("has no colon after its key", "Write `key: value`."),
}
_TOLD_WHERE_IT_BEGAN = {
    "found unexpected end of stream",
    "did not find expected ',' or '}'",
    "did not find expected ',' or ']'",
    "could not find expected ':'",
}
_TAB = ("has a tab where only spaces can stand", "Indent with spaces.")


def find_hidden(text: str) -> re.Match[str] | None:
    """Give the first character that can't be seen and changes what is read, if there is one."""
    return _HIDDEN.search(text)


def word_hidden(character: str) -> str:
    """Name a character that can't be seen by its number."""
    return f"holds the invisible character U+{ord(character):04X}"


def word_syntax(error: yaml.YAMLError, text: str) -> Stumble:
    """Say in an author's words what the parser complains of."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Stumble(1, f"is not valid YAML: {str(error).splitlines()[0]}", _CHECK)
    reason = error.problem or "it can't be read"
    began = reason in _TOLD_WHERE_IT_BEGAN or error.problem_mark is None
    mark = (error.context_mark if began else None) or error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if reason == "found character that cannot start any token":
        return Stumble(line + 1, *_word_start(_LINE_END.split(text)[line][column:]))
    if reason.startswith("found a tab character"):
        return Stumble(line + 1, *_TAB)
    what, hint = _REASONS.get(reason, (f"is not valid YAML: {reason}", _CHECK))
    return Stumble(line + 1, what, hint)


def _word_start(rest: str) -> tuple[str, str]:
    if rest.startswith("\t"):
        return _TAB
    return f"has a value that begins with {rest[:1]}", _QUOTE
