"""Persons whose cases are referred, for tests of who sees that."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from flask import Flask

from app.services.actors import Actor
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.erasing import erase_interview
from app.store.ids import InterviewId, PersonId, ReferralId
from tests.services.reviewing_world import ReviewWorld
from tests.services.sharing_world import Sharing
from tests.web.second_coding.asking import find_person

# Who does in the other organisation what the inspector and the supervisor do in theirs.
ELSEWHERE: Final = {"inspector": "outreach", "supervisor": "stranger", "outreach": "inspector"}


def refer_somebody(
    app: Flask, interview: str, *, is_elsewhere: bool = False, is_destroyed: bool = False
) -> tuple[PersonId, ReferralId]:
    """Write down who a case is about, and refer it to somebody outside.

    The case is the inspector's, or else that of the other organisation. It may be destroyed then.
    """
    workplace: Workplace = app.extensions["threshold"]
    stand_in = ELSEWHERE if is_elsewhere else {}
    with workplace.records.writing() as session:
        find = partial(_find, session, stand_in)
        world = ReviewWorld(session, workplace, find, InterviewId(interview))
        sharing = Sharing(world, find, is_elsewhere=True)
        named = sharing.name_person(do_not_call=True)
        sharing.agree()
        referral = sharing.refer()
        if is_destroyed:
            erase_interview(session, InterviewId(interview), workplace.clock.now())
    return named, referral


def _find(session: Session, stand_in: Mapping[str, str], name: str) -> Actor:
    return find_person(session, stand_in.get(name, name))
