"""`flask check --timings` and `flask validate`: what they print, and how they end.

How many seconds a check may take is asserted by night; by day, how often it could read everything.
"""

import re
import shutil
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner, Result

from app.cli.checking import check
from app.cli.validating import validate
from app.services.library import LEADING, Library, load_library
from app.settings import REPOSITORY

SOUND = "Everything in indicators/ and rules/ is sound."
# What a check of everything that is shipped may take, by its own clock.
MOST_SECONDS = 10
# The same, in times that reading everything takes; it was seven to ten.
MOST_READINGS = 40
ROW = r"  V\d\d   (yes|no )      (yes|no|nothing) +(yes|no|open)"
PROPORTION = r"(\d+ of \d+ \(95 % interval \d+% to \d+%\)|can't be told: there is no such case)"


def run(folder: Path, command: object, *arguments: str) -> Result:
    places = {
        "THRESHOLD_INDICATORS": str(folder / "indicators"),
        "THRESHOLD_RULES": str(folder / "rules"),
    }
    return CliRunner().invoke(command, arguments, env=places)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def timed() -> tuple[Result, float]:
    """A check of what is shipped with its timings, and the seconds of work that it took."""
    begun = process_time()
    result = run(REPOSITORY, check, "--timings")
    return result, process_time() - begun


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(REPOSITORY / "indicators", REPOSITORY / "rules")


@pytest.fixture(scope="module")
def validated() -> Result:
    return run(REPOSITORY, validate)


def read_timings(result: Result) -> dict[str, float]:
    rows = re.findall(r"^ *(\d+\.\d{3}) s  (.+)$", result.output, re.MULTILINE)
    return {part: float(seconds) for seconds, part in rows}


def test_timings_name_every_rule_set_and_questionnaire_and_their_sum(
    timed: tuple[Result, float], library: Library
) -> None:
    result, _ = timed
    timings = read_timings(result)

    instruments = library.instruments
    named = {
        shelf.newest(name).name
        for shelf in (library.rules.rule_sets, instruments.questionnaires, instruments.modules)
        for name in shelf.list_ids()
    }
    whole = timings.pop("altogether")
    assert result.exit_code == 0
    assert named <= set(timings)
    assert whole == pytest.approx(sum(timings.values()), abs=0.001 * len(timings))
    assert result.output.splitlines()[-1] == SOUND


def test_everything_that_is_shipped_is_checked_while_it_could_be_read_forty_times(
    timed: tuple[Result, float],
) -> None:
    _, seconds = timed

    begun = process_time()
    load_library(REPOSITORY / "indicators", REPOSITORY / "rules", drafts=True)
    reading = process_time() - begun

    assert 0 < seconds < MOST_READINGS * reading


@pytest.mark.night
def test_everything_that_is_shipped_is_checked_in_less_than_ten_seconds(
    timed: tuple[Result, float],
) -> None:
    _, seconds = timed

    assert 0 < seconds < MOST_SECONDS


def test_timings_stand_above_the_problems(tmp_path: Path) -> None:
    for name in ("indicators", "rules"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    rules = tmp_path / "rules" / "presumption-adult" / "1.0.0.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("title:", "tittle:", 1))

    result = run(tmp_path, check, "--timings")

    assert result.exit_code == 1
    assert list(read_timings(result)) == ["altogether"]
    assert "tittle: `tittle` is not a key of this place. Did you mean `title`?" in result.stdout
    assert result.stderr.endswith("problem(s).\n")


def test_validate_says_first_how_few_the_cases_are_and_who_coded_them(validated: Result) -> None:
    first = validated.output.splitlines()[0]
    cases = list((REPOSITORY / "rules" / "validation").glob("*.yaml"))

    assert validated.exit_code == 0
    assert first.startswith(f"{len(cases)} decided cases, ")
    assert "These are very few, and they were not drawn by chance." in first
    assert "it doesn't measure how well the rules work." in first


def test_validate_prints_a_table_for_each_rule_set_that_claims_something(
    validated: Result, library: Library
) -> None:
    blocks = validated.output.split("\n\n")[1:]

    headings = [block.splitlines()[0] for block in blocks]
    names = {heading.partition(" (")[0] for heading in headings}
    assert {each.name for each in library.rules.rule_sets if each.id in LEADING} <= names
    assert names <= set(library.rules.rule_sets.list_names())
    for block in blocks:
        _, columns, *cases, sensitivity, specificity = block.splitlines()
        assert columns == "  case  decided  assuming noes  leaving open"
        assert all(re.fullmatch(ROW, each) for each in cases), cases
        assert re.fullmatch(f"  sensitivity {PROPORTION}", sensitivity), sensitivity
        assert re.fullmatch(f"  specificity {PROPORTION}", specificity), specificity


def test_validate_prints_the_problems_of_a_case_and_no_figures(tmp_path: Path) -> None:
    for name in ("indicators", "rules"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    case = tmp_path / "rules" / "validation" / "V02.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("id: V02", "id: V03", 1))

    result = run(tmp_path, validate)

    assert result.exit_code == 1
    assert result.stdout.startswith("rules/validation/V02.yaml:")
    assert "sensitivity" not in result.output


@pytest.mark.parametrize(("command", "arguments"), [(check, ("--time",)), (validate, ("V01",))])
def test_what_a_command_does_not_take_is_wrong_usage(
    command: object, arguments: tuple[str, ...]
) -> None:
    assert run(REPOSITORY, command, *arguments).exit_code == 2
