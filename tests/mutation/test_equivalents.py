"""A mutant that survives is known by what it changes: it is listed with a reason, or told."""

import pytest

from tests.house.building import ROOT
from tests.mutation.equivalents import Equivalent, Verdict, judge, load_equivalents
from tests.mutation.floors import FLOORS
from tests.mutation.survivors import Survivor, read_change, read_name

SHOWN = """# app.conditions.truth.x_negate__mutmut_1: survived
--- app/conditions/truth.py
+++ app/conditions/truth.py
@@ -1,3 +1,3 @@
 def negate(truth: Truth) -> Truth:
-    first = 1
-    second = 2
+    first = None
"""


def survivor(becomes: str) -> Survivor:
    return Survivor("app/conditions/truth.py", "negate", "yes", becomes)


def listed(becomes: str) -> Equivalent:
    known = survivor(becomes)
    return Equivalent(
        file=known.file,
        function=known.function,
        was=known.was,
        becomes=known.becomes,
        because="Nobody can tell.",
    )


def test_a_survivor_that_is_listed_is_equivalent() -> None:
    assert judge("conditions", [survivor("no")], [listed("no")]) == Verdict(1, (), ())


def test_a_survivor_that_is_not_listed_is_told() -> None:
    verdict = judge("conditions", [survivor("no"), survivor("maybe")], [listed("no")])

    assert verdict == Verdict(1, (survivor("maybe"),), ())


def test_one_entry_stands_for_one_mutant() -> None:
    verdict = judge("conditions", [survivor("no"), survivor("no")], [listed("no")])

    assert verdict.unlisted == (survivor("no"),)


def test_an_entry_without_its_mutant_is_told() -> None:
    assert judge("conditions", [], [listed("no")]).idle == (survivor("no"),)


def test_entries_of_other_floors_are_left_alone() -> None:
    assert judge("engine", [], [listed("no")]) == Verdict(0, (), ())


def test_a_change_is_read_without_numbers_of_lines() -> None:
    assert read_change(SHOWN) == ("first = 1\nsecond = 2", "first = None")


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("app.conditions.truth.x_negate__mutmut_1", "negate"),
        ("app.conditions.truth.x__join__mutmut_12", "_join"),
        ("app.conditions.truth.xǁTruthǁ_unit__mutmut_3", "Truth._unit"),
    ],
)
def test_a_mutant_is_called_by_file_and_function(name: str, function: str) -> None:
    assert read_name(name) == ("app/conditions/truth.py", function)


def test_a_name_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="is not the name of a mutant"):
        read_name("app.conditions.truth.negate")


def test_every_entry_changes_lines_that_are_there_and_gives_a_reason() -> None:
    for entry in load_equivalents():
        lines = {line.strip() for line in (ROOT / entry.file).read_text("utf-8").splitlines()}

        assert entry.file.split("/")[1] in FLOORS
        assert set(entry.was.splitlines()) <= lines, f"{entry.file}: {entry.was} is not there."
        assert entry.because.endswith(".")


def test_tests_that_are_left_out_are_there() -> None:
    for floor in FLOORS.values():
        for test in floor.left_out:
            file, _, name = test.partition("::")
            assert f"def {name}(" in (ROOT / file).read_text("utf-8") or not name
