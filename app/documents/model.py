"""What every document model shares, and the step from a document to its model."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from app.documents.problem import DocumentError, Fault, FaultsError, Path, Problem
from app.documents.reader import Document


class StrictModel(BaseModel):
    """A frozen model that refuses keys which it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, validate_by_name=True
    )


ModelT = TypeVar("ModelT", bound=StrictModel)


def parse_as(document: Document, model: type[ModelT]) -> ModelT:
    """Give the document as `model`. Raises DocumentError with every problem at once."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        faults = [
            fault
            for details in error.errors()
            for fault in _list_faults(details, model, document.lines)
        ]
        raise DocumentError(_place(document, faults)) from error


def _place(document: Document, faults: list[Fault]) -> list[Problem]:
    return [document.problem(fault.path, fault.what, fault.hint) for fault in faults]


def _settle(path: Path, lines: Mapping[Path, int]) -> Path:
    """Leave out the names of alternatives, which are parts of the model and not of the file."""
    settled: Path = ()
    for number, part in enumerate(path):
        if (*settled, part) in lines or number == len(path) - 1:
            settled = (*settled, part)
    return settled


def _list_faults(
    details: ErrorDetails, model: type[BaseModel], lines: Mapping[Path, int]
) -> Iterator[Fault]:
    path = _settle(details["loc"], lines)
    kind = details["type"]
    context = details.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, FaultsError):
        for fault in cause.faults:
            yield Fault((*path, *fault.path), fault.what, fault.hint)
    elif kind == "missing":
        yield Fault(path[:-1], f"`{path[-1]}` is missing", f"Add `{path[-1]}:` here.")
    elif kind == "extra_forbidden":
        yield Fault(path, f"`{path[-1]}` is not a key of this place", _suggest(path, model))
    else:
        yield Fault(path, _word_what(details), _word_hint(kind, context))


def _word_what(details: ErrorDetails) -> str:
    found = details["input"]
    if isinstance(found, str):
        return f"“{found}” can't be used here"
    return f"a {'list' if isinstance(found, list) else 'mapping'} can't be used here"


_HINTS = {
    "literal_error": "Use one of {expected}.",
    "enum": "Use one of {expected}.",
    "string_pattern_mismatch": "It must look like {pattern}.",
    "string_type": "Write plain text.",
    "string_too_short": "Write some text.",
    "int_parsing": "Write a whole number.",
    "decimal_parsing": "Write a number, with a point before the decimals.",
    "greater_than": "It must be above {gt}.",
    "greater_than_equal": "It must be at least {ge}.",
    "less_than_equal": "It must be at most {le}.",
    "bool_parsing": "Write yes or no.",
    "date_from_datetime_parsing": "Write the date as 2026-11-22.",
    "date_parsing": "Write the date as 2026-11-22.",
    "tuple_type": "Write a list, each value on a line that begins with a dash.",
    "dict_type": "Write `key: value` lines.",
    "model_type": "Write `key: value` lines.",
    "model_attributes_type": "Write `key: value` lines.",
    "value_error": "{error}.",
}


def _word_hint(kind: str, context: dict[str, Any]) -> str:
    return _HINTS.get(kind, "See the README beside this folder for this key.").format(**context)


def _suggest(path: Path, model: type[BaseModel]) -> str:
    known = sorted(_list_keys(_find_model(path[:-1], model)))
    close = difflib.get_close_matches(str(path[-1]), known, n=1)
    if close:
        return f"Did you mean `{close[0]}`?"
    return f"Remove it, or use one of: {', '.join(known)}."


def _list_keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _find_model(path: Path, model: type[BaseModel]) -> type[BaseModel]:
    """Walk down the fields of `model` along `path`; list places and mapping keys are passed by."""
    for part in path:
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                model = _inner_model(field.annotation) or model
    return model


def _inner_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _inner_model(argument)
        if found is not None:
            return found
    return None
