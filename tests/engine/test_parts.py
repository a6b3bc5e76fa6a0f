"""A part that changes nothing is told with the smallest example of it, where there is one."""

from app.documents.reader import Data
from app.engine.parts import prove_parts
from tests.engine.builders import ADULT, CHILD, compiled, finding, last_row, row

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


def test_a_part_deep_inside_is_told_with_its_place() -> None:
    idle: Data = {"all": [{"force": "positive"}, {"any_dimension": "positive"}]}
    either: Data = {"any": [{"all": [idle, {"work.food": "present"}]}, {"work.pay": "present"}]}

    ((path, what),) = tell({"all": [either, {"work.lodging": "present"}]})

    assert path == ("findings", "found", "when", "all", 0, "any", 0, "all", 0, "all", 1)
    assert what.endswith("as with work.pay and work.lodging")


def test_a_part_of_a_row_is_told_at_the_row() -> None:
    rows = [row("one", {"any": [{"force": "positive"}, NEVER]}), last_row("rest")]

    (fault,) = prove_parts([compiled(outcomes=rows)])

    assert fault.path == ("outcomes", 0, "when", "any", 1)


def test_the_smallest_example_of_any_group_is_told() -> None:
    when: Data = {"all": [{"work": "positive"}, {"any_dimension": "positive"}]}
    strengths = {
        "child": {"work.hours": "medium", "work.danger": "medium"},
        "adult": {"work.danger": "medium", "work.pay": "strong"},
    }
    changed: Data = [
        {
            "indicator": name,
            "group": group,
            "strength": strength,
            "because": "B",
            "source": "S",
            "provenance": "proposal",
        }
        for group, changes in strengths.items()
        for name, strength in changes.items()
    ]
    keys: dict[str, Data] = {
        "findings": {"found": finding(when)},
        "groups": ["child", "adult"],
        "changed_strengths": changed,
    }

    (fault,) = prove_parts([compiled(CHILD, **keys), compiled(ADULT, **keys)])

    assert fault.what.endswith("as with work.hours and work.pay")
