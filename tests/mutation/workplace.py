"""The folder in which mutmut works on one floor, and what is kept there from run to run."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.mutation.floors import Floor

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "var" / "mutation"
LINKED = ("app", "tests", "indicators", "rules")
LEAST_PRIORITY = 10

# How many seconds are added to what a mutant's tests take, before that is taken four times. On a
# busy machine the first is soon over, so what did not end in it is tried again with the second.
BRIEF, PATIENT = 3, 30

# What was tried and is not tried again until its function changes.
KILLED = {1, 3}
TOO_SLOW = {24, 36, 152, 255, -24}


class RunError(Exception):
    """The tests can't be run with mutants; says what to look at."""


def prepare(floor: Floor, *, again: bool) -> Path:
    """Give the floor's folder, with what was killed before unless all is to be tried again.

    What survived is tried anew, since a test may have been written for it.
    """
    folder = PLACE / floor.name
    if again:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for name in LINKED:
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
        if name != "app":
            shutil.rmtree(folder / "mutants" / name, ignore_errors=True)
    (folder / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    for path in list_records(folder):
        record = json.loads(path.read_text(encoding="utf-8"))
        tried = record["exit_code_by_key"]
        record["exit_code_by_key"] = {
            name: code if code in KILLED else None for name, code in tried.items()
        }
        path.write_text(json.dumps(record), encoding="utf-8")
    return folder


def try_mutants(floor: Floor, folder: Path) -> dict[str, int | None]:
    """Give each mutant's name with how its tests ended; None for one that was not tried."""
    run_mutants(floor, folder, seconds=BRIEF)
    if any(code in TOO_SLOW for _, code in read_exits(folder)):
        # mutmut tries again what was stopped where the time that it gives has changed.
        run_mutants(floor, folder, seconds=PATIENT)
    return dict(read_exits(folder))


def write_settings(floor: Floor, seconds: int) -> str:
    """Write mutmut's table for pyproject.toml."""
    selected = [*floor.tests, *(f"--deselect={test}" for test in floor.left_out)]
    pytest = ["no:cacheprovider", "no:xdist", "no:cov", "shortest_first"]
    arguments = [*(word for name in pytest for word in ("-p", name)), "--timeout", "0"]
    lines = [
        "",
        "[tool.mutmut]",
        'source_paths = ["app"]',
        f"only_mutate = {json.dumps([f'app/{floor.name}/*'])}",
        'also_copy = ["indicators", "rules"]',
        f"pytest_add_cli_args_test_selection = {json.dumps(selected)}",
        f"pytest_add_cli_args = {json.dumps(arguments)}",
        "track_dependencies = false",
        "use_git_change_detection = false",
        "timeout_multiplier = 4.0",
        f"timeout_constant = {seconds}.0",
    ]
    return "\n".join(lines) + "\n"


def run_mutants(floor: Floor, folder: Path, *, seconds: int) -> None:
    """Try every mutant that was not tried before, on one core and behind everything else."""
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(settings + write_settings(floor, seconds), "utf-8")
    os.nice(LEAST_PRIORITY - os.nice(0))
    log = folder / "run.log"
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1"]
    with log.open("wb") as written:
        done = subprocess.run(  # noqa: S603 - Its words are our own.
            command,
            cwd=folder,
            env=write_environment(),
            stdout=written,
            stderr=written,
            check=False,
        )
    if done.returncode != 0:
        raise RunError(f"mutmut ended early. Read {log.relative_to(ROOT)}; its last lines say why.")


def write_environment() -> dict[str, str]:
    """Give the environment in which pytest finds the plugin that puts short tests first."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "tests" / "mutation")}


def list_records(folder: Path) -> list[Path]:
    """List the files in which mutmut keeps what came out, one beside each mutated file."""
    return sorted((folder / "mutants" / "app").rglob("*.meta"))


def read_exits(folder: Path) -> Iterator[tuple[str, int | None]]:
    """Give each mutant's name with how its tests ended; None for one that was not tried."""
    for path in list_records(folder):
        if (
            Path(folder, "app", path.relative_to(folder / "mutants" / "app"))
            .with_suffix("")
            .exists()
        ):
            yield from json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"].items()
