"""A hundred thousand people at night: the interactive engine and all table engines say the same."""

import io
from pathlib import Path

import pytest

from app.bulk.assess import Request, assess_file
from app.bulk.engines import find_engine
from app.engine.compile import CompiledRuleSet
from tests.bulk.records import SHIPPED, assess_one_by_one, draw_people, name_rules, write_people

PEOPLE = 100_000
WORKERS = 2
ENGINES = ("polars", "dask", "spark")

pytestmark = [
    pytest.mark.night,
    pytest.mark.timeout(3600),
    # Their own warnings are theirs, and they leave it to the end of the process to close some.
    pytest.mark.filterwarnings("ignore"),
]


def assess(rules: CompiledRuleSet, path: Path, engine: str, *, explain: bool) -> str:
    out = io.BytesIO()
    request = Request(rules, path, None, explain=explain)
    assess_file(request, find_engine(engine, WORKERS), lambda _: None, out)
    return out.getvalue().decode()


@pytest.mark.parametrize("explain", [False, True], ids=["", "explained"])
@pytest.mark.parametrize("rules", SHIPPED, ids=name_rules)
def test_all_engines_say_the_same_of_a_hundred_thousand_people(
    rules: CompiledRuleSet,
    explain: bool,  # noqa: FBT001 - A parameter of the test.
    tmp_path: Path,
) -> None:
    people = draw_people([each.id for each in rules.catalogue.indicators], PEOPLE)
    path = write_people(tmp_path / "people.csv", people)

    found = {name: assess(rules, path, name, explain=explain) for name in ENGINES}

    expected = assess_one_by_one(rules, people, explain=explain)
    assert [name for name, each in found.items() if each != expected] == []
