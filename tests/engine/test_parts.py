"""A part that changes nothing is told with the smallest example of it, where there is one."""

from app.documents.reader import Data
from app.engine.parts import prove_parts
from tests.engine.builders import compiled, finding

NEVER: Data = {"all": [{"work": "positive"}, {"not": {"work": "positive"}}]}


def tell(when: Data) -> list[tuple[tuple[str | int, ...], str]]:
    rules = compiled(findings={"found": finding(when)})
    return [(fault.path, fault.what) for fault in prove_parts([rules])]


def test_a_part_that_nobody_fulfils_is_told_without_an_example() -> None:
    found = tell({"any": [{"force": "positive"}, NEVER]})

    assert found == [
        (
            ("findings", "found", "when", "any", 1),
            "this part makes no difference: whatever it takes in is taken in without it",
        )
    ]


def test_a_part_that_the_rest_holds_too_is_told_with_the_smallest_example() -> None:
    ((path, what),) = tell({"all": [{"force": "positive"}, {"any_dimension": "positive"}]})

    assert path == ("findings", "found", "when", "all", 1)
    assert what == (
        "“any_dimension: positive” makes no difference: whatever fulfils the rest fulfils it too, "
        "as with force.threat, force.debt and force.lie"
    )
