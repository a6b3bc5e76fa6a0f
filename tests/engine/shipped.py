"""The shipped rule sets, compiled once for all tests of the engine."""

from functools import cache
from pathlib import Path

from app.documents.problem import Problem
from app.engine.catalogue import Rules, load_rules
from app.engine.compile import CompiledRuleSet
from app.instruments.catalogue import Shelf, load_shelf
from app.instruments.ids import GroupId
from app.instruments.model import Catalogue
from app.instruments.source_checks import check_catalogue

ROOT = Path(__file__).parents[2]
ADULT, CHILD = GroupId("adult"), GroupId("child")
COMPILED = (
    ("presumption-adult", ADULT),
    ("presumption-child", CHILD),
    ("ilo-ec-2009-published", ADULT),
    ("ilo-ec-2009-published", CHILD),
)


@cache
def load_catalogues() -> Shelf[Catalogue]:
    """Read the shipped catalogues."""
    problems: list[Problem] = []
    shelf = load_shelf(ROOT / "indicators" / "catalogues", Catalogue, check_catalogue, problems)
    assert not problems
    return shelf


@cache
def load_shipped() -> Rules:
    """Read the shipped rule sets."""
    return load_rules(ROOT / "rules", load_catalogues())


def compiled(name: str, group: GroupId) -> CompiledRuleSet:
    """Give a shipped rule set, ready to be evaluated."""
    published = load_shipped().find(name)
    assert published is not None
    return load_shipped().compile(published, group)
