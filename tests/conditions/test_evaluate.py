"""A condition is evaluated whole, and its trace says what decided it or keeps it open."""

from collections.abc import Iterable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from app.conditions.evaluate import (
    Judgement,
    Trace,
    evaluate,
    list_deciding_statements,
    list_open_statements,
)
from app.conditions.model import (
    All,
    Any,
    Codes,
    Comparison,
    Condition,
    Not,
    Statement,
    list_statements,
)
from app.conditions.truth import Truth, negate

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
NAMES = ("a", "b", "c", "d")


def says(name: str) -> Statement:
    return Statement(name, Comparison.IS, Codes(("yes",)))


def trace_of(condition: Condition, **truths: Truth) -> Trace:
    return evaluate(condition, lambda statement: Judgement(truths[statement.subject]))


def names_of(traces: Iterable[Trace]) -> list[str]:
    found = [trace.condition for trace in traces]
    return [condition.subject for condition in found if isinstance(condition, Statement)]


statements = st.sampled_from(NAMES).map(says)
conditions = st.recursive(
    statements,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)
states = st.fixed_dictionaries({name: st.sampled_from(Truth) for name in NAMES})


def test_statement_takes_the_truth_of_its_judgement() -> None:
    judgement = Judgement(UNKNOWN, waits_for=("a",), missing=("currency",))

    trace = evaluate(says("a"), lambda _: judgement)

    assert trace == Trace(says("a"), UNKNOWN, (), judgement)


def test_every_part_is_evaluated_and_kept_even_where_one_decides() -> None:
    trace = trace_of(Any((says("a"), All((says("b"), Not(says("c")))))), a=YES, b=NO, c=UNKNOWN)

    assert trace.truth is YES
    assert trace.condition == Any((says("a"), All((says("b"), Not(says("c"))))))
    assert [part.truth for part in trace.parts] == [YES, NO]
    assert [part.truth for part in trace.parts[1].parts] == [NO, UNKNOWN]
    assert trace.parts[1].parts[1].parts[0].truth is UNKNOWN


def test_not_of_an_unknown_statement_stays_unknown() -> None:
    assert trace_of(Not(says("a")), a=UNKNOWN).truth is UNKNOWN


def test_open_statements_are_those_that_keep_the_condition_unknown() -> None:
    condition = All((says("a"), Any((says("b"), says("c"))), Not(says("d"))))

    trace = trace_of(condition, a=UNKNOWN, b=YES, c=UNKNOWN, d=UNKNOWN)

    assert names_of(list_open_statements(trace)) == ["a", "d"]


def test_a_decided_condition_has_no_open_statements() -> None:
    trace = trace_of(Any((says("a"), says("b"))), a=YES, b=UNKNOWN)

    assert names_of(list_open_statements(trace)) == []


def test_a_yes_of_any_is_decided_by_the_parts_that_are_yes() -> None:
    trace = trace_of(Any((says("a"), says("b"), says("c"))), a=NO, b=YES, c=UNKNOWN)

    assert names_of(list_deciding_statements(trace)) == ["b"]


def test_a_no_of_all_is_decided_by_the_parts_that_are_no() -> None:
    trace = trace_of(All((says("a"), says("b"), Not(says("c")))), a=YES, b=NO, c=YES)

    assert names_of(list_deciding_statements(trace)) == ["b", "c"]


def test_a_yes_of_all_is_decided_by_every_part() -> None:
    trace = trace_of(All((says("a"), Not(says("b")))), a=YES, b=NO)

    assert names_of(list_deciding_statements(trace)) == ["a", "b"]


def test_statements_are_listed_in_the_order_in_which_they_are_written() -> None:
    condition = All((says("a"), Any((Not(says("b")), says("c"))), says("a")))

    assert [statement.subject for statement in list_statements(condition)] == list("abca")


@given(conditions, states, st.data())
def test_filling_in_an_unknown_never_turns_what_is_decided(
    condition: Condition, before: Mapping[str, Truth], data: st.DataObject
) -> None:
    after = {
        name: data.draw(st.sampled_from([YES, NO, UNKNOWN])) if truth is UNKNOWN else truth
        for name, truth in before.items()
    }

    first = trace_of(condition, **before).truth

    assert first in (UNKNOWN, trace_of(condition, **after).truth)


@given(conditions, states)
def test_deciding_statements_alone_decide(condition: Condition, state: Mapping[str, Truth]) -> None:
    trace = trace_of(condition, **state)
    deciding = names_of(list_deciding_statements(trace))
    alone = {name: truth if name in deciding else UNKNOWN for name, truth in state.items()}

    assert trace_of(condition, **alone).truth is trace.truth


@given(conditions, states)
def test_a_condition_is_unknown_exactly_where_it_has_open_statements(
    condition: Condition, state: Mapping[str, Truth]
) -> None:
    trace = trace_of(condition, **state)

    assert bool(names_of(list_open_statements(trace))) == (trace.truth is UNKNOWN)


@given(conditions, states)
def test_what_makes_a_condition_unknown_are_its_open_statements(
    condition: Condition, state: Mapping[str, Truth]
) -> None:
    trace = trace_of(condition, **state)

    if trace.truth is UNKNOWN:
        assert names_of(list_deciding_statements(trace)) == names_of(list_open_statements(trace))


@given(conditions, states)
def test_not_of_a_condition_is_its_opposite(
    condition: Condition, state: Mapping[str, Truth]
) -> None:
    truth = trace_of(condition, **state).truth

    assert trace_of(Not(condition), **state).truth is negate(truth)
