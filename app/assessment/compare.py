"""What is different between two frozen assessments of the same interview, as codes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Codes: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class VersionChange:
    """A file that was used in another version; None where it was not used at all."""

    kind: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class StateChange:
    """An indicator whose state changed; None where the catalogue does not have it."""

    indicator: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ResultChange:
    """A dimension, finding or outcome of one rule set and group that changed.

    `kind` is a key of frozen results. Several codes are outcomes that are all still possible; none
    at all say that the rule set gave no such thing.
    """

    rule_set: str
    group: str | None
    kind: str
    name: str
    before: Codes
    after: Codes


@dataclass(frozen=True)
class AssessmentDiff:
    """All that is different; `child` is what is known of being under 18, where that changed."""

    versions: tuple[VersionChange, ...]
    child: tuple[str, str] | None
    indicators: tuple[StateChange, ...]
    results: tuple[ResultChange, ...]

    @property
    def comes_out_the_same(self) -> bool:
        """Say whether nothing but versions is different."""
        return not (self.child or self.indicators or self.results)


_Said: TypeAlias = Mapping[tuple[str, str | None, str, str], Codes]


def compare_frozen(before: str, after: str) -> AssessmentDiff:
    """Compare two assessments as they were frozen."""
    old, new = json.loads(before), json.loads(after)
    children = (str(old["child"]), str(new["child"]))
    return AssessmentDiff(
        versions=tuple(_compare_versions(before, after)),
        child=None if children[0] == children[1] else children,
        indicators=tuple(_compare_states(old["indicators"], new["indicators"])),
        results=tuple(_compare_results(_read_results(before), _read_results(after))),
    )


def _compare_versions(before: str, after: str) -> Iterator[VersionChange]:
    old, new = _read_versions(before), _read_versions(after)
    for place in {**old, **new}:
        names = old.get(place), new.get(place)
        if names[0] != names[1]:
            yield VersionChange(place[0], *names)


def _read_versions(text: str) -> dict[tuple[str, str], str]:
    """Give the files of a frozen assessment as `id@version`, by their kind and id."""
    versions = [(str(each["kind"]), str(each["name"])) for each in json.loads(text)["versions"]]
    return {(kind, name.split("@")[0]): name for kind, name in versions}


def _compare_states(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[StateChange]:
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            yield StateChange(name, old.get(name), new.get(name))


def _read_results(text: str) -> _Said:
    """Give all that the rule sets say, by rule set, group, kind and name."""
    content = json.loads(text)
    said: dict[tuple[str, str | None, str, str], Codes] = {}
    for result in (*content["leading"], *content["others"]):
        place = (str(result["rule_set"]).split("@")[0], result["group"])
        for kind in ("findings", "dimensions"):
            said |= {(*place, kind, name): (code,) for name, code in result[kind].items()}
        said[*place, "outcome", ""] = tuple(result["possible_outcomes"])
    return said


def _compare_results(old: _Said, new: _Said) -> Iterator[ResultChange]:
    for place in {**old, **new}:
        codes = old.get(place, ()), new.get(place, ())
        if codes[0] != codes[1]:
            yield ResultChange(*place, *codes)
