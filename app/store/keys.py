"""The key store: one key for each case, wrapped by the master key, in a database of its own.

To erase a case is to delete its rows and to destroy its key: what older backups hold of its sealed
texts stays closed for ever.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, func, or_, select

from app.cases.retention import Part
from app.store.database import Database, empty_the_log
from app.store.errors import CaseKeyError
from app.store.ids import CaseId
from app.store.key_files import KEY_LENGTH, Key
from app.store.sealing import NONCE_LENGTH, CaseKey
from app.store.tables import CaseKeyRow, ErasedCase, ErasedPart

FIRST_GENERATION: Final = 1
ErasedCasePart = tuple[CaseId, Part]
# No case has this id: those of cases are UUIDs.
INDEX_OF_NAMES: Final = CaseId("index-of-names")


class WrappedKey(NamedTuple):
    """The key of a case as it is kept."""

    case_id: CaseId
    generation: int
    wrapped: bytes
    master: str


@dataclass(frozen=True)
class KeyStore:
    """Creates, gives and destroys the keys of cases; each is a unit of work of its own."""

    database: Database
    master: Key = field(repr=False)

    def create(self, case_id: CaseId, at: datetime) -> CaseKey:
        """Make the key of a new case. It is safe on disk when this returns."""
        key = _draw_key(case_id, FIRST_GENERATION)
        with self.database.writing() as session:
            if session.get(ErasedCase, case_id) is not None:
                raise CaseKeyError(f"Case {case_id} was erased; its id is not used again.")
            if session.get(CaseKeyRow, (case_id, FIRST_GENERATION)) is not None:
                raise CaseKeyError(f"Case {case_id} has a key already; it is not replaced.")
            session.add(self._build_row(key, at))
        return key

    def get(self, case_id: CaseId) -> CaseKey:
        """Give the newest key of a case, or raise CaseKeyError."""
        return self.get_all([case_id])[case_id]

    def get_all(self, cases: Sequence[CaseId]) -> dict[CaseId, CaseKey]:
        """Give the newest key of each of these cases, or raise CaseKeyError."""
        found = self._find_all(cases)
        for case_id in cases:
            if case_id not in found:
                with self.database.reading() as session:
                    erased = session.get(ErasedCase, case_id)
                raise CaseKeyError(_explain_absence(case_id, erased))
        return found

    def find(self, case_id: CaseId) -> CaseKey | None:
        """Give the newest key of a case, or None if the store has none."""
        return self._find_all([case_id]).get(case_id)

    def _find_all(self, cases: Sequence[CaseId]) -> dict[CaseId, CaseKey]:
        """Give the newest key of each of these cases that has one; older ones come with it."""
        oldest_first = (
            select(CaseKeyRow.case_id, CaseKeyRow.generation, CaseKeyRow.wrapped, CaseKeyRow.master)
            .where(CaseKeyRow.case_id.in_(cases))
            .order_by(CaseKeyRow.generation)
        )
        found: dict[CaseId, CaseKey] = {}
        # Every page asks for keys many times, and a session would take twice as long.
        with self.database.engine.execution_options(reads_only=True).connect() as connection:
            for row in connection.execute(oldest_first):
                before = found.get(row.case_id)
                older = () if before is None else (replace(before, older=()), *before.older)
                found[row.case_id] = replace(self._unwrap(WrappedKey(*row)), older=older)
        return found

    def get_name_key(self, at: datetime) -> CaseKey:
        """Give the key under which persons are found by their names; made when first needed.

        It is kept as the keys of cases are, so that copies and new master keys take it along.
        """
        return self.find(INDEX_OF_NAMES) or self.create(INDEX_OF_NAMES, at)

    def destroy(self, case_id: CaseId, at: datetime) -> None:
        """Destroy every key of a case for ever; a second time changes nothing."""
        with self.database.writing() as session:
            session.execute(delete(CaseKeyRow).where(CaseKeyRow.case_id == case_id))
            if session.get(ErasedCase, case_id) is None:
                session.add(ErasedCase(case_id=case_id, erased_at=at))
        empty_the_log(self.database)

    def list_erased(self) -> tuple[CaseId, ...]:
        """Give the ids of erased cases, oldest first: a restored backup must lose them again."""
        in_order = select(ErasedCase.case_id).order_by(ErasedCase.erased_at, ErasedCase.case_id)
        with self.database.reading() as session:
            return tuple(session.scalars(in_order))

    def note_parts(self, parts: Iterable[ErasedCasePart], at: datetime) -> None:
        """Keep that parts of cases were destroyed; what is kept already stays as it is."""
        with self.database.writing() as session:
            for case_id, part in parts:
                if session.get(ErasedPart, (case_id, part.value)) is None:
                    session.add(ErasedPart(case_id=case_id, part=part.value, erased_at=at))

    def list_parts(self) -> frozenset[ErasedCasePart]:
        """Give which parts of cases were destroyed while the rest is kept."""
        with self.database.reading() as session:
            rows = session.execute(select(ErasedPart.case_id, ErasedPart.part)).all()
        return frozenset((row.case_id, Part(row.part)) for row in rows)

    def forget_parts(self, cases: Iterable[CaseId]) -> None:
        """Keep nothing of parts of these cases any more: they were destroyed whole."""
        with self.database.writing() as session:
            session.execute(delete(ErasedPart).where(ErasedPart.case_id.in_(list(cases))))

    def rewrap(self, new: Key) -> None:
        """Wrap every key of a case by another master key: all of them, or none."""
        others = select(CaseKeyRow).where(CaseKeyRow.master != fingerprint_of(new))
        with self.database.writing() as session:
            for row in session.scalars(others):
                key = self._unwrap(row)
                row.wrapped, row.master = _wrap(new, key), fingerprint_of(new)
        empty_the_log(self.database)

    def list_to_renew(self, begun: datetime, most: int) -> tuple[CaseId, ...]:
        """Give cases, at most so many, with a key of before a moment, or with an old one still."""
        waiting = (
            select(CaseKeyRow.case_id)
            .group_by(CaseKeyRow.case_id)
            .having(or_(func.max(CaseKeyRow.created_at) < begun, func.count() > 1))
            .order_by(CaseKeyRow.case_id)
            .limit(most)
        )
        with self.database.reading() as session:
            return tuple(session.scalars(waiting))

    def renew(self, cases: Iterable[CaseId], begun: datetime) -> None:
        """Make a further key for each of these cases, unless it was made since a moment.

        The old ones stay until `forget_older`. It takes the moment as that of its making.
        """
        with self.database.writing() as session:
            for case_id in cases:
                newest = session.scalars(
                    select(CaseKeyRow)
                    .where(CaseKeyRow.case_id == case_id)
                    .order_by(CaseKeyRow.generation.desc())
                    .limit(1)
                ).one()
                if newest.created_at < begun:
                    session.add(self._build_row(_draw_key(case_id, newest.generation + 1), begun))

    def forget_older(self, cases: Iterable[CaseId]) -> None:
        """Destroy all keys of these cases but the newest of each."""
        with self.database.writing() as session:
            for case_id in cases:
                of_case = CaseKeyRow.case_id == case_id
                newest = select(func.max(CaseKeyRow.generation)).where(of_case).scalar_subquery()
                session.execute(delete(CaseKeyRow).where(of_case, CaseKeyRow.generation < newest))

    def is_wrapped_by(self, master: Key) -> bool:
        """Say whether a key of a case is wrapped by this master key."""
        own = select(CaseKeyRow.case_id).where(CaseKeyRow.master == fingerprint_of(master)).limit(1)
        with self.database.reading() as session:
            return session.scalar(own) is not None

    def check_master(self) -> None:
        """Raise CaseKeyError if a key of a case was wrapped by another master key."""
        others = select(CaseKeyRow).where(CaseKeyRow.master != fingerprint_of(self.master)).limit(1)
        with self.database.reading() as session:
            row = session.scalar(others)
            if row is not None:
                self._unwrap(row)

    def _build_row(self, key: CaseKey, at: datetime) -> CaseKeyRow:
        return CaseKeyRow(
            case_id=key.case_id,
            generation=key.generation,
            wrapped=_wrap(self.master, key),
            master=fingerprint_of(self.master),
            created_at=at,
        )

    def _unwrap(self, row: "CaseKeyRow | WrappedKey") -> CaseKey:
        if row.master != fingerprint_of(self.master):
            raise CaseKeyError(
                f"The key of case {row.case_id} was wrapped by another master key. "
                "Bring back the master key file that belongs to this key store."
            )
        nonce, wrapped = row.wrapped[:NONCE_LENGTH], row.wrapped[NONCE_LENGTH:]
        try:
            secret = AESGCM(self.master.secret).decrypt(
                nonce, wrapped, _bind(row.case_id, row.generation)
            )
        except InvalidTag:
            raise CaseKeyError(
                f"The key of case {row.case_id} was changed and does not unwrap. "
                "Restore the key store from a backup."
            ) from None
        return CaseKey(row.case_id, row.generation, secret)


def fingerprint_of(master: Key) -> str:
    """Give a name for a master key that tells nothing of it."""
    return hashlib.sha256(b"threshold master key\x00" + master.secret).hexdigest()


def _draw_key(case_id: CaseId, generation: int) -> CaseKey:
    return CaseKey(case_id, generation, AESGCM.generate_key(bit_length=KEY_LENGTH * 8))


def _wrap(master: Key, key: CaseKey) -> bytes:
    nonce = os.urandom(NONCE_LENGTH)
    bound_to = _bind(key.case_id, key.generation)
    return nonce + AESGCM(master.secret).encrypt(nonce, key.secret, bound_to)


def _bind(case_id: CaseId, generation: int) -> bytes:
    return json.dumps(["case_keys", case_id, generation]).encode()


def _explain_absence(case_id: CaseId, erased: ErasedCase | None) -> str:
    if erased is not None:
        return f"Case {case_id} was erased on {erased.erased_at:%Y-%m-%d}; its key is no more."
    return f"The key store has no key of case {case_id}. Restore the key store from a backup."
