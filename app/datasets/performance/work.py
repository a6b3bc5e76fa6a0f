"""K19 to K40: assistance, cases, proceedings, the data, and how it is looked after."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from app.datasets.performance.figures import count, mean, middle, ratio, share
from app.datasets.performance.model import Case, Facts, Figure
from app.datasets.performance.people import People, days_from
from app.datasets.performance.screening import HOUR

# Within so many days a withdrawal or a request for erasure is to be handled.
LEGAL_LIMIT = 30
FLAGGED = frozenset({"denied", "flagged"})


def k19(people: People) -> Iterator[Figure]:
    """Count who received each kind of assistance."""
    begun = (each for each in people.programme.services if people.period.holds(each.started_on))
    for kind, number in _count_each({(each.kind, each.person) for each in begun}):
        yield count("K19", kind, number)


def k20(people: People) -> Iterator[Figure]:
    """Give the median days from screening to the first assistance."""
    first = {
        each.person: each.started_on
        for each in sorted(people.programme.services, key=lambda s: str(s.started_on), reverse=True)
        if each.started_on is not None
    }
    yield middle(
        "K20", "", (days_from(s, first[p]) for p, s in people.presumed.items() if p in first)
    )


def k21(people: People) -> Iterator[Figure]:
    """Count the open cases, and give how many each worker has."""
    number = len(_list_open(people))
    yield count("K21", "open cases", number)
    workers = sum(each.active for each in people.programme.officers)
    yield ratio("K21", "cases for each worker", number, workers)


def k22(people: People) -> Iterator[Figure]:
    """Give the share of open cases with a plan, and of plans that ended as planned."""
    cases = _list_open(people)
    yield share("K22", "with a plan", sum(each.plan_due is not None for each in cases), len(cases))
    due = [each for each in people.programme.cases if people.period.holds(each.plan_due)]
    met = sum(_ended_as_planned(each) for each in due)
    yield share("K22", "ended as planned", met, len(due))


def k23(people: People) -> Iterator[Figure]:
    """Count closed cases by reason, and give the median days to closure."""
    closed = [each for each in people.programme.cases if people.period.holds(each.closed_on)]
    for reason, number in sorted(Counter(each.reason or "unknown" for each in closed).items()):
        yield count("K23", reason, number)
    days = ((each.closed_on - each.opened_on).days for each in closed if each.closed_on)
    yield middle("K23", "median days", days)


def k24(people: People) -> Iterator[Figure]:
    """Give the share of people with a closed case who came back with another."""
    last = people.period.last
    closed = {
        each.person: each.closed_on
        for each in sorted(people.programme.cases, key=lambda c: str(c.closed_on), reverse=True)
        if each.closed_on is not None and each.closed_on <= last
    }
    again = {
        each.person
        for each in people.programme.cases
        if each.person in closed and closed[each.person] < each.opened_on <= last
    }
    yield count("K24", "persons", len(again))
    yield share("K24", "share", len(again), len(closed))


def k25(people: People) -> Iterator[Figure]:
    """Give how many interviews a person had before the first decision, on average."""
    first = {each.person: each.on for each in sorted(people.decided, key=lambda d: d.on)[::-1]}
    held = Counter(
        each.person
        for each in people.programme.interviews
        if each.person in first and each.on <= first[each.person]
    )
    yield mean("K25", "", (held[person] for person in first))


def k26(people: People) -> Iterator[Figure]:
    """Count granted protection by kind, and give the share of identified victims."""
    granted = {
        (each.kind, each.person)
        for each in people.programme.protections
        if people.period.holds(each.granted_on)
    }
    for kind, number in _count_each(granted):
        yield count("K26", kind, number)
    for kind, number in _count_each({pair for pair in granted if pair[1] in people.identified}):
        yield share("K26", f"{kind}, of identified", number, len(people.identified))


def k27(people: People) -> Iterator[Figure]:
    """Give the share of identified victims with a statement or testimony, where it is known."""
    known = [each.statement for each in _list_identified(people) if each.statement is not None]
    yield share("K27", "", sum(known), len(known))


def k28(people: People) -> Iterator[Figure]:
    """Give the share with legal aid, where it is known, and of claims that were awarded."""
    found = _list_identified(people)
    known = [each.legal_aid for each in found if each.legal_aid is not None]
    yield share("K28", "legal aid", sum(known), len(known))
    claims = [each for each in found if each.compensation in {"claimed", "awarded", "paid"}]
    awarded = sum(each.compensation in {"awarded", "paid"} for each in claims)
    yield share("K28", "compensation awarded", awarded, len(claims))


def k29(people: People) -> Iterator[Figure]:
    """Count the victims who were charged."""
    yield count("K29", "", sum(each.charged is True for each in people.programme.facts))


def k30(people: People) -> Iterator[Figure]:
    """Count suspects by what happened in the period, and give the conviction rate."""
    suspects, holds = people.programme.suspects, people.period.holds
    final = [each for each in suspects if holds(each.final_on)]
    convicted = sum(each.convicted for each in final)
    yield count("K30", "suspected", sum(holds(each.contacted_on) for each in suspects))
    yield count("K30", "prosecuted", sum(holds(each.indicted_on) for each in suspects))
    yield count("K30", "convicted", convicted)
    yield share("K30", "conviction rate", convicted, len(final))


def k31(people: People) -> Iterator[Figure]:
    """Give the median days to the final judgment."""
    ends = [each for each in people.programme.suspects if people.period.holds(each.final_on)]
    for part in ("indicted_on", "investigated_on"):
        pairs = ((getattr(each, part), each.final_on) for each in ends)
        days = ((end - start).days for start, end in pairs if start is not None and end is not None)
        yield middle("K31", f"from {part}", days)


def k32(people: People) -> Iterator[Figure]:
    """Give the share of presumed victims by who identified them and through which channel."""
    found = [each for each in people.programme.facts if each.person in people.presumed]
    for part in ("identified_by", "channel"):
        for name, number in sorted(Counter(getattr(each, part) for each in found).items()):
            yield share("K32", f"{part}: {name}", number, len(found))


def k33(people: People) -> Iterator[Figure]:
    """Give the share of victims with each code, where it is known."""
    for part in ("forms", "means", "recruitment"):
        known = [codes for each in people.programme.facts if (codes := getattr(each, part))]
        for code, number in sorted(Counter(c for codes in known for c in codes).items()):
            yield share("K33", f"{part}: {code}", number, len(known))


def k34(people: People) -> Iterator[Figure]:
    """Give the share of each field that is filled, and apart from it that is unknown."""
    states = [pair for each in people.programme.facts for pair in each.states.items()]
    expected = Counter(field for field, _ in states)
    counted = Counter(states)
    for field, number in sorted(expected.items()):
        for state in ("filled", "unknown"):
            yield share("K34", f"{field}: {state}", counted[field, state], number)


def k35(people: People) -> Iterator[Figure]:
    """Give the median hours from the end of an interview until it was saved."""
    done = (e for e in people.programme.screenings if people.period.holds(e.completed_at))
    waits = ((e.saved_at - e.completed_at) for e in done if e.saved_at and e.completed_at)
    yield middle("K35", "", (wait.total_seconds() / HOUR for wait in waits))


def k36(people: People) -> Iterator[Figure]:
    """Count the records that contradict themselves."""
    yield count("K36", "", sum(each.errors > 0 for each in people.programme.facts))


def k37(people: People) -> Iterator[Figure]:
    """Count reads that were denied or flagged."""
    reads = (each for each in people.programme.reads if people.period.holds(each.on))
    yield count("K37", "", sum(each.result in FLAGGED for each in reads))


def k38(people: People) -> Iterator[Figure]:
    """Give the share of withdrawals and requests that were handled in time."""
    asked = [each for each in people.programme.requests if people.period.holds(each.received_on)]
    pairs = ((each.received_on, each.handled_on) for each in asked)
    met = sum(end is not None and (end - start).days <= LEGAL_LIMIT for start, end in pairs)
    yield share("K38", "", met, len(asked))


def k39(people: People) -> Iterator[Figure]:
    """Count records that should be gone."""
    yield count("K39", "", sum(day < people.period.last for day in people.programme.retention))


def k40(people: People) -> Iterator[Figure]:
    """Give the share of those who screened in the period whose training is valid at its end."""
    programme = people.programme
    screeners = {e.officer for e in programme.screenings if people.period.holds(e.started_at)}
    active = [e for e in programme.officers if e.active and e.officer in screeners]
    until = (each.trained_until for each in active)
    trained = sum(day is not None and day >= people.period.last for day in until)
    yield share("K40", "", trained, len(active))


def _count_each(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    return sorted(Counter(kind for kind, _ in pairs).items())


def _list_open(people: People) -> list[Case]:
    last = people.period.last
    return [
        each
        for each in people.programme.cases
        if each.opened_on <= last and (each.closed_on is None or each.closed_on > last)
    ]


def _ended_as_planned(case: Case) -> bool:
    ended, due = case.plan_ended, case.plan_due
    return ended is not None and due is not None and ended <= due


def _list_identified(people: People) -> list[Facts]:
    return [each for each in people.programme.facts if each.person in people.identified]


WORK: Mapping[str, Callable[[People], Iterator[Figure]]] = {
    each.__name__.upper(): each
    for each in (
        k19, k20, k21, k22, k23, k24, k25, k26, k27, k28, k29, k30, k31, k32, k33, k34, k35, k36,
        k37, k38, k39, k40,
    )
}  # fmt: skip
