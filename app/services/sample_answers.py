"""Invented answers to the short screening, written as they would be typed.

Several choices stand side by side, dates as `2025-03`, money as `300 XTS month`; `?` and a code is
a silence, `!` before an answer says that nobody said so and it is assumed.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

Typed: TypeAlias = Mapping[str, str]

# A worker with whom all is in order.
IN_ORDER: Final[Typed] = MappingProxyType(
    {
        "safe_to_talk": "yes",
        "interview_language": "en",
        "interpreter": "no",
        "consent_interview": "yes",
        "consent_storage": "yes",
        "hurt_or_ill_now": "no",
        "life_threat_now": "no",
        "danger_seen": "nothing",
        "age_now": "34",
        "birth_date": "1991",
        "recruited_on": "2024-02",
        "told_about": "work hours pay",
        "turned_out": "nothing",
        "situation_then": "none_of_these",
        "before_arrival": "well",
        "work_began": "2024-03",
        "still_working": "yes",
        "hours_day": "8",
        "days_week": "5",
        "work_safety": "in_order",
        "made_to_do": "nothing",
        "lessons": "not_wanted",
        "paid_how": "money",
        "pay_received": "1600 XTS month",
        "pays_back": "no",
        "pay_matters": "in_order",
        "dues_not_given": "none_missing",
        "any_debt": "no",
        "papers_held": "me",
        "lodging_by": "me",
        "coming_going": "free",
        "treated_here": "well",
        "warned_here": "nothing",
        "bonds": "nothing",
        "stay_reasons": "content",
        "needs_now": "nothing",
        "afraid_after_talk": "no",
        "seen_site": "yes",
        "seen_exits": "usual",
        "seen_lodging": "not_seen",
        "seen_work": "in_order",
        "seen_people": "usual",
    }
)

# A worker who was deceived, works without end, and can't leave.
HELD: Final[Typed] = MappingProxyType(
    {
        **IN_ORDER,
        "interview_language": "ne",
        "interpreter": "yes",
        "age_now": "23",
        "birth_date": "2002-08",
        "recruited_on": "2025-01",
        "told_about": "work place hours pay lodging",
        "turned_out": "work hours pay lodging",
        "situation_then": "little_money dependants",
        "made_use_of": "little_money dependants",
        "before_arrival": "money_kept debt",
        "work_began": "2025-02",
        "hours_day": "14",
        "days_week": "7",
        "work_safety": "no_protection",
        "paid_how": "money_and_kind",
        "pay_received": "400 XTS month",
        "pays_back": "yes",
        "pay_given_back": "150 XTS month",
        "pay_matters": "high_charges lost_if_left",
        "dues_not_given": "contract insurance leave_and_rest",
        "any_debt": "yes",
        "debt_course": "unclear does_not_fall",
        "debt_if_left": "must_stay",
        "papers_held": "employer",
        "papers_back": "only_if",
        "lodging_by": "work_people",
        "lodging_elsewhere": "no",
        "lodging_state": "crowded dirty",
        "coming_going": "not_alone watched",
        "treated_here": "insulted",
        "warned_here": "report",
        "stay_reasons": "papers_or_fear",
        "needs_now": "papers pay_owed",
        "afraid_after_talk": "yes",
        "seen_exits": "guards",
        "seen_people": "afraid spoken_for",
    }
)

# A worker who did not want to speak of much.
SILENT: Final[Typed] = MappingProxyType(
    {
        **IN_ORDER,
        "birth_date": "?unknown",
        "age_now": "19",
        "told_about": "work pay",
        "turned_out": "pay",
        "situation_then": "?prefer_not_to_say",
        "before_arrival": "?prefer_not_to_say",
        "hours_day": "12",
        "days_week": "6",
        "pay_received": "?prefer_not_to_say",
        "any_debt": "?prefer_not_to_say",
        "papers_held": "!employer",
        "papers_back": "afraid_to_ask",
        "coming_going": "?prefer_not_to_say",
        "treated_here": "?prefer_not_to_say",
        "warned_here": "?prefer_not_to_say",
        "stay_reasons": "?unknown",
    }
)

# A talk that was broken off after the first questions.
BROKEN_OFF: Final[Typed] = MappingProxyType(
    {name: HELD[name] for name in list(HELD)[: list(HELD).index("situation_then")]}
)
