"""A person of the inspector whose case is referred, for tests of who sees that."""

from functools import partial

from flask import Flask

from app.services.workplace import Workplace
from app.store.ids import InterviewId
from tests.services.reviewing_world import ReviewWorld
from tests.services.sharing_world import Sharing
from tests.web.second_coding.asking import find_person
from tests.web.walking import Finished

NO_ID = "11111111-1111-4111-8111-111111111111"


def refer_somebody(app: Flask, finished: Finished) -> dict[str, dict[str, str]]:
    """Write down who a case of the inspector is about, and refer it to somebody elsewhere."""
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.writing() as session:
        world = ReviewWorld(
            session,
            workplace,
            partial(find_person, session),
            InterviewId(finished.interview),
        )
        sharing = Sharing(world, world.person, is_elsewhere=True)
        named = sharing.name_person(do_not_call=True)
        sharing.agree()
        referral = sharing.refer()
    return {
        "person_id": {"the inspector's": named, "missing": NO_ID},
        "referral_id": {"the inspector's": referral, "missing": NO_ID},
    }
