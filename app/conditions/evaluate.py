"""Evaluate a condition over three truths, and keep the trace of how it came about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.conditions.model import All, Condition, Not, Statement
from app.conditions.truth import Truth, all_of, any_of, negate


@dataclass(frozen=True)
class Judgement:
    """What is known of one statement, and what it waits for while that is unknown.

    `waits_for` names questions without an answer; `missing` says in stable codes what else is
    missing (`parameter:minimum_wage`, `currency`, ...).
    """

    truth: Truth
    waits_for: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


Judge = Callable[[Statement], Judgement]


@dataclass(frozen=True)
class Trace:
    """A condition with its truth; the parts, or the judgement where it is a statement."""

    condition: Condition
    truth: Truth
    parts: "tuple[Trace, ...]" = ()
    judgement: Judgement | None = None


def evaluate(condition: Condition, judge: Judge) -> Trace:
    """Give the truth of `condition` and its trace; every part is evaluated and kept."""
    if isinstance(condition, Statement):
        judgement = judge(condition)
        return Trace(condition, judgement.truth, judgement=judgement)
    if isinstance(condition, Not):
        inner = evaluate(condition.part, judge)
        return Trace(condition, negate(inner.truth), (inner,))
    traces = tuple(evaluate(part, judge) for part in condition.parts)
    join = all_of if isinstance(condition, All) else any_of
    return Trace(condition, join(trace.truth for trace in traces), traces)


def list_open_statements(trace: Trace) -> Iterator[Trace]:
    """Give the statements that keep an unknown condition unknown, in their order."""
    if trace.truth is not Truth.UNKNOWN:
        return
    if trace.judgement is not None:
        yield trace
    for part in trace.parts:
        yield from list_open_statements(part)


def list_deciding_statements(trace: Trace) -> Iterator[Trace]:
    """Give the statements that make a condition what it is, in their order.

    For a yes of *any* these are the parts that are yes; for a no of *all*, the parts that are no;
    otherwise all parts of the same truth count. Of an unknown condition they are the open ones.
    """
    if trace.judgement is not None:
        yield trace
        return
    wanted = trace.truth if not isinstance(trace.condition, Not) else negate(trace.truth)
    for part in trace.parts:
        if part.truth is wanted:
            yield from list_deciding_statements(part)
