"""What only shows across all figures of a programme."""

from collections.abc import Iterator

from app.datasets.performance.compute import FIGURES
from app.datasets.performance.model import Performance
from app.documents.problem import Fault
from app.instruments.checks import find_repeated
from app.instruments.references import suggest

# A period is what a figure is always about; the others are people's.
BROKEN_DOWN_BY = frozenset(
    {
        "sex",
        "age_group",
        "nationality",
        "place",
        "form_of_exploitation",
        "period",
        "organisation",
    }
)


def check_performance(performance: Performance) -> Iterator[Fault]:
    """Give a fault for each figure that can't be computed, or isn't declared."""
    declared = [(each.id, ("indicators", n, "id")) for n, each in enumerate(performance.indicators)]
    typed = [(each.id, ("entered", n, "id")) for n, each in enumerate(performance.entered)]
    yield from find_repeated([*declared, *typed], "indicator")
    names = {name for name, _ in declared}
    for name, path in declared:
        if name not in FIGURES:
            yield Fault(path, f"{name} is computed nowhere", suggest(name, FIGURES, "figure"))
    for name in sorted(set(FIGURES) - names):
        yield Fault(("indicators",), f"{name} is computed and not declared", "Declare it.")
    for number, each in enumerate(performance.indicators):
        for name in each.disaggregate_by:
            if name not in BROKEN_DOWN_BY:
                hint = suggest(name, BROKEN_DOWN_BY, "dimension")
                yield Fault(("indicators", number, "disaggregate_by"), f"{name} is none", hint)
