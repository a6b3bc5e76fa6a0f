from fractions import Fraction

from app.cases.workflow import Decision
from app.engine.result import FindingStatus
from app.services.disagreement import Disagreement

YES, NO, OPEN = FindingStatus.YES, FindingStatus.NO, FindingStatus.OPEN


def test_rate_is_the_share_of_comparable_decisions_that_say_the_opposite() -> None:
    found = Disagreement(
        {
            (YES, Decision.CONFIRMED): 5,
            (YES, Decision.NOT_CONFIRMED): 2,
            (NO, Decision.CONFIRMED): 1,
            (YES, Decision.INCONCLUSIVE): 7,
            (OPEN, Decision.CONFIRMED): 9,
        },
        overridden=0,
    )

    assert (found.decided, found.comparable, found.differing) == (24, 8, 3)
    assert found.rate == Fraction(3, 8)
