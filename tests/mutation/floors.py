"""Which floors are mutated, and which of their tests a mutant has to survive."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Floor:
    """A package of `app/` with the tests that try it.

    `left_out` are deep tests: each costs seconds for every mutant, and what they hold together is
    promised piece by piece in small tests too. So a mutant that only a deep test would see counts
    as one that survives.
    """

    name: str
    tests: tuple[str, ...]
    left_out: tuple[str, ...] = ()


_DIFF = "tests/engine/test_diff.py"

FLOORS = {
    floor.name: floor
    for floor in (
        Floor("conditions", ("tests/conditions", "tests/instruments")),
        Floor("assessment", ("tests/assessment",)),
        Floor(
            "engine",
            ("tests/engine",),
            (
                "tests/engine/test_brute_force.py",
                "tests/engine/test_properties.py",
                "tests/engine/test_proofs.py::test_shipped_rule_sets_keep_what_they_say",
                "tests/engine/test_smallest.py::test_one_more_is_counted_as_if_it_were_added",
                f"{_DIFF}::test_differences_are_those_that_trying_out_everybody_finds",
            ),
        ),
    )
}
