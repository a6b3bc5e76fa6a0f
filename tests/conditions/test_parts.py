"""A condition is taken apart with the place of each part, and put together with another there."""

from app.conditions.model import All, Any, Condition, Not, Statement
from app.conditions.parts import NEVER, Part, list_parts, take_whole
from tests.conditions.statements import above, says

A, B, C = says("a", "yes"), says("b", "no", "me"), says("c", "yes")


def parts_of(condition: Condition) -> list[Part]:
    return list(list_parts(take_whole(condition, ("when",))))


def test_a_whole_condition_lies_where_it_was_found_and_is_replaced_whole() -> None:
    whole = take_whole(A, ("when",))

    assert (whole.condition, whole.path) == (A, ("when",))
    assert whole.replace(B) == B


def test_a_statement_has_no_parts() -> None:
    assert parts_of(A) == []


def test_parts_are_given_with_the_way_to_them() -> None:
    ways = {
        kind: [(part.condition, part.path) for part in parts_of(kind((A, B)))]
        for kind in (All, Any)
    }

    assert ways == {
        All: [(A, ("when", "all", 0)), (B, ("when", "all", 1))],
        Any: [(A, ("when", "any", 0)), (B, ("when", "any", 1))],
    }
    assert [(part.condition, part.path) for part in parts_of(Not(A))] == [(A, ("when", "not"))]


def test_a_replaced_part_leaves_the_others_and_how_they_are_joined() -> None:
    for joined in (All, Any):
        replaced = [part.replace(NEVER) for part in parts_of(joined((A, B, C)))]

        assert replaced == [joined((NEVER, B, C)), joined((A, NEVER, C)), joined((A, B, NEVER))]


def test_what_is_not_so_is_replaced_below_its_not() -> None:
    (part,) = parts_of(Not(A))

    assert part.replace(B) == Not(B)


def test_a_part_deep_down_is_replaced_within_the_whole() -> None:
    (below_any,) = parts_of(Any((Not(All((A, B))),)))
    (below_not,) = list_parts(below_any)
    first, second = list_parts(below_not)

    assert second.path == ("when", "any", 0, "not", "all", 1)
    assert second.replace(C) == Any((Not(All((A, C))),))
    assert first.replace(C) == Any((Not(All((C, B))),))


def test_only_a_statement_about_codes_is_named_by_its_words() -> None:
    def name(condition: Statement | Not) -> str:
        return take_whole(condition, ()).name

    assert name(B) == "“b: no, me”"
    assert name(above("hours", 48)) == "this part"
    assert name(Not(A)) == "this part"
