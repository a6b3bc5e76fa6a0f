"""What other engines are measured by is the same presumption, and comes out the same."""

from random import Random

from app.engine.evaluate import assess_indicators
from app.engine.ids import FindingId
from benchmarks.rivals import hand_over, make_rivals, make_traced
from benchmarks.single import MIXTURES, load_rule_set, make_popcount, mask

PEOPLE = 20


def test_every_way_that_is_measured_gives_the_same_verdict() -> None:
    compiled = load_rule_set()
    random = Random("rivals")  # noqa: S311 - chance for tests, not for secrets.
    rivals = make_rivals(compiled) | {"with trace": make_traced(compiled)}
    popcount = make_popcount(compiled)

    said = []
    for mixture in MIXTURES:
        for _ in range(PEOPLE):
            states = mixture.draw(random, compiled)
            numbers = hand_over(compiled, states)
            found = assess_indicators(compiled, states).findings[FindingId("presumption")]
            by_others = {name: judge(numbers) for name, judge in rivals.items()}
            by_others["popcount"] = popcount(mask(compiled, states))
            said.append(found.status.value)

            assert by_others == dict.fromkeys(by_others, found.status.value)

    assert set(said) == {"yes", "no", "open"}
