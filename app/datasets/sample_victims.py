"""Invented but plausible records of victims, for demonstration and tests; no case is real.

How often something occurs is set in the tables of this file and of `drawing`. The figures are ours:
they make every code, silence and rare combination occur, and describe no country.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import TypeAlias

from app.conditions.values import PartialDate, Silence
from app.datasets.drawing import COUNTRIES, Draw, Opening, list_openings
from app.datasets.model import Dataset
from app.datasets.records import Record, Value

Values: TypeAlias = dict[str, Value | Silence]

FORMS = {
    "labour": 46, "sexual": 32, "domestic_servitude": 7, "begging": 8, "criminal_activity": 6,
    "forced_marriage": 4, "adoption": 1, "organ_removal": 1, "armed_service": 1, "surrogacy": 1,
    "child_labour": 2, "other": 2,
}  # fmt: skip
SECTORS = {
    "f": 24, "a_crops": 14, "a": 4, "a_fishing": 3, "a_forestry": 2, "c": 12, "i": 10, "t": 9,
    "h": 5, "n": 5, "g": 4, "e": 2, "o": 1, "b": 2, "s": 2, "q": 2, "begging": 8, "peddling": 3,
    "illicit_activities": 5,
}  # fmt: skip
SEXES = {"female": 56, "male": 43, "other": 1}
GENDERS = {"feminine": 55, "masculine": 42, "transgender_feminine": 1, "non_conforming": 1,
           "transgender_masculine": 1}  # fmt: skip
SHOWN_BY_SECTOR = ("labour", "domestic_servitude", "begging", "child_labour")
STATUSES = {"identified": 52, "presumed": 38, "not_a_victim": 4, "pending": 6}
FIRST_DAY = date(2019, 1, 1)
DAYS = 7 * 365
# Two in a hundred people come back in a second episode.
RETURNING = 2
# What a record can't be without.
KEPT = ("record_id", "person_code", "episode", "victim_status", "registered_on", "forms",
        "principal_form", "presumed_on", "identified_on")  # fmt: skip


def generate_victims(dataset: Dataset, seed: int, own: str = "RS") -> Iterator[Record]:
    """Give invented records without end; record n is the same however many are taken."""
    openings = list_openings(dataset)
    return (_generate(openings, seed, number, own) for number in count(1))


def _generate(openings: tuple[Opening, ...], seed: int, number: int, own: str) -> Record:
    draw = Draw(seed, "victim", number)
    values: Values = {}
    for part in _PARTS:
        values |= part(draw, number, own, values)
    for opening in openings:
        if opening.field not in values:
            values[opening.field] = draw.choose(opening)
    values |= _list_inapplicable(values)
    return Record(draw.silence(values, KEPT))


def _draw_registration(draw: Draw, number: int, own: str, _: Values) -> Values:
    again = number > 1 and draw.happens(RETURNING)
    person = draw.number(1, number - 1) if again else number
    registered = FIRST_DAY + timedelta(days=draw.number(0, DAYS - 1))
    status = draw.pick(STATUSES)
    identified = draw.day_after(registered, 120)
    return {
        "record_id": f"V{number:06}",
        "person_code": f"P{person:06}",
        "episode": 2 if again else 1,
        "registered_before": "yes" if again else "no",
        "registered_on": registered,
        "interviewed_on": registered,
        "victim_status": status,
        "presumed_on": registered,
        "identified_on": identified if status == "identified" else Silence.NOT_APPLICABLE,
        "identified_in": own,
    }


def _draw_person(draw: Draw, _: int, own: str, __: Values) -> Values:
    age = draw.number_around(6, 24, 63)
    months = draw.number_around(0, 7, 60)
    start = max(0, age - months // 12)
    return {
        "sex": draw.pick(SEXES),
        "gender": draw.pick(GENDERS),
        "age_at_identification": age,
        "age_at_start": start,
        "age_at_entry": max(0, start - draw.number(0, 1)),
        "exploited_months": months,
        "citizenships": draw.pick_some({**COUNTRIES, own: 40}, 1 if draw.happens(95) else 2),
    }


def _draw_exploitation(draw: Draw, _: int, own: str, values: Values) -> Values:
    forms = draw.pick_some(FORMS, 1 if draw.happens(85) else 3)
    registered, months = values["registered_on"], values["exploited_months"]
    end = registered if isinstance(registered, date) else FIRST_DAY
    began = end - timedelta(days=30 * (months if isinstance(months, int) else 0))
    recruited = began - timedelta(days=draw.number(0, 90))
    country = own if draw.happens(70) else draw.pick(COUNTRIES)
    return {
        "forms": forms,
        "principal_form": max(forms, key=FORMS.__getitem__),
        "sectors": draw.pick_some(SECTORS, 2),
        "recruited_on": _blur(draw, recruited),
        "departed_on": _blur(draw, draw.day_after(recruited, 30)),
        "exploitation_began": _blur(draw, began),
        "exploitation_ended": _blur(draw, end),
        "exploitation_countries": (country,),
        "crossed_border": draw.pick({"internal": 40, "cross_border": 55, "both": 5}),
        "hours_a_day": draw.number_around(6, 12, 20),
        "days_a_week": draw.number_around(4, 7, 7),
        "victim_status": values["victim_status"],
    }


def _blur(draw: Draw, day: date) -> PartialDate:
    known = draw.number(1, 3)
    month = day.month if known > 1 else None
    return PartialDate(day.year, month, day.day if known == 3 else None, about=draw.happens(10))


def _draw_what_followed(draw: Draw, _: int, own: str, values: Values) -> Values:
    registered = values["registered_on"]
    day = registered if isinstance(registered, date) else FIRST_DAY
    began = draw.day_after(day, 30)
    returned = draw.day_after(began, 400)
    return {
        "referred_in_on": day,
        "referred_out_on": draw.day_after(day, 20),
        "assistance_began": began,
        "assistance_ended": draw.day_after(began, 500),
        "support_plan_due": began + timedelta(days=180),
        "support_plan_ended": draw.day_after(began, 360),
        "reflection_granted_on": draw.day_after(day, 10),
        "permit_granted_on": draw.day_after(day, 120),
        "compensation_on": draw.day_after(day, 700),
        "compensation_amount": draw.number(3, 120) * 100,
        "journey_cost": draw.number(1, 60) * 100,
        "returned_on": returned,
        "returned_to": own if draw.happens(60) else draw.pick(COUNTRIES),
        "returned_from": draw.pick(COUNTRIES),
        "criminal_case": f"K-{day.year}-{draw.number(1, 60):03}",
        "sex_forms": draw.pick_some({"prostitution": 8, "pornography": 2, "remote_services": 1,
                                     "private_services": 1, "other": 1}, 2),
    }  # fmt: skip


_PARTS: tuple[Callable[[Draw, int, str, Values], Values], ...] = (
    _draw_registration,
    _draw_person,
    _draw_exploitation,
    _draw_what_followed,
)


def _list_inapplicable(values: Values) -> Values:
    """Give the fields that can't apply to the person, as not applicable."""
    forms, age = values["forms"], values["age_at_identification"]
    several = forms if isinstance(forms, tuple) else ()
    adult = isinstance(age, int) and age >= 18
    away: list[tuple[bool, tuple[str, ...]]] = [
        (not set(SHOWN_BY_SECTOR) & set(several), ("sectors",)),
        ("sexual" not in several, ("sex_forms",)),
        (adult, ("guardian_appointed",)),
        (values["victim_status"] == "not_a_victim", ("services", "residence_permit")),
        (values["return"] == "stays", ("returned_on", "returned_to", "returned_from")),
        (values["compensation"] not in {"awarded", "paid"},
         ("compensation_by", "compensation_amount", "compensation_currency")),
        (values["compensation"] == "not_claimed", ("compensation_on",)),
        (values["reflection_period"] != "granted", ("reflection_granted_on",)),
        (values["residence_permit"] == "refused", ("permit_granted_on",)),
        (values["assistance_accepted"] == "declined",
         ("services", "assistance_began", "assistance_ended")),
    ]  # fmt: skip
    return {field: Silence.NOT_APPLICABLE for holds, fields in away if holds for field in fields}
