"""The chain of the log: each entry is sealed together with all before it, under a key of its own.

Whoever has no key can't change, cut, add to or put together a log so that it holds. Whoever has
the key can write it anew; anchors that were kept elsewhere still tell.
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quote
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from app.store.ids import AccountId
from app.store.key_files import Key

ANCHOR_EVERY: Final = 100
NOTHING: Final = "0" * 64

_encode = json.JSONEncoder(separators=(",", ":")).encode


class Entry(NamedTuple):
    """Something that was done; `subject` holds ids with spaces between, never words of people."""

    sequence: int
    at: datetime
    account: AccountId | None
    action: str
    subject: str
    seal: str = ""


@dataclass(frozen=True)
class Head:
    """Where a log ends; only the key can make the proof of it."""

    sequence: int
    seal: str
    proof: str

    @property
    def written(self) -> str:
        """Give what paper bears of it: the number of the last entry and how its seal begins."""
        return f"{self.sequence}-{self.seal[:16]}"


@dataclass(frozen=True)
class LogKeys:
    """The key of the log, and the older ones, each by the last entry that it sealed."""

    newest: Key = field(repr=False)
    older: Mapping[int, Key] = field(default_factory=dict, repr=False)

    def find(self, sequence: int) -> Key:
        """Give the key that sealed an entry."""
        if not self.older:
            return self.newest
        until = min((last for last in self.older if last >= sequence), default=None)
        return self.newest if until is None else self.older[until]

    def find_older(self, head: Head | None) -> int | None:
        """Give the last entry of the older key that proved the end of a log; None if none did."""
        proved = (last for last, key in self.older.items() if head and is_proved(key, head))
        return next(proved, None)


@dataclass(frozen=True)
class LogContent:
    """A log as it was found, and its anchors, by number of the entry, that were kept elsewhere.

    The seal of an anchor may be its beginning alone.
    """

    entries: Iterable[Entry]
    head: Head | None
    anchors: Mapping[int, str]


class Fault(Enum):
    """What can be wrong with a log; the values are sentences for the operator."""

    EMPTY = "The log is empty. It has an entry from the day on which it was begun: it was deleted."
    KEY = (
        "Neither the first entry of the log nor its end fits the key. The key belongs to another "
        "log, or the whole log was written anew under another key."
    )
    MISSING = "Entry {sequence} is missing. Up to there the log is as it was written."
    MISPLACED = (
        "Entry {sequence} stands where it does not belong. Before it, the log is as it was written."
    )
    CHANGED = (
        "Entry {sequence} does not follow from those before it: it was changed, put in or moved. "
        "Before it, the log is as it was written."
    )
    HEAD_MISSING = (
        "The end of the log was deleted: how many entries follow {sequence} is not known. "
        "Up to there the log is as it was written."
    )
    HEAD_CHANGED = (
        "What says where the log ends was changed: how many entries follow {sequence} is not "
        "known. Up to there the log is as it was written."
    )
    CUT = "The log was cut: everything from entry {sequence} on is missing."
    ANCHOR = (
        "Entry {sequence} is not the one that was kept elsewhere: somebody with the key wrote the "
        "log anew, from that entry or from one before it."
    )
    ANCHOR_MISSING = (
        "Entry {sequence} was kept elsewhere and is missing: the log was cut before it and its "
        "end written anew, or an older copy was put in its place."
    )


@dataclass(frozen=True)
class Verdict:
    """What came of checking a log: how many entries hold, and what is wrong, if anything is."""

    held: int
    fault: Fault | None = None
    sequence: int = 0
    first: datetime | None = None
    last: datetime | None = None

    @property
    def sentence(self) -> str:
        """Say it to the operator."""
        if self.fault is not None:
            return self.fault.value.format(sequence=self.sequence)
        return (
            f"The log is whole: {self.held} entries from {self.first:%Y-%m-%d %H:%M} "
            f"to {self.last:%Y-%m-%d %H:%M} (UTC)."
        )


def seal_entry(key: Key, before: str, entry: Entry) -> str:
    """Give the seal of an entry behind the one with the seal `before`.

    What is sealed is a list in JSON. It is put together by hand because a log has a hundred
    thousand entries, and only the two texts need what JSON does with texts.
    """
    sequence, at, account, action, subject, _ = entry
    who = "null" if account is None else account
    said = f'[{quote(before)},{sequence},"{at.isoformat()}",{who},{quote(action)},{quote(subject)}]'
    return _seal(key, said)


def _seal(key: Key, said: str) -> str:
    made = _begin_seal(key).copy()
    made.update(said.encode())
    return made.finalize().hex()


@lru_cache(maxsize=8)
def _begin_seal(key: Key) -> HMAC:
    """Give a seal of nothing yet: what the key alone decides is computed once for all entries."""
    return HMAC(key.secret, SHA256())


def prove_head(key: Key, sequence: int, seal: str) -> Head:
    """Give the head of a log that ends with this entry."""
    said = _encode(["head", sequence, seal])
    return Head(sequence, seal, _seal(key, said))


def is_proved(key: Key, head: Head) -> bool:
    """Say whether a head was made with this key."""
    return hmac.compare_digest(prove_head(key, head.sequence, head.seal).proof, head.proof)


def check_log(keys: LogKeys, content: LogContent) -> Verdict:
    """Go through a whole log, and say whether it is as it was written; if not, from where on."""
    head, before, held = content.head, NOTHING, 0
    first = last = None
    for entry in content.entries:
        fault = _find_fault(keys.find(entry.sequence), before, held + 1, entry, content.anchors)
        if fault is not None:
            is_other_key = fault is Fault.CHANGED and held == 0 and not _fits(keys, head)
            missing = held + 1 if fault is Fault.MISSING else entry.sequence
            return Verdict(held, Fault.KEY if is_other_key else fault, missing)
        first = first or entry.at
        before, held, last = entry.seal, entry.sequence, entry.at
    fault, sequence = _check_end(keys, head, held, content.anchors)
    return Verdict(held, fault, sequence, first, last)


def _find_fault(
    key: Key, before: str, expected: int, entry: Entry, anchors: Mapping[int, str]
) -> Fault | None:
    if entry.sequence > expected:
        return Fault.MISSING
    if entry.sequence < expected:
        return Fault.MISPLACED
    if seal_entry(key, before, entry) != entry.seal:
        return Fault.CHANGED
    if not entry.seal.startswith(anchors.get(entry.sequence, "")):
        return Fault.ANCHOR
    return None


def _check_end(
    keys: LogKeys, head: Head | None, held: int, anchors: Mapping[int, str]
) -> tuple[Fault | None, int]:
    if held == 0 and head is None:
        return Fault.EMPTY, 0
    if head is None:
        return Fault.HEAD_MISSING, held
    if not is_proved(keys.newest, head):
        return Fault.HEAD_CHANGED, held
    if head.sequence > held:
        return Fault.CUT, held + 1
    beyond = [sequence for sequence in anchors if sequence > held]
    if beyond:
        return Fault.ANCHOR_MISSING, min(beyond)
    # Entries behind the head are sealed, so an older head was put back in the place of the newest.
    return (Fault.HEAD_CHANGED, held) if head.sequence < held else (None, 0)


def _fits(keys: LogKeys, head: Head | None) -> bool:
    return head is not None and is_proved(keys.newest, head)
