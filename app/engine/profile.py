"""The eleven ILO indicators of forced labour as a profile: what is present, never a score."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.conditions.truth import Truth, any_of
from app.instruments.ids import GroupId, IndicatorId
from app.instruments.model import Catalogue


@dataclass(frozen=True)
class ProfileEntry:
    """One of the eleven, and the indicators of the other catalogue that feed it."""

    indicator: IndicatorId
    number: int
    label: str
    truth: Truth
    feeders: tuple[IndicatorId, ...]


def profile_indicators(
    eleven: Catalogue,
    catalogue: Catalogue,
    group: GroupId,
    states: Mapping[IndicatorId, Truth],
) -> tuple[ProfileEntry, ...]:
    """Give the eleven in their order: present if any indicator of the group that feeds it is.

    What nothing feeds is unknown, since nobody asked.
    """
    entries = []
    for each in eleven.indicators:
        number = each.number or 0
        feeders = tuple(
            indicator.id
            for indicator in catalogue.indicators
            if group in indicator.strengths and number in indicator.ilo11
        )
        found = any_of(states.get(feeder, Truth.UNKNOWN) for feeder in feeders)
        truth = found if feeders else Truth.UNKNOWN
        entries.append(ProfileEntry(each.id, number, each.label, truth, feeders))
    return tuple(entries)
