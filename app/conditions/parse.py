"""From the YAML of a condition to the condition."""

import re
from decimal import Decimal

from app.conditions.model import (
    All,
    Any,
    Codes,
    Comparison,
    Condition,
    Not,
    Number,
    Operand,
    ParameterName,
    Statement,
)
from app.documents.problem import Fault, FaultsError, Path

JOINERS = ("any", "all", "not")
COMPARISONS = ("above", "at_least", "below", "at_most")

_SUBJECT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)?")
_CODE = re.compile(r"[a-z0-9][a-z0-9_]*|[A-Z]{2,3}")
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,9})?", re.ASCII)
_NOTHING = All(())
_NO_BOUND = Number(Decimal(0))


def parse_condition(raw: object) -> Condition:
    """Give the condition that `raw` (text, lists, mappings) stands for.

    Raises FaultsError with every fault, each with its path below the condition.
    """
    faults: list[Fault] = []
    condition = _parse(raw, (), faults)
    if faults:
        raise FaultsError(faults)
    return condition


def _parse(raw: object, path: Path, faults: list[Fault]) -> Condition:
    if not isinstance(raw, dict):
        hint = "Write `question: answer`, or begin with any, all or not."
        faults.append(Fault(path, "this is not a condition", hint))
        return _NOTHING
    if len(raw) != 1:
        names = ", ".join(str(key) for key in raw)
        hint = "Put them in a list below `all:` or `any:`, so that it is clear how they are joined."
        faults.append(Fault(path, f"several statements stand side by side ({names})", hint))
        return _NOTHING
    ((key, value),) = raw.items()
    path = (*path, key)
    if key == "not":
        return Not(_parse(value, path, faults))
    if key in JOINERS:
        parts = _parse_parts(key, value, path, faults)
        return All(parts) if key == "all" else Any(parts)
    return _parse_statement(str(key), value, path, faults)


def _parse_parts(key: str, raw: object, path: Path, faults: list[Fault]) -> tuple[Condition, ...]:
    if not isinstance(raw, list):
        hint = "Write each condition on a line that begins with a dash."
        faults.append(Fault(path, f"`{key}` takes a list of conditions", hint))
        return ()
    return tuple(_parse(part, (*path, number), faults) for number, part in enumerate(raw))


def _parse_statement(subject: str, raw: object, path: Path, faults: list[Fault]) -> Condition:
    if not _SUBJECT.fullmatch(subject):
        hint = "Use small letters, figures and underscores."
        faults.append(Fault(path, f"“{subject}” is not an id", hint))
    if not isinstance(raw, dict):
        return Statement(subject, Comparison.IS, _parse_codes(raw, path, faults))
    if len(raw) != 1 or next(iter(raw)) not in COMPARISONS:
        found = ", ".join(str(key) for key in raw)
        hint = f"Use exactly one of {', '.join(COMPARISONS)}."
        faults.append(Fault(path, f"“{found}” is not one comparison", hint))
        return _NOTHING
    ((word, bound),) = raw.items()
    return Statement(subject, Comparison(word), _parse_bound(bound, (*path, word), faults))


def _parse_codes(raw: object, path: Path, faults: list[Fault]) -> Codes:
    codes: list[str] = []
    for code in raw if isinstance(raw, list) else [raw]:
        if not isinstance(code, str):
            hint = "Write the codes in one list, or one code alone."
            faults.append(Fault(path, "holds a list or mapping in place of a code", hint))
        elif not _CODE.fullmatch(code):
            hint = "Use the code of an option, as it stands in `options`."
            faults.append(Fault(path, f"“{code}” is not a code", hint))
        elif code in codes:
            faults.append(Fault(path, f"names {code} twice", "Keep one of the two."))
        else:
            codes.append(code)
    return Codes(tuple(codes))


def _parse_bound(raw: object, path: Path, faults: list[Fault]) -> Operand:
    if isinstance(raw, dict) and list(raw) == ["parameter"] and isinstance(raw["parameter"], str):
        return ParameterName(raw["parameter"])
    if isinstance(raw, str) and _NUMBER.fullmatch(raw):
        return Number(Decimal(raw))
    found = f"“{raw}”" if isinstance(raw, str) else "this"
    hint = "Write a number, or `{parameter: name}`."
    faults.append(Fault(path, f"{found} is not a number", hint))
    return _NO_BOUND
