"""A small catalogue and small rule sets for tests of the engine."""

from app.conditions.truth import Truth
from app.documents.model import parse_as
from app.documents.reader import Data, Document
from app.engine.compile import CompiledRuleSet, compile_rule_set
from app.engine.model import Example, RuleSet
from app.instruments.ids import GroupId, IndicatorId
from app.instruments.model import Catalogue

ADULT, CHILD = GroupId("adult"), GroupId("child")
WORDS = {"title": "T", "description": "D", "note": "N"}
REASON = {"because": "B", "source": "S", "provenance": "proposal"}

# One dimension of each mixture: strong and medium ones, medium and weak ones. Children lack the
# weak one.
STRENGTHS = {
    "work.hours": "strong",
    "work.danger": "strong",
    "work.pay": "medium",
    "work.food": "medium",
    "work.lodging": "medium",
    "force.threat": "medium",
    "force.debt": "medium",
    "force.lie": "medium",
    "force.rumour": "weak",
}


def as_document(data: Data) -> Document:
    """Give data as a document without lines."""
    return Document("test.yaml", data, {}, "")


GRADED: dict[str, Data] = {
    "groups": [
        {"id": "adult", "label": "Adults", "count": "9"},
        {"id": "child", "label": "Children", "count": "8"},
    ],
    "dimension_rule": {
        "source": "S",
        "provenance": "proposal",
        "positive_with_any": [
            {"strong": "2"},
            {"strong": "1", "medium_or_weak": "1"},
            {"medium": "2", "weak": "1"},
        ],
    },
    "dimensions": [
        {"id": name, "label": name, "phase": "destination", "palermo_element": "means"}
        for name in ("work", "force")
    ],
}


def catalogue(*, graded: bool = True) -> Catalogue:
    """Give the small catalogue; an ungraded one has no strengths, groups or dimensions."""
    data: dict[str, Data] = {
        "id": "small",
        "version": "1.0.0",
        "title": "T",
        "publisher": "P",
        "document": "D",
        "edition": "E",
        "note": "N",
        "indicators": [_indicator(name, graded=graded) for name in STRENGTHS],
    }
    return parse_as(as_document(data | GRADED if graded else data), Catalogue)


def _indicator(name: str, *, graded: bool) -> Data:
    indicator: dict[str, Data] = {"id": name, "label": name, "covers": "C"}
    if not graded:
        return {**indicator, "provenance": "proposal"}
    strength: Data = {"strength": STRENGTHS[name], "provenance": "proposal"}
    groups = ["adult"] if STRENGTHS[name] == "weak" else ["adult", "child"]
    return {**indicator, "ilo11": ["1"], "strengths": dict.fromkeys(groups, strength)}


def rule_set(**keys: Data) -> RuleSet:
    """Give a rule set for adults over both dimensions; `keys` add to it or replace."""
    data: dict[str, Data] = {
        "id": "small-rules",
        "version": "1.0.0",
        **WORDS,
        "reads": "small@1.0.0",
        "groups": ["adult"],
        "dimensions": ["work", "force"],
        **keys,
    }
    return parse_as(as_document(data), RuleSet)


def finding(when: Data) -> Data:
    """Give a finding with this condition."""
    return {"title": "T", "when": when, **REASON}


def row(code: str, when: Data) -> Data:
    """Give a row of outcomes with this condition."""
    return {"code": code, "label": "L", "when": when, **REASON}


def last_row(code: str) -> Data:
    """Give the row that takes everything that is left."""
    return {"code": code, "label": "L", "otherwise": "yes", **REASON}


def compiled(group: GroupId | None = ADULT, **keys: Data) -> CompiledRuleSet:
    """Give a compiled rule set over the small catalogue."""
    return compile_rule_set(rule_set(**keys), catalogue(graded=group is not None), group)


def states(
    *, present: tuple[str, ...] = (), absent: tuple[str, ...] = ()
) -> dict[IndicatorId, Truth]:
    """Give states of indicators; the others are unknown."""
    return {IndicatorId(name): Truth.YES for name in present} | {
        IndicatorId(name): Truth.NO for name in absent
    }


def all_but(*names: str) -> tuple[str, ...]:
    """Give all indicators of the small catalogue but these."""
    return tuple(name for name in STRENGTHS if name not in names)


def example(**keys: Data) -> Example:
    """Give a worked example; what it doesn't say is absent."""
    data: dict[str, Data] = {"name": "N", "others": "no", "expect": {"outcome": "open"}, **keys}
    return parse_as(as_document(data), Example)
