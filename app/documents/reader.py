"""The one door for YAML: every scalar stays text, every line is remembered, traps are refused.

Plain YAML reading is treacherous: the last of two equal keys wins in silence, `no` becomes false,
`1.10` becomes 1.1. Here the field that takes a value decides its type. The tree is built from the
parser's events, without recursion, so that hostile nesting can't exhaust the stack.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path as FilePath
from typing import NoReturn, TypeAlias

import yaml

from app.documents.problem import (
    LONGEST_SENTENCE,
    DocumentError,
    Fault,
    Path,
    Problem,
    shorten,
    word_path,
)
from app.documents.syntax import Stumble, find_hidden, word_hidden, word_syntax

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
MAX_NODES = 50_000
MAX_KEY = 100
MAX_PROBLEMS = 100

_NOTHING = ("", "~", "null", "Null", "NULL")

Data: TypeAlias = "str | list[Data] | dict[str, Data]"


@dataclass(frozen=True)
class Document:
    """A YAML file as text scalars, lists and mappings, with the line of every path."""

    name: str
    data: Data
    lines: Mapping[Path, int]
    fingerprint: str

    def line_of(self, path: Path) -> int:
        """Give the line of `path`, or of the nearest part of the document that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, what: str, hint: str) -> Problem:
        """Make a problem at `path` of this document."""
        what, hint = shorten(what, LONGEST_SENTENCE), shorten(hint, LONGEST_SENTENCE)
        return Problem(self.name, self.line_of(path), word_path(path), what, hint)

    def place(self, faults: Iterable[Fault]) -> list[Problem]:
        """Make problems of the first faults: past the hundredth, nobody reads on."""
        first = islice(faults, MAX_PROBLEMS)
        return [self.problem(fault.path, fault.what, fault.hint) for fault in first]


def fingerprint(content: bytes) -> str:
    """Give the SHA-256 of a file's bytes as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()


def load_document(path: FilePath, name: str) -> Document:
    """Read the file at `path`; `name` is what problems call it.

    Raises DocumentError with every problem of the reading.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        hint = "Check that the file is there and may be read."
        raise DocumentError(
            [Problem(name, 1, "", f"can't be read: {error.strerror}", hint)]
        ) from error
    return parse_document(content, name)


def parse_document(content: bytes, name: str) -> Document:
    """Parse the bytes of a YAML file. Raises DocumentError with every problem of the reading."""
    builder = _Builder(name)
    text = _decode(content, builder)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.stumble(word_syntax(error, text))
    if builder.problems:
        raise DocumentError(builder.problems)
    return Document(name, builder.root, builder.lines, fingerprint(content))


def _decode(content: bytes, builder: "_Builder") -> str:
    if len(content) > MAX_BYTES:
        builder.stop(1, "is larger than 1 MB", "Split the file.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        builder.stop(line, "is not UTF-8 text", "Save the file as UTF-8.")
    hidden = find_hidden(text)
    if hidden is not None:
        line = text[: hidden.start()].count("\n") + 1
        builder.stop(line, word_hidden(hidden.group()), "Remove it.")
    return text


@dataclass
class _Frame:
    """A list or mapping that is still being filled."""

    value: "list[Data] | dict[str, Data]"
    path: Path
    key: str | None = None


@dataclass
class _Builder:
    """Builds the tree from parser events and collects problems on the way."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    root: Data = ""
    documents: int = 0
    nodes: int = 0
    frames: list[_Frame] = field(default_factory=list)
    quoted: tuple[int, int] = (0, 0)

    def stop(self, line: int, what: str, hint: str) -> NoReturn:
        """End the reading at a problem after which nothing can be trusted."""
        self._note(line, what, hint)
        raise DocumentError(self.problems)

    def stumble(self, stumble: Stumble) -> NoReturn:
        """End the reading at a mistake in the YAML itself.

        After quotation marks that were closed in a later line, the mistake is where they began.
        """
        began, ended = self.quoted
        if began < ended == stumble.line:
            what = f"opens quotation marks that close only in line {ended}"
            self.stop(began, what, "Close them where the text ends.")
        self.stop(*stumble)

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.stop(line, "holds more than one document", "Remove the `---` line.")
        elif isinstance(event, yaml.AliasEvent):
            self.stop(line, "uses an alias (*)", "Write the value out again.")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event, line)
        elif isinstance(event, yaml.StreamEndEvent) and self.documents == 0:
            self.stop(line, "is empty", "Write the document, or remove the file.")

    def _take_node(self, event: yaml.NodeEvent, line: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(line, f"has more than {MAX_NODES} values", "Split the file.")
        if event.anchor is not None:
            self._note(line, "uses an anchor (&)", "Remove it and write values out.")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._note(line, f"uses a tag ({tag})", "Remove it; every value is read as text.")
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event, line)
        else:
            self._open([] if isinstance(event, yaml.SequenceStartEvent) else {}, line)

    def _take_scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        frame = self.frames[-1] if self.frames else None
        if event.style in ("'", '"') and event.end_mark:
            self.quoted = (line, event.end_mark.line + 1)
        hidden = find_hidden(event.value)
        if hidden is not None:
            self._note(line, word_hidden(hidden.group()), "Remove it.")
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._take_key(frame, event.value, line)
            return
        path = self._place_value(event.value, line)
        # A plain scalar has no style; the C parser says so with an empty text.
        if event.value in _NOTHING and not event.style:
            self._add(line, path, "has no value", "Write a value, or remove the key.")

    def _take_key(self, frame: _Frame, key: str, line: int) -> None:
        if not key or len(key) > MAX_KEY:
            self.stop(line, f"has a key of {len(key)} characters", f"Use 1 to {MAX_KEY}.")
        if key in frame.value:
            path = (*frame.path, key)
            self._add(line, path, "stands here a second time", "Keep one of the two.")
        frame.key = key
        self.lines[(*frame.path, key)] = line

    def _open(self, value: "list[Data] | dict[str, Data]", line: int) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self.stop(line, "has a list or mapping as a key", "Use plain text as the key.")
        path = self._place_value(value, line)
        if len(self.frames) >= MAX_DEPTH:
            self.stop(line, f"is nested more than {MAX_DEPTH} deep", "Nest less.")
        self.frames.append(_Frame(value, path))

    def _place_value(self, value: Data, line: int) -> Path:
        if not self.frames:
            self.root = value
            self.lines[()] = line
            return ()
        frame = self.frames[-1]
        if isinstance(frame.value, list):
            path: Path = (*frame.path, len(frame.value))
            frame.value.append(value)
        else:
            key = frame.key or ""
            path = (*frame.path, key)
            frame.value[key] = value
            frame.key = None
        self.lines.setdefault(path, line)
        return path

    def _close(self) -> None:
        frame = self.frames.pop()
        if not frame.value:
            what = "is an empty list" if isinstance(frame.value, list) else "is an empty mapping"
            line = self.lines[frame.path]
            self._add(line, frame.path, what, "Fill it, or remove the key.")

    def _note(self, line: int, what: str, hint: str) -> None:
        self._add(line, self._place(), what, hint)

    def _add(self, line: int, path: Path, what: str, hint: str) -> None:
        """Keep a problem. A file with very many isn't read on: it is something else altogether."""
        self.problems.append(Problem(self.name, line, word_path(path), what, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise DocumentError(self.problems)

    def _place(self) -> Path:
        if not self.frames:
            return ()
        frame = self.frames[-1]
        return frame.path if frame.key is None else (*frame.path, frame.key)
