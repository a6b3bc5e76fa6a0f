"""What pydantic found wrong with a document, in words that name the thing and say what to do."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from app.documents.nearest import find_nearest
from app.documents.patterns import WORDS
from app.documents.problem import Fault, FaultsError, Path

_TEXT = "Write plain text."
_LIST = "Write a list, each value on a line that begins with a dash."
_KEYS = "Write `key: value` lines."
# An empty list was refused by the reader: one that is too short has lost an item with a mistake.
_TOLD_ELSEWHERE = ("extra_forbidden", "too_short")
_HINTS = {
    "literal_error": "Use one of {expected}.",
    "enum": "Use one of {expected}.",
    "string_type": _TEXT,
    "string_too_short": "Write some text.",
    "greater_than": "It must be above {gt}.",
    "greater_than_equal": "It must be at least {ge}.",
    "tuple_type": _LIST,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "int_type": "Write a whole number.",
    "decimal_type": "Write a number.",
    "date_type": "Write a date.",
    "bool_type": "Write yes or no.",
    "value_error": "{error}",
}


def list_faults(
    errors: Iterable[ErrorDetails], model: type[BaseModel], lines: Mapping[Path, int]
) -> Iterator[Fault]:
    """Give the faults that pydantic's errors stand for.

    A key that is missing where another looks like a slip for it is told once, as that slip.
    """
    errors = tuple(errors)
    slips: set[Path] = set()
    for details in errors:
        path = _settle(details["loc"], lines)
        if details["type"] == "extra_forbidden":
            fault, meant = _word_unknown_key(path, _find_model(details["loc"][:-1], model))
            slips |= {(*path[:-1], meant)} if meant is not None else set()
            yield fault
    for details in errors:
        path = _settle(details["loc"], lines)
        if details["type"] not in _TOLD_ELSEWHERE and path not in slips:
            yield from _list_others(path, details)


def _list_others(path: Path, details: ErrorDetails) -> Iterator[Fault]:
    kind = details["type"]
    context = details.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, FaultsError):
        for fault in cause.faults:
            yield Fault((*path, *fault.path), fault.what, fault.hint)
    elif kind == "missing":
        yield Fault(path[:-1], f"`{path[-1]}` is missing", f"Add `{path[-1]}:` here.")
    elif kind == "union_tag_not_found":
        yield Fault(path, "`kind` is missing", "Add `kind:` here.")
    elif kind == "union_tag_invalid":
        hint = f"Use one of {context['expected_tags']}."
        yield Fault((*path, "kind"), f"“{context['tag']}” can't be used here", hint)
    else:
        yield Fault(path, _word_what(details["input"]), _word_hint(details, context))


def _settle(path: Path, lines: Mapping[Path, int]) -> Path:
    """Leave out what is part of the model and not of the file: names of alternatives, `[key]`."""
    settled: Path = ()
    if path and path[-1] == "[key]":
        path = path[:-1]
    for number, part in enumerate(path):
        if (*settled, part) in lines or number == len(path) - 1:
            settled = (*settled, part)
    return settled


def _word_what(found: object) -> str:
    if isinstance(found, (list, dict)):
        return f"a {'list' if isinstance(found, list) else 'mapping'} can't be used here"
    return f"“{found}” can't be used here"


def _word_hint(details: ErrorDetails, context: dict[str, Any]) -> str:
    if details["type"] == "string_pattern_mismatch":
        return WORDS.get(context["pattern"], "Write it as {pattern}.").format(**context)
    hint = _HINTS.get(details["type"])
    return f"{details['msg']}." if hint is None else hint.format(**context)


def _word_unknown_key(path: Path, model: type[BaseModel]) -> tuple[Fault, str | None]:
    """Word a key that isn't known; give the known key that it looks like too, if there is one."""
    known = sorted(field.alias or own for own, field in model.model_fields.items())
    near = find_nearest(str(path[-1]), known)
    hint = f"Remove it, or use one of: {', '.join(known)}."
    if near is not None:
        hint = f"Did you mean `{near}`?"
    return Fault(path, f"`{path[-1]}` is not a key of this place", hint), near


def _find_model(path: Path, model: type[BaseModel]) -> type[BaseModel]:
    """Walk down the fields of `model` along `path`; list places and mapping keys are passed by.

    Where a field takes one of several models, the part of the path that is its `kind` says which.
    """
    among: list[type[BaseModel]] = []
    for part in path:
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                among = list(_list_models(field.annotation))
                model = among[0] if among else model
        model = next((each for each in among if _is_kind(each, part)), model)
    return model


def _is_kind(model: type[BaseModel], part: str | int) -> bool:
    kind = model.model_fields.get("kind")
    return kind is not None and get_args(kind.annotation) == (part,)


def _list_models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _list_models(argument)
