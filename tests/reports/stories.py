"""The interviews that golden files and pictures are made of, each by its name."""

from collections.abc import Mapping

from app.assessment.model import Settings
from app.conditions.values import Duration, DurationUnit, Silence, Text
from app.questionnaire.model import AnswerSheet
from tests.assessment.story import (
    ADULT_SINCE_LONG,
    CHILD_THEN,
    HARD_WORK,
    Told,
    give,
    set_to,
)
from tests.builders import day

BEGUN: Told = {"interview_language": "fr", "hurt_now": "no", "home_country": "ZZ"}
DECEIVED: Told = {"told_about": frozenset({"pay", "schooling"}), "found_it": "worse"}
HELD: Told = {"papers_held": "employer", "papers_back": "no"}
IN_DEBT: Told = {"any_debt": "yes", "debt_lasts": Duration(6, DurationUnit.MONTHS)}

# A presumption, with a story, a danger, figures, and nothing left to ask.
PRESUMED = give(
    {
        **BEGUN,
        **ADULT_SINCE_LONG,
        **HARD_WORK,
        **DECEIVED,
        **HELD,
        **IN_DEBT,
        "hurt_now": "yes",
        "own_words": Text("A man came to our village.\nHe promised <b>much</b>."),
    }
)
# The same work, but nothing else: most of it assumed.
ASSUMED = give(
    {**ADULT_SINCE_LONG, **HARD_WORK},
    {"told_about": frozenset({"nothing"}), "papers_held": "me", "any_debt": "no"},
)
# One strong sign alone, with silences: nothing left to ask, and open all the same.
SILENT = give(
    {
        **ADULT_SINCE_LONG,
        **HELD,
        "told_about": Silence.PREFER_NOT_TO_SAY,
        "found_it": Silence.UNKNOWN,
        "hours_day": Silence.UNKNOWN,
        "days_week": Silence.UNKNOWN,
        "pay_received": Silence.UNKNOWN,
        "pays_back": Silence.PREFER_NOT_TO_SAY,
        "any_debt": Silence.NOT_APPLICABLE,
    }
)
# Nothing is known of the age, and it matters.
AGELESS = give(
    {
        **{name: value for name, value in CHILD_THEN.items() if name != "birth_date"},
        **HARD_WORK,
        "home_country": "RS",
        "recruited_on": day("2024", about=True),
    }
)
CONFLICTING = set_to(present=["exploitation.bad_living"], absent=["exploitation.hours"])

STORIES: Mapping[str, tuple[AnswerSheet, Settings]] = {
    "presumed": (PRESUMED, {}),
    "assumed": (ASSUMED, set_to(absent=["exploitation.bad_living"])),
    "silent": (SILENT, set_to(absent=["exploitation.bad_living"])),
    "ageless": (AGELESS, {}),
    "conflicting": (PRESUMED, CONFLICTING),
    "empty": (give({}), {}),
}
