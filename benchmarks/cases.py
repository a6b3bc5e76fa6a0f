"""`python -m benchmarks.cases --cases 100000`: pages on many cases, held against those on 100.

Prints a table in Markdown: the middle of several rounds, in milliseconds of the processor. Both
installations are asked in turn, in one run. The newest cases were really led; the older ones are
copies of one of them, which the database makes itself, with all that hangs on a case.
"""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Select, func, select, text

from app.services.actors import build_actor
from app.services.sample import PEOPLE, load_sample
from app.services.sample_answers import HELD
from app.services.sample_screenings import SampleScreening, lead_screenings
from app.services.signing_in import begin, find, prove
from app.services.workplace import Workplace
from app.settings import REPOSITORY, DatabaseFile, Mode, Settings
from app.store.accounts import find_account
from app.store.ids import PartyId
from app.store.parties import PartyKind
from app.store.setup import set_up_store
from app.store.tables import Case, CaseParty, Party
from app.web.application import create_app
from app.web.passwords import get_passwords
from app.web.sign_in import get_desk

_LED = 30
# As many are at the site whose page is asked for, in both installations.
_AT_ONE_SITE = 40
_ROUNDS = 15
# Columns of the copied rows that differ from the row that they are a copy of.
_ID = "printf('%08x-0000-4000-8000-%012x', n.i, n.i)"
_COPIED: Mapping[str, Mapping[str, str]] = {
    "cases": {
        "id": _ID,
        "number": "printf('T-2001-%04d-%04d', n.i / 10000, n.i % 10000)",
        "created_at": "strftime('%Y-%m-%d %H:%M:%S.000000', c.created_at, "
        "'-' || n.i || ' minutes')",
    },
    "interviews": {"id": _ID, "case_id": _ID},
    "assessments": {"id": _ID, "interview_id": _ID},
    "case_events": {"id": _ID, "case_id": _ID},
}
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
_LINKS = "INSERT INTO case_parties (case_id, party_id, part, linked_at, linked_by) "
_SITE_OF = "printf('%08x-0000-4000-9000-%012x', n.i / 50, n.i / 50)"
_MORE_SITES = (
    f"{_NUMBERS} INSERT INTO parties (id, organisation_id, area_id, kind, name, folded, address, "
    f"sector, created_at, created_by) SELECT DISTINCT {_SITE_OF}, p.organisation_id, p.area_id, "
    "p.kind, p.name, p.folded, p.address, p.sector, p.created_at, p.created_by "
    "FROM n, parties p WHERE p.id = :site AND n.i > :here"
)
_AT_THE_SITE = (
    f"{_NUMBERS} {_LINKS} SELECT {_ID}, p.id, 'site', p.created_at, p.created_by "
    "FROM n, parties p WHERE p.id = :site AND n.i <= :here"
)
_AT_OTHERS = (
    f"{_NUMBERS} {_LINKS} SELECT {_ID}, {_SITE_OF}, 'site', p.created_at, p.created_by "
    "FROM n, parties p WHERE p.id = :site AND n.i > :here"
)


@dataclass(frozen=True)
class Place:
    """An installation, somebody who is signed in to it, and the addresses that are asked for."""

    app: Flask
    client: FlaskClient
    addresses: Mapping[str, str]


def main() -> None:
    """Make both installations, ask them in turn, and print how long each page took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cases", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--few", type=int, default=100)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        few, many = (
            make_place(Path(folder) / str(count), count) for count in (asked.few, asked.cases)
        )
        print(f"| page | {asked.few:,} cases, ms | {asked.cases:,} cases, ms | ratio |")
        print("|---|---|---|---|")
        for name in few.addresses:
            short, long = compare(name, few, many)
            print(f"| {name} | {short * 1000:.1f} | {long * 1000:.1f} | {long / short:.2f} |")


def compare(name: str, few: Place, many: Place) -> tuple[float, float]:
    """Give the middle of several rounds for a page of both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_ROUNDS):
        for place, taken in zip((few, many), times, strict=True):
            before = process_time()
            answer = place.client.get(place.addresses[name], follow_redirects=True)
            taken.append(process_time() - before)
            if answer.status_code != 200:
                raise SystemExit(f"{name}: {answer.status_code}")
    return median(times[0]), median(times[1])


def make_place(folder: Path, count: int) -> Place:
    """Make an installation with so many cases, and let the supervisor be signed in to it."""
    app = fill_place(folder, count)
    return sign_in(app, app.extensions["threshold"])


def fill_place(folder: Path, count: int) -> Flask:
    """Make an installation with so many cases."""
    settings = Settings(
        mode=Mode.DEMONSTRATION,
        database=DatabaseFile(folder / "database" / "threshold.sqlite"),
        key_store=folder / "key-store" / "keys.sqlite",
        keys=folder / "keys",
        base_url="http://localhost",
        indicators=REPOSITORY / "indicators",
        rules=REPOSITORY / "rules",
    )
    set_up_store(settings)
    app = create_app(settings)
    workplace: Workplace = app.extensions["threshold"]
    with app.app_context(), workplace.records.writing() as session:
        load_sample(session, workplace, get_desk().key, get_passwords().hash)
        inspector = find_account(session, PEOPLE[0].email)
        if inspector is None:
            raise SystemExit("The sample has no inspector.")
        led = tuple(SampleScreening(0, HELD) for _ in range(_LED))
        lead_screenings(session, workplace, build_actor(inspector), led)
    with workplace.records.engine.begin() as connection:
        there = connection.execute(text("SELECT count(*) FROM cases")).scalar_one()
        copy_oldest(connection, count - there)
    return app


def copy_oldest(connection: Connection, count: int) -> None:
    """Copy the oldest submitted case that was coded once, with all that hangs on it."""
    oldest = (
        "SELECT id FROM cases c WHERE state = 'submitted' AND 1 = (SELECT count(*) "
        "FROM interviews WHERE case_id = c.id) ORDER BY created_at LIMIT 1"
    )
    case = connection.execute(text(oldest)).scalar_one()
    wheres = {
        "cases": "c.id = :case",
        "interviews": "c.case_id = :case",
        "assessments": "c.interview_id IN (SELECT id FROM interviews WHERE case_id = :case)",
        "case_events": "c.case_id = :case AND c.sequence = 1",
    }
    for table, changed in _COPIED.items():
        names = [row[1] for row in connection.execute(text(f"PRAGMA table_info({table})"))]
        values = ", ".join(changed.get(name, f"c.{name}") for name in names)
        statement = (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
            f"INSERT INTO {table} ({', '.join(names)}) "
            f"SELECT {values} FROM n, {table} c WHERE {wheres[table]}"
        )
        connection.execute(text(statement), {"count": count, "case": case})
    spread_over_sites(connection, count)
    connection.execute(text("ANALYZE"))


def spread_over_sites(connection: Connection, count: int) -> None:
    """Let so many copies be at the site of one of the led cases, and all others at other sites."""
    site = connection.execute(_most_visited()).scalar_one()
    for statement in (_MORE_SITES, _AT_THE_SITE, _AT_OTHERS):
        connection.execute(text(statement), {"count": count, "site": site, "here": _AT_ONE_SITE})


def _most_visited() -> Select[PartyId]:
    """Give the statement that finds the site with most cases."""
    by_cases = select(Party.id).outerjoin(CaseParty, CaseParty.party_id == Party.id)
    in_order = by_cases.where(Party.kind == PartyKind.SITE.value).group_by(Party.id)
    return in_order.order_by(func.count(CaseParty.case_id).desc(), Party.id).limit(1)


def sign_in(app: Flask, workplace: Workplace) -> Place:
    """Let the supervisor be signed in, and give what is to be asked for."""
    client = app.test_client()
    now = workplace.clock.now()
    with app.app_context(), workplace.records.writing() as session:
        account = find_account(session, PEOPLE[2].email)
        if account is None:
            raise SystemExit("The sample has no supervisor.")
        begun = begin(session, get_desk(), account, "benchmark")
        number = session.scalar(select(Case.number).order_by(Case.created_at.desc()).limit(1))
        party = session.scalar(_most_visited())
    with app.app_context(), workplace.records.writing() as session:
        each = find(session, get_desk(), begun, None)
        if each is None:
            raise SystemExit("The supervisor could not sign in.")
        token = prove(get_desk(), each)
    with client.session_transaction() as kept:
        kept["_user_id"], kept["seen"] = token, int(now.timestamp())
    addresses = {
        "work list": "/",
        "tasks": "/tasks",
        "search by number": f"/cases?number={number}",
        "sites": "/sites",
        "site page": f"/sites/{party}",
    }
    return Place(app, client, addresses)


if __name__ == "__main__":
    main()
