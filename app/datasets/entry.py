"""What somebody enters for a field of a record, and how far a record is complete."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from app.conditions.values import Silence
from app.datasets.held import Origin, is_held
from app.datasets.model import SEVERAL, Block, Dataset, DatasetField, Kind
from app.datasets.records import SEPARATOR, UnreadableError, Value, read_value

# What stands for nothing else beside it.
ALONE: Final = frozenset({"none", "no_promise"})
# Ids that are drawn, and never typed.
DRAWN: Final = frozenset({"record_id", "person_code", "suspect_code"})

# Numbers of cases and of articles hold a figure, so that nobody types a name there.
_TYPED = re.compile(r"(?=.*\d)[\w./-]{1,30}")


@dataclass(frozen=True)
class Progress:
    """How many fields of a block hold something, of those that can."""

    block: Block
    done: int
    fields: int

    @property
    def is_complete(self) -> bool:
        """Say whether every field holds a value, or the reason why there is none."""
        return self.done == self.fields


def list_enterable(block: Block) -> tuple[DatasetField, ...]:
    """Give the fields of a block that people fill in."""
    return tuple(each for each in block.fields if is_held(each) and each.id not in DRAWN)


def read_entry(
    field: DatasetField, values: Collection[str], silence: str, allowed: Collection[str] = ()
) -> Value | Silence | None:
    """Give what was entered for a field; None for nothing at all.

    `allowed` are the choices of a field that has a list beside its codes. Raises UnreadableError
    with a sentence for what can't be a value, and for a value beside a silence.
    """
    parts = [each.strip() for each in values if each.strip()]
    if field.kind is Kind.ARTICLES:
        parts = [part.strip() for text in parts for part in re.split("[;,]", text) if part.strip()]
    if silence:
        if parts:
            raise UnreadableError("Give a value, or say why there is none: not both.")
        return Silence(silence)
    if not parts:
        return None
    _check(field, parts, allowed)
    return read_value(SEPARATOR.join(dict.fromkeys(parts)), field)


def _check(field: DatasetField, parts: Collection[str], allowed: Collection[str]) -> None:
    if field.kind in {Kind.IDENTIFIER, Kind.ARTICLES}:
        for part in parts:
            if not _TYPED.fullmatch(part):
                sentence = f"“{part}” is no number: use figures, letters, point, stroke and hyphen."
                raise UnreadableError(sentence)
    if allowed and not set(parts) <= set(allowed):
        raise UnreadableError("Choose from the list.")
    if len(parts) > 1 and (field.kind not in SEVERAL or ALONE.intersection(parts)):
        raise UnreadableError("These can't hold together.")


def list_progress(dataset: Dataset, held: Mapping[str, str]) -> tuple[Progress, ...]:
    """Give how far each block is, by the origin of each field that holds something."""
    counting = {name for name, origin in held.items() if origin != Origin.PROPOSED.value}
    blocks = ((block, [each.id for each in list_enterable(block)]) for block in dataset.blocks)
    return tuple(
        Progress(block, len(counting.intersection(names)), len(names)) for block, names in blocks
    )
