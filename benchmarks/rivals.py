"""The presumption of one person by other rule engines, translated from the plan of a rule set.

Nothing is described a second time: the plan's comparisons and steps are written out in the
language of each engine. What a person answered is handed to them as they like it best, a number
for each indicator that is present (`p0`, `p1` …) and for each that may be (`m0`, `m1` …).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cel
import json_logic
import rule_engine
import zen
from datalogic_py import Engine

from app.bulk.plan import Name, Plan, Value
from app.bulk.questions import PRESUMPTION, Questions, Standing, plan_questions
from app.bulk.tallies import Bound, Comparison
from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.evaluate import IndicatorStates
from app.instruments.ids import IndicatorId

Numbers: TypeAlias = Mapping[str, int]
Judge: TypeAlias = Callable[[Numbers], object]
Logic: TypeAlias = "bool | int | str | list[Logic] | dict[str, Logic]"

YES, NO, OPEN = "yes", "no", "open"


@dataclass(frozen=True)
class Spelling:
    """How a language writes its operators."""

    both: str
    either: str
    true: str
    false: str


WORDS = Spelling("and", "or", "true", "false")
SIGNS = Spelling("&&", "||", "true", "false")


def hand_over(compiled: CompiledRuleSet, states: IndicatorStates) -> Numbers:
    """Give the numbers that other engines read of a person."""
    truths = [states.get(name, Truth.UNKNOWN) for name in compiled.class_of]
    present = {f"p{place}": int(truth is Truth.YES) for place, truth in enumerate(truths)}
    return present | {f"m{place}": int(truth is not Truth.NO) for place, truth in enumerate(truths)}


def make_rivals(compiled: CompiledRuleSet) -> dict[str, Judge]:
    """Give what says `yes`, `no` or `open` of the presumption, by the name of the engine."""
    questions = plan_questions(compiled)
    logic = write_logic(questions)
    by_datalogic = Engine().compile(logic)
    by_zen = zen.compile_expression(write_text(questions, WORDS))
    by_cel = cel.compile(write_text(questions, SIGNS))
    by_rule_engine = rule_engine.Rule(write_text(questions, WORDS))
    return {
        "datalogic-py": by_datalogic.evaluate,
        "zen-engine, one expression": by_zen.evaluate,
        "common-expression-language": by_cel.execute,
        "rule-engine": by_rule_engine.evaluate,
        "json-logic-qubit": lambda numbers: json_logic.jsonLogic(logic, numbers),
    }


def make_traced(compiled: CompiledRuleSet) -> Judge:
    """Give zen-engine's decision graph, with its trace: each part of the plan has its own name."""
    questions = plan_questions(compiled)
    decision = zen.ZenEngine().create_decision(json.dumps(write_graph(questions)))

    def judge(numbers: Numbers) -> object:
        answer = decision.evaluate(dict(numbers), {"trace": True})
        return answer["result"][PRESUMPTION]

    return judge


def write_text(questions: Questions, spelling: Spelling) -> str:
    """Write the presumption as one expression."""
    writer = _TextWriter(questions, spelling)
    return writer.decide(questions.findings[PRESUMPTION])


def write_graph(questions: Questions) -> dict[str, object]:
    """Write everything that the plan says of a person as a graph with one node of expressions."""
    writer = _TextWriter(questions, WORDS)
    plan = questions.plan
    parts = {name: writer.compare(each) for name, each in plan.comparisons.items()}
    parts |= {name: writer.join(name, "$.") for name in plan.steps}
    for standings in (questions.dimensions, questions.findings, questions.outcomes):
        parts |= {Name(name): writer.decide(each, "$.") for name, each in standings.items()}
    rows = [{"id": name, "key": name, "value": text} for name, text in parts.items()]
    kinds = {"in": "inputNode", "rules": "expressionNode", "out": "outputNode"}
    content: dict[str, object] = {"rules": {"expressions": rows}}
    return {
        "nodes": [
            {"id": name, "name": name, "type": kind, "content": content.get(name, {})}
            for name, kind in kinds.items()
        ],
        "edges": [
            {"id": f"{start}-{end}", "sourceId": start, "targetId": end, "type": "edge"}
            for start, end in (("in", "rules"), ("rules", "out"))
        ],
    }


class _TextWriter:
    """Writes comparisons and steps as text; a name that is read is written out in its place."""

    def __init__(self, questions: Questions, spelling: Spelling) -> None:
        self._plan = questions.plan
        self._places = {name: place for place, name in enumerate(questions.indicators)}
        self._spelling = spelling

    def decide(self, standing: Standing, before: str | None = None) -> str:
        may_be = self._read(standing.may_be, before)
        may_not_be = self._read(standing.may_not_be, before)
        return f'{may_be} ? ({may_not_be} ? "{OPEN}" : "{YES}") : "{NO}"'

    def join(self, name: Name, before: str | None = None) -> str:
        rows = [
            f" {self._spelling.both} ".join(self._read(each, before) for each in row)
            for row in self._plan.steps[name]
        ]
        return f" {self._spelling.either} ".join(f"({row})" for row in rows)

    def compare(self, comparison: Comparison) -> str:
        terms = (
            name if weight == 1 else f"{weight} * {name}"
            for weight, name in list_terms(comparison, self._places)
        )
        return f"{' + '.join(terms)} {write_bound(comparison)} {comparison.number}"

    def _read(self, value: Value, before: str | None) -> str:
        """Write a value; with `before`, by its name, in front of which that is written."""
        if isinstance(value, bool):
            return self._spelling.true if value else self._spelling.false
        if before is not None:
            return f"{before}{value}"
        if value in self._plan.comparisons:
            return f"({self.compare(self._plan.comparisons[value])})"
        return f"({self.join(value)})"


def write_logic(questions: Questions) -> Logic:
    """Write the presumption as JsonLogic."""
    plan = questions.plan
    places = {name: place for place, name in enumerate(questions.indicators)}
    standing = questions.findings[PRESUMPTION]
    may_be, may_not_be = (
        _write_value(each, plan, places) for each in (standing.may_be, standing.may_not_be)
    )
    return {"if": [may_be, {"if": [may_not_be, OPEN, YES]}, NO]}


def _write_value(value: Value, plan: Plan, places: Mapping[IndicatorId, int]) -> Logic:
    if isinstance(value, bool):
        return value
    if value in plan.comparisons:
        comparison = plan.comparisons[value]
        terms: list[Logic] = [
            {"var": name} if weight == 1 else {"*": [weight, {"var": name}]}
            for weight, name in list_terms(comparison, places)
        ]
        return {write_bound(comparison): [{"+": terms}, comparison.number]}
    return {
        "or": [
            {"and": [_write_value(each, plan, places) for each in row]} for row in plan.steps[value]
        ]
    }


def list_terms(
    comparison: Comparison, places: Mapping[IndicatorId, int]
) -> Sequence[tuple[int, str]]:
    """Give the numbers that a comparison adds up, each with its weight."""
    letter = "p" if comparison.bound is Bound.PRESENT_AT_MOST else "m"
    return [
        (part.weight, f"{letter}{places[name]}")
        for part in comparison.tally.parts
        for name in part.indicators
    ]


def write_bound(comparison: Comparison) -> str:
    """Give the sign of a comparison."""
    return "<=" if comparison.bound is Bound.PRESENT_AT_MOST else ">="
