"""What a supervisor says beside the machine's finding, and what later answers say to that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.cases.workflow import CaseEventKind

SAYS = "says"
MACHINE = "machine"
RESULT = "result"


@dataclass(frozen=True)
class Override:
    """A presumption that a supervisor says there is, or is not; the machine's finding stays.

    `machine` is what the machine found then, `result` the id of that result. `is_contradicted`
    once a later answer speaks against it.
    """

    says: bool
    machine: str
    result: str
    is_contradicted: bool = False


@dataclass(frozen=True)
class Signs:
    """What a result says: the presumption (yes, no, open), and each indicator (yes, no, unknown).

    It is what an override stands beside.
    """

    presumption: str
    indicators: Mapping[str, str]


def find_override(events: Iterable[tuple[CaseEventKind, Mapping[str, str]]]) -> Override | None:
    """Give the override that a history leaves standing; None if there is none."""
    override: Override | None = None
    for kind, details in events:
        if kind is CaseEventKind.OVERRIDDEN:
            override = Override(details[SAYS] == "yes", details[MACHINE], details[RESULT])
        elif kind is CaseEventKind.OVERRIDE_WITHDRAWN:
            override = None
        elif kind is CaseEventKind.OVERRIDE_CONTRADICTED and override is not None:
            override = replace(override, is_contradicted=True)
    return override


def contradicts(says: bool, before: Signs, after: Signs) -> bool:  # noqa: FBT001
    """Say whether what was answered between two results speaks against an override.

    It does if the finding came to be the opposite, or if an indicator did: one is present now that
    was not, where the override says that there is no presumption; one is absent now that was not,
    where it says that there is. An answer that only supports an override raises no flag.
    """
    against = "no" if says else "yes"
    if after.presumption == against != before.presumption:
        return True
    return any(
        value == against != before.indicators.get(name) for name, value in after.indicators.items()
    )
