"""What falls when one more indicator comes to light is told by the smallest example."""

from app.documents.reader import Data
from app.engine.falls import prove_steady
from tests.engine.builders import ADULT, compiled, finding, last_row, row


def tell(**keys: Data) -> list[str]:
    return [fault.what for fault in prove_steady([compiled(ADULT, **keys)])]


def test_exactly_one_indicator_comes_to_the_example() -> None:
    told = tell(findings={"calm": finding({"not": {"any_strong_indicator": "present"}})})

    assert told == [
        "“calm” falls from yes to no when work.hours comes to an example with no indicator present"
    ]


def test_of_falls_with_equally_few_that_of_the_first_row_is_told() -> None:
    lone_threat: Data = {"all": [{"force.threat": "present"}, {"force.debt": "absent"}]}
    lone_danger: Data = {"all": [{"work.danger": "present"}, {"work.pay": "absent"}]}

    told = tell(outcomes=[row("one", lone_threat), row("two", lone_danger), last_row("rest")])

    assert told == [
        (
            "the outcome falls from “one” to “rest” when force.debt comes to an example with "
            "force.threat"
        )
    ]
