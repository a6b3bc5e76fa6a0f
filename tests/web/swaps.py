"""Every request in which an identifier of a case stands, for everybody it is closed to."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from flask import Flask
from werkzeug.routing import Rule

from app.store.ids import new_id
from app.web.policy import RELATIONS, Relation
from tests.web.canaries import KNOWN_WITHIN, THERE, Carrier
from tests.web.matrix import FIXED, SENDS, fill_in
from tests.web.matrix_records import NO_ACCOUNT, NO_CASE, NO_DOCUMENT, NO_ID

# Who asks, whose cases they work with, and whose are closed to them.
CLOSED_TO: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "colleague": ("inspector", ("southerner", "outreach")),
    "southerner": ("southerner", ("inspector", "outreach")),
    "outreach": ("outreach", ("inspector", "southerner")),
    "stranger": ("outreach", ("inspector", "southerner")),
    "supervisor": ("inspector", ("outreach",)),
    "deputy": ("inspector", ("outreach",)),
    "analyst": ("inspector", ("outreach",)),
    "administrator": ("inspector", ("inspector", "southerner", "outreach")),
    "keeper": ("outreach", ("inspector", "southerner", "outreach")),
}
# These never read what somebody said, of whomever.
READ_NO_WORDS: Final = ("analyst", "administrator", "keeper")
# Whoever holds a document may ask whether it was issued, and is told.
# In an emergency a case of another area of the organisation opens, and is told of.
TELLS_ALL: Final = ("documents.verify", "glass.open_one")
# Who reads what emergencies there were is told the numbers of cases of their own organisation.
TOLD_NUMBERS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("administrator", "glass.notices"): ("inspector", "southerner"),
}
# Sign-in draws codes and words at random, and names no case.
DRAWN: Final = (
    "static",
    "account.",
    "own.end_others",
    "own.change",
    "own.password",
    "second_factors.a",
    "second_factors.new",
)
# Documents bear where the log stands, and take seconds; these forms name no case.
PRINTED: Final = (
    "documents.issue",
    "paper.form",
    "reports.issue_held_visit",
    "reports.issue_programme",
    "reports.issue_referral",
)
# Whoever refers somebody reads the whole directory of the country; it is changed by few.
IN_DIRECTORY: Final = "recipient_id"
PERSONAL: Final = frozenset(
    name
    for name, relation in RELATIONS.items()
    if relation in (Relation.THEIR_OWN, Relation.ASKED_OF_THEM)
)
PARTS: Final = frozenset(
    name for name, relation in RELATIONS.items() if relation is not Relation.THE_SAME_FOR_ALL
)
NONE: Final = Carrier(
    "",
    "",
    "",
    {
        **dict.fromkeys((*PARTS, "case"), NO_ID),
        "account_id": NO_ACCOUNT,
        "document": NO_DOCUMENT,
        "number": NO_CASE,
    },
)
# By the part of addresses that names the same: what forms call it.
NAMES_IN_FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    "case": ("case",),
    "interview_id": ("interview", "interview_id", "review", "sheet"),
    "number": ("number", "case_number"),
    "record_id": ("record", "record_id", "entry"),
    "document": ("document",),
    "person_id": ("other", "id"),
    "party_id": ("party", "employer", "after"),
    "visit_id": ("visit",),
    "evidence_id": ("evidence",),
    "coding_id": ("request",),
    "account_id": ("person", "coder", "asked_by"),
    "purge_id": ("purge",),
}
# These forms bring an id for what they make. One that stands for something of others is refused;
# one that stands for nothing makes something, so that the two can't be alike.
NEW_IDS: Final[Mapping[str, tuple[str, ...]]] = {
    "evidence.add": ("evidence",),
    "interviews.begin": ("case", "interview"),
    "persons.add": ("id",),
    "purges.ask": ("purge",),
    "records.block": ("entry",),
    "second_coding.ask": ("request",),
    "second_coding.begin": ("sheet",),
    "sharing.say": ("id",),
    "tasks.add": ("id",),
    "sites.add": ("party",),
    "sites.begin": ("visit",),
    "sites.screen": ("case", "interview"),
}
# What forms ask for besides, so that they are looked at up to what they name.
BESIDES: Final[Mapping[str, str]] = {
    "answer": "accept",
    "area": "1",
    "basis": "record",
    "by": "person",
    "choice": "yes",
    "country": "ZZ",
    "decision": "confirmed",
    "first": "2026-03-01",
    "kind": "sharing",
    "last": "2026-03-31",
    "level": "case_number",
    "name": "Somebody",
    "order": "given_first",
    "part": "site",
    "questionnaire": "short-screening",
    "readiness": "ready",
    "reason": "Swapped.",
    "recorded": "Swapped.",
    "due_on": "2026-03-05",
    "said": "yes",
    "origin": "own",
    "whom": "role-inspector",
    "words": "Swapped.",
    "said_on": "2026-03-04",
    "says": "yes",
    "seen": "1",
    "which": "chosen",
}
IDENTIFIER: Final = re.compile(
    r"canary[a-z0-9]+|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}|[TD](?:-[0-9A-Z]{4}){3,4}"
)


@dataclass(frozen=True)
class Swap:
    """One request in which foreign identifiers stand, and the same with none's.

    The two are equal where a form brings ids for what it makes.
    """

    who: str
    endpoint: str
    method: str
    address: str
    missing: str
    form: Mapping[str, str]
    missing_form: Mapping[str, str]

    @cached_property
    def sent(self) -> frozenset[str]:
        """Give what is named in the request, and may stand in the answer for that."""
        return frozenset(IDENTIFIER.findall(f"{self.address} {list(self.form.values())}"))


def is_foreign(who: str, carrier: Carrier, part: str) -> bool:
    """Say whether what a part of a case names is closed to somebody."""
    if part in PERSONAL:
        return who not in (carrier.owner, carrier.supervisor)
    if part in KNOWN_WITHIN:
        return THERE[who].organisation != carrier.organisation
    return carrier.owner in CLOSED_TO[who][1]


def list_secrets(who: str, carriers: Sequence[Carrier]) -> frozenset[str]:
    """Give every word and identifier that nothing may hold that somebody gets."""
    found: set[str] = set()
    for each in carriers:
        foreign = {part: name for part, name in each.named.items() if is_foreign(who, each, part)}
        found |= {name for part, name in foreign.items() if part != IN_DIRECTORY}
        found |= {each.word} if "number" in foreign or who in READ_NO_WORDS else set()
        found |= {each.place} if "party_id" in foreign else set()
    return frozenset(found)


def list_told(who: str, endpoint: str, carriers: Sequence[Carrier]) -> frozenset[str]:
    """Give the numbers of cases that somebody is told on one page, by right."""
    owners = TOLD_NUMBERS.get((who, endpoint), ())
    return frozenset(each.named["number"] for each in carriers if each.owner in owners)


def list_swaps(app: Flask, carriers: Sequence[Carrier]) -> Iterator[Swap]:
    """Give every route and method with every foreign identifier, for everybody."""
    for who, (home, _) in CLOSED_TO.items():
        own = next(each for each in carriers if each.owner == home)
        for carrier in carriers:
            for rule in app.url_map.iter_rules():
                if rule.endpoint.startswith((*DRAWN, *TELLS_ALL)):
                    continue
                yield from swap_in_address(rule, who, carrier, own)
                if rule.endpoint not in PRINTED:
                    yield from swap_in_form(rule, who, carrier, own)


def swap_in_address(rule: Rule, who: str, carrier: Carrier, own: Carrier) -> Iterator[Swap]:
    """Put what is foreign in the place of each part of an address, of one and of all together."""
    parts = [each for each in rule.arguments if each in PARTS]
    foreign = [e for e in parts if e in carrier.named and is_foreign(who, carrier, e)]
    several = [[each] for each in foreign] if len(parts) > 1 else []
    for swapped in [*several, foreign]:
        if not swapped or set(parts) - set(swapped) - set(own.named):
            continue
        addresses = [
            fill_in(rule, {**FIXED, **own.named, **{e: each.named[e] for e in swapped}})
            for each in (carrier, NONE)
        ]
        for method in sorted(set(SENDS) & (rule.methods or set())):
            forms = [name_all(who, e, carrier) if method != "GET" else {} for e in (carrier, NONE)]
            yield Swap(who, rule.endpoint, method, addresses[0], addresses[1], forms[0], forms[1])


def swap_in_form(rule: Rule, who: str, carrier: Carrier, own: Carrier) -> Iterator[Swap]:
    """Let what is sent to an address of one's own, or asked for in a list, name what is foreign."""
    parts = {each for each in rule.arguments if each in PARTS}
    if parts - set(own.named):
        return
    address = fill_in(rule, {**FIXED, **own.named})
    new = NEW_IDS.get(rule.endpoint, ())
    forms = [name_all(who, each, carrier) for each in (carrier, NONE)]
    made, existing = forms[0], [{**each, **dict.fromkeys(new, new_id())} for each in forms]
    for method in sorted(set(SENDS) & (rule.methods or set())):
        if method == "GET" and not parts:
            asked = [f"{address}?{write_query(each)}" for each in forms]
            yield Swap(who, rule.endpoint, method, asked[0], asked[1], {}, {})
        elif method != "GET":
            yield Swap(who, rule.endpoint, method, address, address, existing[0], existing[1])
            if set(new) & (set(made) - set(BESIDES)):
                yield Swap(who, rule.endpoint, method, address, address, made, made)


def name_all(who: str, named: Carrier, foreign: Carrier) -> dict[str, str]:
    """Give a form in which everything that could name a record names a foreign one, or none's."""
    names = {
        name: named.named[part]
        for part, names in NAMES_IN_FORMS.items()
        for name in names
        if part in foreign.named and is_foreign(who, foreign, part)
    }
    return {**BESIDES, **names}


def write_query(form: Mapping[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in form.items() if value != "Swapped.")


def choose(swaps: Sequence[Swap], count: int, seed: int = 5) -> Sequence[Swap]:
    """Give so many of them by chance, the same each time."""
    return random.Random(seed).sample(swaps, count)  # noqa: S311 # Nothing is kept secret by it.
