"""Whom most figures are about: who was screened, who is presumed, who was decided on."""

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Final

from app.datasets.performance.model import Decision, Period, Person, Programme, Screening

PRESUMED: Final = "presumed_victim"
IDENTIFIED: Final = "identified"
REFUSED: Final = "not_a_victim"
ADULT: Final = 18
DIMENSIONS: Final = (
    "sex", "age_group", "nationality", "place", "form_of_exploitation", "organisation",
)  # fmt: skip


class People:
    """The people of a programme in a period, worked out once for all figures."""

    def __init__(self, programme: Programme, period: Period) -> None:
        self.programme = programme
        self.period = period
        self.known = {each.person: each for each in programme.people}
        self._completed: dict[str, list[datetime]] = {}
        for each in programme.screenings:
            if each.completed_at is not None:
                self._completed.setdefault(each.person, []).append(each.completed_at)
        self.screened = self._find_latest()
        self.presumed = {
            person: found for person, found in self.screened.items() if found.outcome == PRESUMED
        }
        self.decided = [each for each in programme.decisions if period.holds(each.on)]
        self.identified = {each.person for each in self.decided if each.outcome == IDENTIFIED}

    def _find_latest(self) -> dict[str, Screening]:
        """Give the latest screening that was completed in the period, by person."""
        found: dict[str, Screening] = {}
        for each in sorted(self.programme.screenings, key=_order):
            if self.period.holds(each.completed_at):
                found[each.person] = each
        return found

    def find_last_before(self, decision: Decision) -> datetime | None:
        """Give when the last screening before a decision was completed."""
        moments = (
            moment
            for moment in self._completed.get(decision.person, ())
            if moment.date() <= decision.on
        )
        return max(moments, default=None)

    def is_child(self, person: str) -> bool:
        """Say whether a person is known to be under 18."""
        age = self.known[person].age if person in self.known else None
        return age is not None and age < ADULT

    def list_first_referrals(self) -> dict[str, datetime]:
        """Give when each presumed victim was first referred after the screening."""
        found: dict[str, datetime] = {}
        for each in sorted(self.programme.referrals, key=lambda each: each.sent_at):
            screening = self.presumed.get(each.person)
            if screening is not None and each.sent_at >= completed(screening):
                found.setdefault(each.person, each.sent_at)
        return found


def completed(screening: Screening) -> datetime:
    """Give when a screening was completed; one that wasn't never gets here."""
    return screening.completed_at or screening.started_at


def days_from(screening: Screening, day: date) -> int:
    """Give the days from the end of a screening to a day."""
    return (day - completed(screening).date()).days


def _order(screening: Screening) -> tuple[datetime, str]:
    return completed(screening), screening.screening


def name_category(person: Person, dimension: str) -> str:
    """Give the category of a person in a dimension."""
    if dimension != "age_group":
        return str(getattr(person, dimension))
    if person.age is None:
        return "unknown"
    return "child" if person.age < ADULT else "adult"


def split(programme: Programme, dimension: str) -> dict[str, Programme]:
    """Give the programme by the categories of its people; what has no person is left out."""
    categories = {each.person: name_category(each, dimension) for each in programme.people}
    return {
        category: _restrict(programme, {p for p, c in categories.items() if c == category})
        for category in sorted(set(categories.values()))
    }


def _restrict(programme: Programme, people: set[str]) -> Programme:
    parts = {
        each.name: tuple(
            row for row in getattr(programme, each.name) if getattr(row, "person", None) in people
        )
        for each in fields(Programme)
    }
    # Officers are nobody's case; how many there are stays the same.
    return replace(programme, **{**parts, "officers": programme.officers})
