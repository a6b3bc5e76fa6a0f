"""The invented work of a programme: screenings, referrals, decisions, cases. Nobody is real."""

from datetime import date, datetime, time, timedelta

from app.datasets.drawing import Draw
from app.datasets.performance.model import (
    Case,
    Consent,
    Decision,
    Facts,
    Intake,
    Interview,
    Officer,
    Person,
    Programme,
    Protection,
    Read,
    Referral,
    Request,
    Screening,
    Service,
    Suspect,
)

FIRST_DAY = date(2024, 1, 1)
DAYS = 720
OUTCOMES = {"presumed_victim": 30, "not_indicated": 55, "open": 15}
DECISIONS = {"identified": 55, "not_a_victim": 30, "inconclusive": 15}
FORMS = {"labour": 60, "sexual": 25, "other": 10, "unknown": 5}
STATES = {"filled": 80, "unknown": 12, "empty": 8}
OFFICERS = 25


def generate_programme(seed: int, people: int) -> Programme:
    """Give the invented work with so many people."""
    draw = Draw(seed, "programme", 1)
    names = [f"P{number:05}" for number in range(1, people + 1)]
    screenings = tuple(s for name in names for s in _screen(draw, name))
    return Programme(
        people=tuple(_invent_person(draw, name) for name in names),
        screenings=screenings,
        consents=tuple(c for name in names for c in _consent(draw, name)),
        referrals=tuple(_refer(draw, each) for each in screenings if draw.happens(40)),
        decisions=tuple(_decide(draw, name) for name in names if draw.happens(35)),
        services=tuple(_serve(draw, draw.pick(dict.fromkeys(names, 1))) for _ in names),
        cases=tuple(c for n, name in enumerate(names) for c in _open_cases(draw, n, name)),
        interviews=tuple(Interview(n, _day(draw)) for n in names for _ in range(draw.number(0, 3))),
        protections=tuple(_protect(draw, name) for name in names if draw.happens(25)),
        facts=tuple(_learn(draw, name) for name in names if draw.happens(60)),
        suspects=tuple(_suspect(draw, number) for number in range(people // 2)),
        officers=tuple(_employ(draw, number) for number in range(OFFICERS)),
        intakes=tuple(Intake(_day(draw), "border", draw.number(0, 60)) for _ in range(80)),
        reads=tuple(Read(_day(draw), draw.pick({"shown": 90, "denied": 7, "flagged": 3}))
                    for _ in range(people)),
        requests=tuple(_request(draw) for _ in range(people // 5)),
        retention=tuple(_day(draw) for _ in range(people // 2)),
    )  # fmt: skip


def _day(draw: Draw) -> date:
    return FIRST_DAY + timedelta(days=draw.number(0, DAYS))


def _moment(draw: Draw, day: date) -> datetime:
    return datetime.combine(day, time(draw.number(7, 18), draw.number(0, 59)))


def _invent_person(draw: Draw, name: str) -> Person:
    guarded = draw.happens(30)
    return Person(
        person=name,
        sex=draw.pick({"female": 50, "male": 45, "unknown": 5}),
        age=draw.number(10, 60) if draw.happens(92) else None,
        nationality=draw.pick({"RS": 50, "BA": 20, "NP": 10, "NA": 5}),
        form_of_exploitation=draw.pick(FORMS),
        place=draw.pick({"border": 1, "town": 2}),
        organisation=draw.pick({"inspectorate": 3, "ngo": 2}),
        guardian_on=_day(draw) if guarded else None,
    )


def _screen(draw: Draw, name: str) -> tuple[Screening, ...]:
    found = []
    for number in range(draw.number(0, 3)):
        started = _moment(draw, _day(draw))
        done = started + timedelta(minutes=draw.number(10, 150)) if draw.happens(85) else None
        saved = done + timedelta(minutes=draw.number(0, 3000)) if done is not None else None
        found.append(
            Screening(
                screening=f"{name}-{number}",
                person=name,
                officer=f"O{draw.number(0, OFFICERS - 1):02}",
                started_at=started,
                completed_at=done,
                saved_at=saved if draw.happens(95) else None,
                outcome=draw.pick(OUTCOMES) if done is not None else None,
            )
        )
    return tuple(found)


def _consent(draw: Draw, name: str) -> tuple[Consent, ...]:
    return tuple(
        Consent(name, purpose, given, _day(draw) if draw.happens(15) else None)
        for purpose in ("storage", "sharing")
        if draw.happens(75)
        for given in (_day(draw),)
    )


def _refer(draw: Draw, screening: Screening) -> Referral:
    """Refer soon after a screening; a few are sent before one that was never completed."""
    done = screening.completed_at or screening.started_at
    sent = done + timedelta(hours=draw.number(0, 250))
    accepted = sent + timedelta(hours=draw.number(1, 200)) if draw.happens(70) else None
    return Referral(screening.person, sent, accepted)


def _decide(draw: Draw, name: str) -> Decision:
    return Decision(name, _day(draw), draw.pick(DECISIONS))


def _serve(draw: Draw, name: str) -> Service:
    accepted = draw.happens(70)
    kind = draw.pick({"shelter": 3, "medical": 3, "legal": 2})
    return Service(name, kind, _day(draw), accepted, _day(draw) if accepted else None)


def _open_cases(draw: Draw, number: int, name: str) -> tuple[Case, ...]:
    found = []
    for episode in range(draw.number(0, 2)):
        opened = _day(draw)
        closed = draw.day_after(opened, 300) if draw.happens(60) else None
        reason = draw.pick({"completed": 3, "left": 2}) if closed and draw.happens(90) else None
        due = draw.day_after(opened, 400) if draw.happens(70) else None
        ended = draw.day_after(opened, 400) if due and draw.happens(60) else None
        owner = f"O{draw.number(0, OFFICERS - 1):02}"
        found.append(Case(f"C{number}-{episode}", name, owner, opened, closed, reason, due, ended))
    return tuple(found)


def _protect(draw: Draw, name: str) -> Protection:
    return Protection(name, draw.pick({"reflection": 2, "permit": 1}), _day(draw))


def _learn(draw: Draw, name: str) -> Facts:
    def several(*codes: str) -> tuple[str, ...] | None:
        return draw.pick_some(dict.fromkeys(codes, 1), 2) if draw.happens(85) else None

    def perhaps() -> bool | None:
        return draw.happens(50) if draw.happens(80) else None

    return Facts(
        person=name,
        identified_by=draw.pick({"police": 3, "ngo": 2, "unknown": 1}),
        channel=draw.pick({"raid": 2, "hotline": 1, "unknown": 1}),
        forms=several("labour", "sexual", "begging"),
        means=several("debt_bondage", "threats", "withholds_documents"),
        recruitment=several("personal_contact", "internet"),
        statement=perhaps(),
        legal_aid=perhaps(),
        compensation=draw.pick({"not_claimed": 5, "claimed": 2, "awarded": 1, "paid": 1}),
        charged=perhaps(),
        errors=draw.number(0, 1),
        states={field: draw.pick(STATES) for field in ("sex", "age", "citizenship")},
    )


def _suspect(draw: Draw, number: int) -> Suspect:
    investigated = _day(draw)
    indicted = draw.day_after(investigated, 200) if draw.happens(60) else None
    final = draw.day_after(indicted, 300) if indicted and draw.happens(60) else None
    convicted = final is not None and draw.happens(70)
    known = investigated if draw.happens(90) else None
    return Suspect(f"S{number}", _day(draw), known, indicted, final, convicted)


def _employ(draw: Draw, number: int) -> Officer:
    trained = _day(draw) + timedelta(days=300) if draw.happens(70) else None
    return Officer(f"O{number:02}", draw.happens(80), trained)


def _request(draw: Draw) -> Request:
    received = _day(draw)
    return Request(received, draw.day_after(received, 60) if draw.happens(85) else None)
