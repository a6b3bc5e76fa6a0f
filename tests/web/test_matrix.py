"""Closed unless opened: who gets what is written down, reviewed, and really asked for.

The table is tests/web/access.tsv. A status is what came; `sign-in` and `again` are where somebody
was sent. Records are the inspector's, who leads all interviews: `to code` is one that the colleague
is asked to code, and that is closed to them until then; `deleted` is one that was destroyed, since
the person refused that it is kept; `linked` is of another organisation, and the same suspect's
record hangs on it and on one of the inspector's. Columns are a role and how its holder stands to
what the inspector made: `own` is the inspector with that role, `same team` works in the same area,
`other team` elsewhere in the organisation.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
from flask import Flask

from app.cases.roles import Role
from app.cli import COMMANDS
from app.cli.policy import COMMANDS_OPEN, CommandWithoutPolicyError, list_command_policies
from app.settings import Settings
from app.settings_of_provider import ProviderSettings
from app.web.policy import RELATIONS
from tests.web.conftest import KeptTemplates
from tests.web.installation import PEOPLE as INSTALLED
from tests.web.installation import MovingClock, TestPerson, install, running, settings_in
from tests.web.matrix import (
    COLUMNS,
    FIXED,
    HEADS,
    MISSING,
    NOBODY,
    RELATIONS_OF_PEOPLE,
    Cell,
    Line,
    ask_everything,
    keep_nothing,
    sign_in_everybody,
)
from tests.web.matrix_records import IN_BOTH, LINKED, make_records

GOLDEN = Path(__file__).parent / "access.tsv"
HEAD = "\t".join(("route", "method", "opens to", "record", *HEADS))
# Nothing of the inspector is open to them: other organisations, and other areas to field workers.
FOREIGN = (
    NOBODY,
    *(f"{role.value}, other organisation" for role in Role),
    *(f"{role.value}, other team" for role in (Role.INSPECTOR, Role.OUTREACH)),
)
# These read no cases at all, not even of what they did before they had this role.
READ_NO_CASES = tuple(
    f"{role.value}, {how}"
    for role in (Role.ANALYST, Role.ADMINISTRATOR)
    for how in RELATIONS_OF_PEOPLE
)
# Records of datasets hold no names: analysts read those of their organisation.
OPEN_TO_ANALYSTS = ("records.block", "records.show")
# Where people work is known to all who screen in the organisation; cases are not.
OPEN_ELSEWHERE = ("sites.begin", "sites.show")
OPEN_TO = {"analyst": OPEN_TO_ANALYSTS, "other team": OPEN_ELSEWHERE}
# Whoever holds a document may ask whether it was issued.
TELLS_ALL = ("documents.verify",)
RECORDS = {
    "account_id",
    "batch_id",
    "coding_id",
    "document",
    "evidence_id",
    "glass_id",
    "interview_id",
    "number",
    "party_id",
    "passkey_id",
    "person_id",
    "purge_id",
    "recipient_id",
    "record_id",
    "referral_id",
    "reset_id",
    "said",
    "session_id",
    "task_id",
    "visit_id",
}
CLOSED = {"sign-in", "401", "403", "404"}
SECOND = TestPerson("second", Role.ADMINISTRATOR, "Inspectorate", "north")

# Twelve thousand requests are asked for before the first test: a minute where nothing else runs,
# and longer than a hang is given where much does.
pytestmark = pytest.mark.timeout(3600)

Answers = list[tuple[Line, tuple[Cell, ...]]]


@pytest.fixture(scope="module")
def application(
    tmp_path_factory: pytest.TempPathFactory, kept_templates: KeptTemplates
) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("matrix")
    install(folder, (*INSTALLED, SECOND))
    with running(with_provider(folder), MovingClock(), kept_templates) as app:
        yield app


def with_provider(folder: Path) -> Settings:
    """Give settings with an identity provider, that nobody answers for: its ways are open too."""
    secret = folder / "client.secret"
    secret.touch(mode=0o600)
    secret.write_text("an invented secret", encoding="ascii")
    provider = ProviderSettings("http://127.0.0.1:9", "threshold", secret, "The Ministry")
    return replace(settings_in(folder), provider=provider)


@pytest.fixture(scope="module")
def answers(application: Flask) -> Iterator[Answers]:
    visitors = sign_in_everybody(application)
    records = make_records(application)
    with pytest.MonkeyPatch.context() as patch:
        keep_nothing(application, patch)
        yield list(ask_everything(application, visitors, records))


def test_everybody_gets_what_is_written_down(answers: Answers, tmp_path: Path) -> None:
    seen = "\n".join([HEAD, *(line.write() for line, _ in answers), ""])

    if seen != GOLDEN.read_text(encoding="utf-8"):
        (tmp_path / GOLDEN.name).write_text(seen, encoding="utf-8")
        pytest.fail(
            f"Somebody gets something else now. Compare {tmp_path / GOLDEN.name} with {GOLDEN}; "
            "if each change is meant, put it in its place."
        )


def test_every_route_and_method_is_asked_for(answers: Answers, application: Flask) -> None:
    asked = {(line.endpoint, line.method) for line, _ in answers}

    rules = list(application.url_map.iter_rules())
    there = {(rule.endpoint, method) for rule in rules for method in rule.methods or ()}
    assert asked == {each for each in there if each[1] not in ("HEAD", "OPTIONS")}


def test_every_kind_of_record_is_asked_for(application: Flask) -> None:
    parts = {part for rule in application.url_map.iter_rules() for part in rule.arguments}

    assert parts == set(RELATIONS)
    assert parts == set(FIXED) | RECORDS


def test_what_belongs_to_others_answers_as_what_is_missing(answers: Answers) -> None:
    missing = {
        (line.endpoint, line.method): cells for line, cells in answers if line.record == MISSING
    }
    told_apart = []
    alike = 0
    for line, cells in answers:
        of_missing = missing.get((line.endpoint, line.method), ())
        for name, cell, other in zip(HEADS, cells, of_missing, strict=False):
            opens = any(who in name and line.endpoint in to for who, to in OPEN_TO.items())
            if opens or line.endpoint in TELLS_ALL:
                continue
            if name in FOREIGN and line.record not in (MISSING, LINKED, IN_BOTH):
                alike += cell == other
                told_apart += [(name, line, cell, other)] if cell != other else []

    assert not told_apart
    assert alike > 300


def test_what_is_linked_to_ones_own_case_answers_as_what_is_missing(answers: Answers) -> None:
    own = [index for index, name in enumerate(HEADS) if "other organisation" not in name]
    missing = {
        (line.endpoint, line.method): cells for line, cells in answers if line.record == MISSING
    }
    linked = [(line, cells) for line, cells in answers if line.record == LINKED]

    for line, cells in linked:
        of_missing = missing[line.endpoint, line.method]
        assert [cells[at] for at in own] == [of_missing[at] for at in own], line
    assert len(linked) > 30


def test_interview_that_was_destroyed_opens_to_nobody(answers: Answers) -> None:
    # That there was a case stays known; what can be done to it is for the table of moves to refuse.
    deleted = [
        (line, cells)
        for line, cells in answers
        if line.record == "deleted" and not line.endpoint.startswith(("cases.", "reviewing."))
    ]

    assert len(deleted) > 20
    for line, _ in deleted:
        assert set(line.answers) <= CLOSED, line


@pytest.mark.parametrize("name", [NOBODY, *FOREIGN, *READ_NO_CASES])
def test_nobody_opens_an_interview_outside_of_their_reach(answers: Answers, name: str) -> None:
    column = HEADS.index(name)
    of_records = OPEN_TO_ANALYSTS if name.startswith("analyst") else ()
    within = [line for line, _ in answers if "within the reach" in line.policy]
    within = [
        line
        for line in within
        if line.endpoint not in of_records and line.record not in (LINKED, IN_BOTH)
    ]

    assert len(within) > 50
    assert {line.answers[column] for line in within} <= CLOSED


def test_every_role_is_tried_in_every_relation(answers: Answers) -> None:
    cells = sum(len(line.answers) for line, _ in answers)

    assert len(COLUMNS) == len(Role) * len(RELATIONS_OF_PEOPLE)
    assert cells == len(answers) * len(HEADS)
    assert all(each for line, _ in answers for each in line.answers)


def test_every_command_says_what_it_opens() -> None:
    assert set(list_command_policies(COMMANDS)) == set(COMMANDS_OPEN)


def test_command_that_says_nothing_keeps_the_command_line_from_starting() -> None:
    group = click.Group("users", {"forget": click.Command("forget")})

    with pytest.raises(CommandWithoutPolicyError, match="users forget"):
        list_command_policies((group,))
