"""The smallest example of something: as few present indicators as possible, all others absent."""

from collections.abc import Iterable

from app.engine.compile import CompiledRuleSet
from app.engine.diagram import Counts, Node
from app.engine.ids import OutcomeCode
from app.instruments.ids import IndicatorId


def find_smallest(compiled: CompiledRuleSet, node: Node) -> tuple[IndicatorId, ...] | None:
    """Give the fewest indicators with which alone `node` is yes; None where nothing makes it so."""
    counts = compiled.diagrams.find_least(node)
    return None if counts is None else name_indicators(compiled, counts)


def name_indicators(compiled: CompiledRuleSet, counts: Counts) -> tuple[IndicatorId, ...]:
    """Give the first so many indicators of each class."""
    named = zip(compiled.classes, counts, strict=True)
    return tuple(name for each, number in named for name in each.indicators[:number])


def find_outcome(compiled: CompiledRuleSet, counts: Counts) -> OutcomeCode | None:
    """Give the outcome for exactly these counts; None where no row takes them."""
    exactly = tuple(range(number, number + 1) for number in counts)
    certain = (
        code
        for code, node in compiled.outcomes.items()
        if compiled.diagrams.is_certain(node, exactly)
    )
    return next(certain, None)


def word_present(indicators: Iterable[str]) -> str:
    """Say which indicators an example has, as the end of a sentence."""
    names = list(indicators)
    if not names:
        return "with no indicator present"
    *most, last = names
    return f"with {', '.join(most)} and {last}" if most else f"with {last}"
