"""Prove every rule set by its worked examples, and ask for those that are missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import TypeAlias

from app.documents.model import parse_as
from app.documents.problem import DocumentError, Fault, Path, Problem
from app.documents.reader import load_document
from app.engine.catalogue import Rules
from app.engine.evaluate import assess_indicators
from app.engine.examples import OPEN, OUTCOME, WorkedExample, check_example, expand_example
from app.engine.ids import FindingId
from app.engine.model import Example, ExampleFile, Expectation, RuleSet
from app.engine.result import FindingStatus, Ranks, RuleSetResult
from app.engine.suggestions import suggest_example
from app.instruments.catalogue import Published

# What an example shows: `findings` or `outcomes`, which of them, and whether as yes, no or open.
Shown: TypeAlias = set[tuple[str, str, FindingStatus]]


def check_examples(folder: FilePath, rules: Rules) -> list[Problem]:
    """Run every worked example below `folder` and give every problem.

    Each finding and each outcome of each version of a rule set needs an example in which it is yes,
    one in which it is no, and one in which it is open.
    """
    problems: list[Problem] = []
    shown: dict[str, Shown] = defaultdict(set)
    files = sorted(folder.glob("*/examples/*.yaml"))
    for path in sorted({*folder.glob("*/*/**/*.y*ml")} - {*files}):
        hint = "Move it to `<rule-set>/examples/<name>.yaml`."
        problems.append(Problem(_name(path, folder), 1, "", "would never be read here", hint))
    for path in files:
        try:
            document = load_document(path, _name(path, folder))
            file = parse_as(document, ExampleFile)
        except DocumentError as error:
            problems += error.problems
            continue
        faults = _check_file(file, path.parents[1].name, rules, shown)
        problems += (document.problem(f.path, f.what, f.hint) for f in faults)
    for each in rules.rule_sets:
        problems += _list_missing(each, shown[each.name], rules)
    return problems


def _name(path: FilePath, folder: FilePath) -> str:
    return path.relative_to(folder.parent).as_posix()


def _check_file(
    file: ExampleFile, folder: str, rules: Rules, shown: dict[str, Shown]
) -> Iterator[Fault]:
    published = rules.rule_sets.find(file.rule_set, file.version)
    if file.rule_set != folder:
        hint = f"Write {folder}, or move the file."
        yield Fault(("rule_set",), f"this folder has the examples of “{folder}”", hint)
    elif published is None:
        hint = "Write the version of a file in the folder above."
        yield Fault(("version",), f"there is no version {file.version} of “{folder}”", hint)
    else:
        for number, example in enumerate(file.examples):
            yield from _check_one(example, ("examples", number), published, rules)
            shown[published.name] |= _show(example.expect, published.item)


def _check_one(
    example: Example, path: Path, published: Published[RuleSet], rules: Rules
) -> Iterator[Fault]:
    groups = published.item.groups or (None,)
    group = groups[0] if example.group is None and len(groups) == 1 else example.group
    if group not in groups:
        hint = f"Write `group:` with one of: {', '.join(map(str, groups))}."
        yield Fault((*path, "group"), "nothing says for which group of these this example is", hint)
        return
    compiled = rules.compile(published, group)
    faults = list(check_example(example, path, compiled))
    yield from faults
    if faults:
        return
    persons = list(expand_example(example, path, compiled))
    if not persons:
        hint = "Ask for fewer, or name the indicators below `present:`."
        yield Fault(path, "no dimension has that many indicators of these strengths", hint)
    for person in persons:
        yield from compare(person, assess_indicators(compiled, person.states))


def compare(person: WorkedExample, result: RuleSetResult) -> Iterator[Fault]:
    """Give a fault for everything that came out differently from what the example expects."""
    for path, expected, found in _list_pairs(person, result):
        if expected != found:
            what = f"“{person.name}” gives {found}, not {expected}"
            hint = "Correct the example if it is wrong, and the rule set if that is."
            yield Fault((*person.path, "expect", *path), what, hint)


def _list_pairs(person: WorkedExample, result: RuleSetResult) -> Iterator[tuple[Path, str, str]]:
    """Give what is expected and what was found, with the path of the expectation."""
    expect = person.expect
    possible = result.outcome.possible if result.outcome is not None else ()
    for dimension, status in person.dimensions.items():
        key = "dimensions" if dimension in expect.dimensions else "that_dimension"
        path: Path = (key, dimension) if key == "dimensions" else (key,)
        yield path, status.value, result.dimensions[dimension].status.value
    for finding, expected in expect.findings.items():
        yield ("findings", finding), expected.value, result.findings[finding].status.value
    if expect.outcome is not None:
        yield (OUTCOME,), expect.outcome, possible[0] if len(possible) == 1 else OPEN
    if expect.possible_outcomes:
        # The order of the table is nothing that an example has to repeat.
        yield ("possible_outcomes",), _join(expect.possible_outcomes), _join(possible)
    for name, indicators in expect.deciding.items():
        yield ("deciding", name), _join(indicators), _join(_find_ranks(name, result))


def _join(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _find_ranks(name: str, result: RuleSetResult) -> Ranks:
    if name == OUTCOME:
        return result.outcome.deciding if result.outcome is not None else {}
    return result.findings[FindingId(name)].deciding


def _show(expect: Expectation, rule_set: RuleSet) -> Shown:
    """Give what the expectations of an example show."""
    shown: Shown = {("findings", name, status) for name, status in expect.findings.items()}
    possible = expect.possible_outcomes if expect.outcome == OPEN else (expect.outcome,)
    if expect.outcome is not None and possible:
        met = FindingStatus.YES if len(possible) == 1 else FindingStatus.OPEN
        for row in rule_set.outcomes:
            status = met if row.code in possible else FindingStatus.NO
            shown.add(("outcomes", row.code, status))
    return shown


def _list_missing(published: Published[RuleSet], shown: Shown, rules: Rules) -> Iterator[Problem]:
    rule_set = published.item
    if rule_set.variant_of is not None:
        return  # Its rules are proved by the examples of what it is a variant of.
    places: list[tuple[str, str, Path]] = [
        *(("findings", name, ("findings", name)) for name in rule_set.findings),
        *(("outcomes", row.code, ("outcomes", n)) for n, row in enumerate(rule_set.outcomes)),
    ]
    for kind, name, path in places:
        missing = [each for each in FindingStatus if (kind, name, each) not in shown]
        if missing:
            words = " or ".join(each.value for each in missing)
            suggested = suggest_example(rules.compile_groups(published), path)
            hint = f"Add one to rules/{rule_set.id}/examples/. {suggested}"
            what = f"no worked example shows “{name}” as {words}"
            yield published.document.problem(path, what, hint)
