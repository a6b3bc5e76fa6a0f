"""`python -m tests.mutation [FLOOR ...]`: does a test notice every small change to the code?

Tries the mutants that mutmut makes of app/conditions, app/assessment and app/engine. Each has to be
killed by a test or be listed in equivalent.yaml with the reason; anything else ends with 1. A run
that was interrupted goes on where it stopped.
"""

import argparse
import sys
from collections import Counter

from tests.mutation.equivalents import Verdict, judge, load_equivalents
from tests.mutation.floors import FLOORS, Floor
from tests.mutation.survivors import Survivor, find_survivor
from tests.mutation.workplace import (
    KILLED,
    TOO_SLOW,
    RunError,
    prepare,
    try_mutants,
)


def main() -> int:
    """Try the floors that are named, or all of them; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("floors", nargs="*", metavar="FLOOR", help=", ".join(FLOORS))
    parser.add_argument("--again", action="store_true", help="forget what was killed before")
    asked = parser.parse_args()
    if unknown := set(asked.floors) - set(FLOORS):
        parser.error(f"{', '.join(sorted(unknown))}: the floors are {', '.join(FLOORS)}.")
    try:
        return max(try_floor(FLOORS[name], again=asked.again) for name in asked.floors or FLOORS)
    except RunError as error:
        print(error, file=sys.stderr)
        return 1


def try_floor(floor: Floor, *, again: bool) -> int:
    """Try one floor and say what came out."""
    folder = prepare(floor, again=again)
    exits = try_mutants(floor, folder)
    kinds = Counter(map(name_kind, exits.values()))
    found = [find_survivor(folder, name) for name, code in exits.items() if survives(code)]
    verdict = judge(floor.name, found, load_equivalents())
    print(
        f"{floor.name}: {len(exits)} mutants, {kinds['killed']} killed, "
        f"{kinds['too slow']} stopped as endless, {verdict.equivalent} equivalent as listed, "
        f"{len(verdict.unlisted)} survive."
    )
    explain(verdict)
    if kinds["not tried"]:
        print(f"{kinds['not tried']} were not tried. Start again to go on.")
    return int(bool(verdict.unlisted or verdict.idle or kinds["not tried"]))


def name_kind(code: int | None) -> str:
    """Say what the way in which a mutant's tests ended means."""
    if code is None:
        return "not tried"
    if code in KILLED:
        return "killed"
    return "too slow" if code in TOO_SLOW else "survives"


def survives(code: int | None) -> bool:
    """Say whether tests ended in any other way than by noticing the mutant."""
    return name_kind(code) == "survives"


def explain(verdict: Verdict) -> None:
    """Print what has to be looked at."""
    if verdict.unlisted:
        print("Write a test that notices these, or list them in equivalent.yaml with the reason:")
    for survivor in verdict.unlisted:
        print_entry(survivor)
    if verdict.idle:
        print("These are listed, but no such mutant survives. Take them off the list:")
    for survivor in verdict.idle:
        print_entry(survivor)


def print_entry(survivor: Survivor) -> None:
    """Print a mutant as it would stand in the list."""
    print(f"- file: {survivor.file}\n  function: {survivor.function}")
    for key, text in (("was", survivor.was), ("becomes", survivor.becomes)):
        lines = "".join(f"\n    {line}" for line in text.splitlines())
        print(f"  {key}: |-{lines}")


if __name__ == "__main__":
    sys.exit(main())
