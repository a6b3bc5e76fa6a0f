"""How the text of a file becomes a number, a date, or yes and no: in one way each.

pydantic alone is more generous: it takes `86400` for a day of 1970, `1_000` for a number and `t`
for yes. What could be a slip is refused here.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BeforeValidator

ValueT = TypeVar("ValueT")

_WORDS = {"yes": True, "no": False, "true": True, "false": False}


def _written_as(pattern: str, read: Callable[[str], ValueT | None], hint: str) -> BeforeValidator:
    """Let text of this pattern be read; other text is a problem with this hint."""
    shape = re.compile(pattern, re.ASCII)

    def take(raw: object) -> object:
        if not isinstance(raw, str):
            return raw
        value = read(raw) if shape.fullmatch(raw) else None
        if value is None:
            raise ValueError(hint)
        return value

    return BeforeValidator(take)


def _find_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


_WHOLE = "Write a whole number of at most nine figures."
_NUMBER = "Write a number, with a point before the decimals."
_DAY = "Write a date that exists, as 2026-11-22."
_YES_NO = "Write yes or no."

Whole: TypeAlias = Annotated[int, _written_as(r"-?\d{1,9}", int, _WHOLE)]
Number: TypeAlias = Annotated[Decimal, _written_as(r"-?\d{1,15}(\.\d{1,9})?", Decimal, _NUMBER)]
Day: TypeAlias = Annotated[date, _written_as(r"\d{4}-\d\d-\d\d", _find_day, _DAY)]
YesNo: TypeAlias = Annotated[bool, _written_as("|".join(_WORDS), _WORDS.get, _YES_NO)]
