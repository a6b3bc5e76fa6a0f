"""Invented but plausible records of suspects and of proceedings; no case is real.

As in `sample_victims`, the figures are ours and describe no country.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from app.conditions.values import Silence
from app.datasets.drawing import COUNTRIES, Draw, Opening, list_openings
from app.datasets.model import Dataset
from app.datasets.records import Record
from app.datasets.sample_victims import DAYS, FIRST_DAY, FORMS, Values

# How far proceedings have gone, of a hundred suspects; each stage includes those before it.
INDICTED, TRIED, APPEALED, FINAL = 62, 70, 40, 80
VERDICTS = {"convicted": 74, "acquitted": 18, "dismissed": 8}
SENTENCES = {"imprisonment": 60, "suspended": 25, "fine": 10, "other": 5}
KEPT = ("record_id", "suspect_code", "criminal_case", "registered_on", "forms", "stage",
        "first_contact_on", "indicted_on", "trial_ended_on", "verdict", "second_verdict",
        "second_verdict_on", "final_on", "final_verdict", "person_kind", "knowing_use")  # fmt: skip


def generate_suspects(dataset: Dataset, seed: int, own: str = "RS") -> Iterator[Record]:
    """Give invented records without end; record n is the same however many are taken."""
    openings = list_openings(dataset)
    return (_generate(openings, seed, number, own) for number in count(1))


def _generate(openings: tuple[Opening, ...], seed: int, number: int, own: str) -> Record:
    draw = Draw(seed, "suspect", number)
    values = _draw_person(draw, number, own)
    values |= _draw_proceedings(draw, values)
    for opening in openings:
        if opening.field not in values:
            values[opening.field] = draw.choose(opening)
    if values["person_kind"] == "legal":
        values |= dict.fromkeys(("sex", "age_at_contact", "education"), Silence.NOT_APPLICABLE)
    return Record(draw.silence(values, KEPT))


def _draw_person(draw: Draw, number: int, own: str) -> Values:
    registered = FIRST_DAY + timedelta(days=draw.number(0, DAYS - 1))
    return {
        "record_id": f"S{number:06}",
        "suspect_code": f"T{number:06}",
        "criminal_case": f"K-{registered.year}-{draw.number(1, 60):03}",
        "registered_on": registered,
        "first_contact_on": registered,
        "investigation_opened_on": registered - timedelta(days=draw.number(0, 200)),
        "arrested_on": draw.day_after(registered, 60),
        "sex": draw.pick({"male": 68, "female": 32}),
        "age_at_contact": draw.number_around(15, 34, 70),
        "citizenships": draw.pick_some({**COUNTRIES, own: 90}, 1),
        "person_kind": draw.pick({"natural": 95, "legal": 5}),
        "knowing_use": draw.pick({"no": 90, "yes": 10}),
        "forms": draw.pick_some(FORMS, 1 if draw.happens(85) else 2),
    }


def _draw_proceedings(draw: Draw, values: Values) -> Values:
    """Give how far proceedings have gone; what was not reached is not applicable."""
    registered = values["registered_on"]
    day = registered if isinstance(registered, date) else FIRST_DAY
    away = Silence.NOT_APPLICABLE
    found: Values = dict.fromkeys(_REACHED, away)
    dropped = draw.pick({"not_prosecuted": 2, "discontinued": 1}) if draw.happens(40) else away
    found |= {
        "prosecution_decision": dropped,
        "stage": draw.pick({"suspected": 3, "arrested": 2, "case_dropped": 1}),
    }
    if not draw.happens(INDICTED):
        return found
    indicted = draw.day_after(day, 300)
    found |= {"indicted_on": indicted, "stage": "prosecuted", "prosecution_decision": "prosecuted"}
    if not draw.happens(TRIED):
        return found
    return found | _draw_judgments(draw, indicted)


def _draw_judgments(draw: Draw, indicted: date) -> Values:
    began = draw.day_after(indicted, 200)
    ended = draw.day_after(began, 500)
    verdict = draw.pick(VERDICTS)
    found: Values = {"trial_began_on": began, "trial_ended_on": ended, "verdict": verdict}
    if draw.happens(APPEALED):
        ended = draw.day_after(ended, 400)
        verdict = draw.pick({**VERDICTS, verdict: 80})
        found |= {"second_verdict": verdict, "second_verdict_on": ended}
    if draw.happens(FINAL):
        found |= {"final_verdict": verdict, "final_on": draw.day_after(ended, 60)}
    if verdict == "convicted":
        found |= _draw_sentence(draw)
    stages = {"convicted": "convicted", "acquitted": "acquitted"}
    return found | {"stage": stages.get(verdict, "case_dropped")}


def _draw_sentence(draw: Draw) -> Values:
    confiscated = draw.number(1, 400) * 100 if draw.happens(20) else 0
    return {
        "sentence": draw.pick(SENTENCES),
        "sentence_months": draw.number_around(3, 36, 180),
        "assets_confiscated": confiscated,
        "assets_seized": confiscated + draw.number(0, 50) * 100,
        "compensation_ordered": draw.number(0, 90) * 100,
        "convicted_of": draw.pick_some({"388": 5, "389": 1, "184": 2}, 1),
    }


_REACHED = (
    "indicted_on", "prosecution_decision", "trial_began_on", "trial_ended_on", "verdict",
    "second_verdict", "second_verdict_on", "final_verdict", "final_on", "sentence",
    "sentence_months", "assets_confiscated", "compensation_ordered", "convicted_of",
)  # fmt: skip
