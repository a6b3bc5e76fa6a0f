"""Whoever changes the log without its key is found out, and the place is named."""

import hmac
import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from app.store.ids import AccountId
from app.store.key_files import Key
from app.store.log_chain import (
    NOTHING,
    Entry,
    Fault,
    Head,
    LogContent,
    LogKeys,
    check_log,
    prove_head,
    seal_entry,
)

KEY: Final = Key(b"k" * 32)
WRONG_KEY: Final = Key(b"w" * 32)
SEEDS: Final = 200
BEGIN: Final = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
ACTIONS: Final = ("answers.insert", "read", "printed", "refused", "signed_in")

Chain = tuple[list[Entry], Head]
Tamper = Callable[[random.Random, list[Entry], Head], Chain]


def seal_all(key: Key, entries: list[Entry]) -> Chain:
    """Write entries as the log writes them: numbered and sealed one behind the other."""
    sealed, before = [], NOTHING
    for sequence, entry in enumerate(entries, start=1):
        numbered = entry._replace(sequence=sequence)
        before = seal_entry(key, before, numbered)
        sealed.append(numbered._replace(seal=before))
    return sealed, prove_head(key, len(sealed), before)


def draw_entry(chance: random.Random) -> Entry:
    at = BEGIN + timedelta(seconds=chance.randrange(10**6))
    who = AccountId(chance.randrange(1, 50))
    return Entry(0, at, who, chance.choice(ACTIONS), f"{chance.randrange(10**9):036d}")


def draw_log(chance: random.Random, key: Key = KEY) -> Chain:
    return seal_all(key, [draw_entry(chance) for _ in range(chance.randrange(3, 120))])


def change_a_field(chance: random.Random, entries: list[Entry], head: Head) -> Chain:
    at = chance.randrange(len(entries))
    one = entries[at]
    changes = (
        {"at": one.at + timedelta(microseconds=1)},
        {"account": None},
        {"account": AccountId(99)},
        {"action": one.action + "s"},
        {"subject": one.subject[:-1] + "x"},
        {"subject": ""},
        {"seal": one.seal[::-1]},
    )
    entries[at] = one._replace(**chance.choice(changes))
    return entries, head


def delete_a_row(chance: random.Random, entries: list[Entry], head: Head) -> Chain:
    del entries[chance.randrange(len(entries) - 1)]
    return close_the_gap(chance, entries), head


def delete_the_tail(chance: random.Random, entries: list[Entry], head: Head) -> Chain:
    left = entries[: chance.randrange(len(entries))]
    ends = (head, Head(len(left), left[-1].seal if left else NOTHING, head.proof))
    return left, chance.choice(ends)


def swap_two(chance: random.Random, entries: list[Entry], head: Head) -> Chain:
    one, other = sorted(chance.sample(range(len(entries)), 2))
    entries[one], entries[other] = entries[other], entries[one]
    return chance.choice((entries, number_anew(entries))), head


def insert_one(chance: random.Random, entries: list[Entry], head: Head) -> Chain:
    at = chance.randrange(len(entries) + 1)
    seal = seal_entry(WRONG_KEY, entries[at - 1].seal if at else NOTHING, entries[0])
    entries.insert(at, draw_entry(chance)._replace(sequence=at + 1, seal=seal))
    return chance.choice((entries, number_anew(entries))), head


def copy_from_another_log(chance: random.Random, entries: list[Entry], head: Head) -> Chain:
    """Put a piece of another log in; that log was written under the same key.

    A whole log of the same key is an older or another copy; that is for the anchors to tell.
    """
    other, other_head = draw_log(chance)
    begin = chance.randrange(1, min(len(entries), len(other)))
    end = chance.randrange(begin, min(len(entries), len(other))) + 1
    if chance.random() < 0.2:
        return [*entries[:begin], *other[begin:]], other_head
    return [*entries[:begin], *other[begin:end], *entries[end:]], head


def rewrite_with_a_wrong_key(chance: random.Random, entries: list[Entry], _: Head) -> Chain:
    begin = chance.randrange(len(entries))
    entries[begin] = entries[begin]._replace(action="nothing")
    rewritten, head = seal_all(WRONG_KEY, entries)
    before = entries[begin - 1].seal if begin else NOTHING
    for at in range(begin, len(entries)):
        before = seal_entry(WRONG_KEY, before, entries[at])
        rewritten[at] = entries[at]._replace(seal=before)
    return [*entries[:begin], *rewritten[begin:]], head


KINDS: Final[tuple[Tamper, ...]] = (
    change_a_field,
    delete_a_row,
    delete_the_tail,
    swap_two,
    insert_one,
    copy_from_another_log,
    rewrite_with_a_wrong_key,
)


def close_the_gap(chance: random.Random, entries: list[Entry]) -> list[Entry]:
    return chance.choice((entries, number_anew(entries)))


def number_anew(entries: list[Entry]) -> list[Entry]:
    return [each._replace(sequence=at) for at, each in enumerate(entries, start=1)]


def first_difference(before: list[Entry], after: list[Entry]) -> int:
    """Give how many entries both begin with."""
    alike = (one == other for one, other in zip(before, after, strict=False))
    return next((at for at, same in enumerate(alike) if not same), min(len(before), len(after)))


@pytest.mark.parametrize("account", [None, AccountId(7)])
@pytest.mark.parametrize("subject", ["", "a b", '", "x', "\\", "\n\u2028\x00", "Ağa 中"])
def test_what_is_sealed_is_a_list_in_json(account: AccountId | None, subject: str) -> None:
    entry = Entry(12, BEGIN, account, "read", subject)

    seal = seal_entry(KEY, NOTHING, entry)

    whole = [NOTHING, 12, "2026-03-04T09:30:00+00:00", account, "read", subject]
    said = json.dumps(whole, separators=(",", ":")).encode()
    assert seal == hmac.new(KEY.secret, said, "sha256").hexdigest()


@pytest.mark.parametrize("tamper", KINDS, ids=lambda kind: kind.__name__)
def test_tampering_is_found_and_everything_before_it_is_said_to_hold(tamper: Tamper) -> None:
    missed, misplaced = [], []
    for seed in range(SEEDS):
        chance = random.Random(seed)  # noqa: S311 - It keeps no secret.
        entries, head = draw_log(chance)
        changed, end = tamper(chance, list(entries), head)

        verdict = check_log(LogKeys(KEY), LogContent(changed, end, {}))

        if verdict.fault is None:
            missed.append(seed)
        elif verdict.held != first_difference(entries, changed):
            misplaced.append((seed, verdict))

    assert missed == []
    assert misplaced == []


def test_a_log_that_nobody_touched_holds() -> None:
    for seed in range(SEEDS):
        entries, head = draw_log(random.Random(seed))  # noqa: S311 - It keeps no secret.
        anchors = {entry.sequence: entry.seal[:16] for entry in entries[::7]}

        verdict = check_log(LogKeys(KEY), LogContent(entries, head, anchors))

        assert verdict.fault is None
        assert verdict.held == len(entries)
        assert "is whole" in verdict.sentence


@pytest.mark.parametrize("seed", range(20))
def test_anchors_kept_elsewhere_tell_of_a_log_written_anew_with_the_right_key(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - It keeps no secret.
    entries, _ = draw_log(chance)
    at = chance.randrange(len(entries))
    kept = {entries[-1].sequence: entries[-1].seal}
    entries[at] = entries[at]._replace(action="nothing")

    forged, head = seal_all(KEY, entries)

    assert check_log(LogKeys(KEY), LogContent(forged, head, {})).fault is None
    assert check_log(LogKeys(KEY), LogContent(forged, head, kept)).fault is Fault.ANCHOR


def test_anchors_kept_elsewhere_tell_of_an_older_copy_put_in_the_place_of_the_log() -> None:
    entries, _ = draw_log(random.Random(1))  # noqa: S311 - It keeps no secret.
    kept = {entries[-1].sequence: entries[-1].seal}
    older = entries[:-5]

    verdict = check_log(
        LogKeys(KEY), LogContent(older, prove_head(KEY, len(older), older[-1].seal), kept)
    )

    assert (verdict.fault, verdict.sequence) == (Fault.ANCHOR_MISSING, len(entries))


def test_each_fault_is_told_from_the_others() -> None:
    entries, head = draw_log(random.Random(2))  # noqa: S311 - It keeps no secret.
    size = len(entries)
    older = prove_head(KEY, size - 1, entries[-2].seal)
    found = [
        (LogContent([], None, {}), Fault.EMPTY),
        (LogContent(*seal_all(WRONG_KEY, entries), {}), Fault.KEY),
        (LogContent(entries[1:], head, {}), Fault.MISSING),
        (LogContent([entries[0], *entries], head, {}), Fault.MISPLACED),
        (LogContent([entries[0]._replace(subject="x"), *entries[1:]], head, {}), Fault.CHANGED),
        (LogContent(entries, None, {}), Fault.HEAD_MISSING),
        (LogContent(entries, replace(head, proof=head.seal), {}), Fault.HEAD_CHANGED),
        (LogContent(entries, older, {}), Fault.HEAD_CHANGED),
        (LogContent(entries[:-1], head, {}), Fault.CUT),
        (LogContent(entries, head, {size: "0" * 64}), Fault.ANCHOR),
        (LogContent(entries, head, {size + 1: "0" * 64}), Fault.ANCHOR_MISSING),
    ]

    verdicts = [check_log(LogKeys(KEY), content) for content, _ in found]

    assert [each.fault for each in verdicts] == [fault for _, fault in found]
    assert {fault for _, fault in found} == set(Fault)
    assert len({each.sentence for each in verdicts}) == len(Fault)
