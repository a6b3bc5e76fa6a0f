"""`flask users …`: people are made, listed, ended and helped back in from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.users import users
from app.clock import SYSTEM_CLOCK
from app.store.accounts import find_account
from app.store.setup import open_store
from app.store.tables import Role
from tests.test_cli import name_places
from tests.web.installation import PASSWORD, install, make_code, settings_in

NEW = ["--name", "Eva", "--role", "administrator", "--organisation", "Inspectorate"]
NEW += ["--country", "zz", "--area", "north"]
BY = ["--asked-by", "administrator@people.example", "--decided-by"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    install(tmp_path)
    return tmp_path


def run(folder: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(users, words, env=name_places(folder), input=typed)


def test_person_is_made_with_six_words_and_listed(folder: Path) -> None:
    made = run(folder, "create", "eva@people.example", *NEW)
    again = run(folder, "create", "eva@people.example", *NEW)
    listed = run(folder, "list")

    assert made.exit_code == 0, made.output
    assert len(made.stdout.splitlines()[-1].split()) == 6
    assert (again.exit_code, "already" in again.output) == (1, True)
    assert "eva@people.example  Eva  (administrator; Inspectorate)  has to set" in listed.output
    assert (
        "inspector@people.example  inspector  (inspector; Inspectorate)  signs in" in listed.output
    )


def test_person_who_left_is_ended(folder: Path) -> None:
    ended = run(folder, "end", "inspector@people.example")
    again = run(folder, "end", "inspector@people.example")

    assert ended.exit_code == 0, ended.output
    assert again.exit_code == 1
    assert "(inspector; Inspectorate)  ended" in run(folder, "list").output


@pytest.mark.parametrize(
    ("second", "password", "code", "words"),
    [
        ("administrator@people.example", PASSWORD, "", "Two different administrators"),
        ("supervisor@people.example", PASSWORD, "", "is not an administrator"),
        ("colleague@people.example", "wrong", "", "does not open the account"),
        ("colleague@people.example", PASSWORD, "000000", "does not open the account"),
    ],
)
def test_one_administrator_alone_resets_nothing(
    folder: Path, second: str, password: str, code: str, words: str
) -> None:
    now = SYSTEM_CLOCK.now()
    typed = f"{PASSWORD}\n{make_code(now)}\n{password}\n{code or make_code(now)}\n"

    result = run(folder, "reset", "inspector@people.example", *BY, second, typed=typed)

    assert result.exit_code == 1
    assert words in result.output
    assert PASSWORD not in result.output
    assert "(inspector; Inspectorate)  signs in" in run(folder, "list").output


def test_two_administrators_give_somebody_a_new_beginning(folder: Path) -> None:
    store = open_store(settings_in(folder))
    with store.records.writing() as session:
        colleague = find_account(session, "colleague@people.example")
        assert colleague is not None
        colleague.roles.append(session.query(Role).filter_by(name="administrator").one())
    store.close()
    typed = f"{PASSWORD}\n{make_code(SYSTEM_CLOCK.now())}\n" * 2

    result = run(
        folder, "reset", "inspector@people.example", *BY, "colleague@people.example", typed=typed
    )

    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()[-1].split()) == 6
    assert "(inspector; Inspectorate)  has to set sign-in up" in run(folder, "list").output
