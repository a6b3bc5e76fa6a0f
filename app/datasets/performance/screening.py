"""K01 to K18: screening, referral, decision, and who looks after children."""

from collections.abc import Callable, Iterator, Mapping

from app.datasets.performance.figures import count, middle, ninetieth, share
from app.datasets.performance.model import Figure
from app.datasets.performance.people import REFUSED, People, completed, days_from

REFERRED_WITHIN = (1, 3, 7)
OVERDUE_AFTER = (30, 60, 90)
GUARDIAN_WITHIN = (1, 3)
PURPOSES = ("storage", "sharing")
HOUR = 3600


def k01(people: People) -> Iterator[Figure]:
    """Count who was screened."""
    yield count("K01", "", len(people.screened))


def k02(people: People) -> Iterator[Figure]:
    """Give the share of those who could have been screened."""
    intakes = (each for each in people.programme.intakes if people.period.holds(each.on))
    yield share("K02", "", len(people.screened), sum(each.people for each in intakes))


def k03(people: People) -> Iterator[Figure]:
    """Give the share of screenings that were completed."""
    begun = [each for each in people.programme.screenings if people.period.holds(each.started_at)]
    yield share("K03", "", sum(each.completed_at is not None for each in begun), len(begun))


def k04(people: People) -> Iterator[Figure]:
    """Give the share of screened people whose consent stands at the end of the period."""
    last = people.period.last
    for purpose in PURPOSES:
        agreed = {
            each.person
            for each in people.programme.consents
            if each.purpose == purpose
            and each.given_on <= last
            and (each.withdrawn_on is None or each.withdrawn_on > last)
        }
        yield share("K04", purpose, len(agreed & people.screened.keys()), len(people.screened))


def k05(people: People) -> Iterator[Figure]:
    """Count the presumed victims."""
    yield count("K05", "", len(people.presumed))


def k06(people: People) -> Iterator[Figure]:
    """Give the share of presumed victims among the screened."""
    yield share("K06", "", len(people.presumed), len(people.screened))


def k07(people: People) -> Iterator[Figure]:
    """Give the share of presumed victims who were referred."""
    yield share("K07", "", len(people.list_first_referrals()), len(people.presumed))


def k08(people: People) -> Iterator[Figure]:
    """Give the share of presumed victims who were referred within some days."""
    waits = [
        (sent - completed(people.presumed[person])).total_seconds() / (24 * HOUR)
        for person, sent in people.list_first_referrals().items()
    ]
    for most in REFERRED_WITHIN:
        soon = sum(wait <= most for wait in waits)
        yield share("K08", f"within {most} days", soon, len(people.presumed))


def k09(people: People) -> Iterator[Figure]:
    """Give the share of referrals that were accepted."""
    sent = [each for each in people.programme.referrals if people.period.holds(each.sent_at)]
    yield share("K09", "", sum(each.accepted_at is not None for each in sent), len(sent))


def k10(people: People) -> Iterator[Figure]:
    """Give the median hours from referral to acceptance."""
    sent = (each for each in people.programme.referrals if people.period.holds(each.sent_at))
    waits = ((each.accepted_at - each.sent_at) for each in sent if each.accepted_at is not None)
    yield middle("K10", "", (wait.total_seconds() / HOUR for wait in waits))


def k11(people: People) -> Iterator[Figure]:
    """Count the identified victims."""
    yield count("K11", "", len(people.identified))


def k12(people: People) -> Iterator[Figure]:
    """Give the share of those decided on who were identified."""
    decided = {each.person for each in people.decided}
    yield share("K12", "", len(people.identified), len(decided))


def k13(people: People) -> Iterator[Figure]:
    """Count negative decisions, and give their share."""
    refused = {each.person for each in people.decided if each.outcome == REFUSED}
    decided = {each.person for each in people.decided}
    yield count("K13", "persons", len(refused))
    yield share("K13", "share", len(refused), len(decided))


def k14(people: People) -> Iterator[Figure]:
    """Give the days from screening to decision: median and ninetieth percentile."""
    found = ((each, people.find_last_before(each)) for each in people.decided)
    waits = [float((each.on - at.date()).days) for each, at in found if at is not None]
    yield middle("K14", "median", waits)
    yield ninetieth("K14", "90th percentile", waits)


def k15(people: People) -> Iterator[Figure]:
    """Count the presumed victims who wait for a decision."""
    decided = {each.person for each in people.programme.decisions if each.on <= people.period.last}
    waits = [
        days_from(screening, people.period.last)
        for person, screening in people.presumed.items()
        if person not in decided
    ]
    for least in OVERDUE_AFTER:
        yield count("K15", f"after {least} days", sum(wait > least for wait in waits))


def k16(people: People) -> Iterator[Figure]:
    """Give the share of children among presumed and identified victims whose age is known."""
    everybody = people.presumed.keys() | people.identified
    known = {p for p in everybody if p in people.known and people.known[p].age is not None}
    yield share("K16", "", sum(people.is_child(person) for person in known), len(known))
    yield count("K16", "age unknown", len(everybody - known))


def k17(people: People) -> Iterator[Figure]:
    """Give the share of child presumed victims who had a guardian within some days."""
    children = {p: found for p, found in people.presumed.items() if people.is_child(p)}
    days = [(people.known[p].guardian_on, found) for p, found in children.items()]
    for most in GUARDIAN_WITHIN:
        soon = sum(day is not None and days_from(found, day) <= most for day, found in days)
        yield share("K17", f"within {most} days", soon, len(children))


def k18(people: People) -> Iterator[Figure]:
    """Give the share of presumed victims who were offered assistance, and who accepted."""
    services = [each for each in people.programme.services if each.person in people.presumed]
    offered = {each.person for each in services}
    accepted = {each.person for each in services if each.accepted}
    yield share("K18", "offered", len(offered), len(people.presumed))
    yield share("K18", "accepted", len(accepted), len(offered))


SCREENING: Mapping[str, Callable[[People], Iterator[Figure]]] = {
    each.__name__.upper(): each
    for each in (
        k01, k02, k03, k04, k05, k06, k07, k08, k09, k10, k11, k12, k13, k14, k15, k16, k17, k18,
    )
}  # fmt: skip
