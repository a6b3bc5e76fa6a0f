"""Find persons by digests of what they are called, under a key that the database does not hold.

Equal words give equal digests: a copy of the database shows how many persons share a word, and not
which word. What that gives away stands in docs/threat-model.md.
"""

import hashlib
import hmac
from collections.abc import Iterable
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.store.cases import Reach, within
from app.store.ids import CaseId, PersonId
from app.store.sealing import CaseKey
from app.store.tables import Case, Person, PersonToken

LENGTH_OF_TOKEN: Final = 32
MOST_FOUND: Final = 50


def index_person(session: Session, key: CaseKey, person_id: PersonId, words: Iterable[str]) -> None:
    """Let a person be found by these words, and by no others any more."""
    session.execute(delete(PersonToken).where(PersonToken.person_id == person_id))
    for token in sorted({digest_word(key, word) for word in words}):
        session.add(PersonToken(person_id=person_id, token=token))
    session.flush()


def find_by_words(
    session: Session, key: CaseKey, words: Iterable[str], reach: Reach
) -> tuple[tuple[CaseId, PersonId], ...]:
    """Give the persons of cases within reach who share a word, those with most words first."""
    # While the key is replaced, persons stand under the old one or the new one.
    keys = (key, *key.older)
    tokens = sorted({digest_word(each, word) for word in words for each in keys})
    cases = within(reach).with_only_columns(Case.id)
    shared = func.count(PersonToken.token)
    found = (
        select(Person.case_id, Person.id)
        .join(PersonToken, PersonToken.person_id == Person.id)
        .where(PersonToken.token.in_(tokens), Person.case_id.in_(cases))
        .group_by(Person.case_id, Person.id)
        .order_by(shared.desc(), Person.id)
        .limit(MOST_FOUND)
    )
    return tuple((case, person) for case, person in session.execute(found))


def digest_word(key: CaseKey, word: str) -> str:
    """Give the digest of a word: nobody without the key finds the word to it."""
    return hmac.new(key.secret, word.encode(), hashlib.sha256).hexdigest()[:LENGTH_OF_TOKEN]
