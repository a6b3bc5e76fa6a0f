"""Each key has a command that replaces it, and the log says that it was."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli.log import verify_log
from app.cli.rotating import BACKUP, CASES, NAMES, rotate_key
from app.settings import REPOSITORY, Settings
from app.store.backup_files import BACKUP_KEY, make_backup_key
from app.store.ids import CaseId, new_id
from app.store.key_files import KeyFile
from app.store.password_keys import list_older_files
from app.store.places import get_path_of_records
from app.store.setup import open_store, set_up_store
from tests.store.conftest import settings_in
from tests.store.test_log import list_said


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = settings_in(tmp_path / "place")
    set_up_store(settings)
    make_backup_key(settings.keys)
    monkeypatch.setenv("THRESHOLD_MODE", "demonstration")
    monkeypatch.setenv("THRESHOLD_DATABASE", str(get_path_of_records(settings)))
    monkeypatch.setenv("THRESHOLD_KEY_STORE", str(settings.key_store))
    monkeypatch.setenv("THRESHOLD_KEYS", str(settings.keys))
    return settings


@pytest.mark.parametrize("name", [*NAMES, BACKUP])
def test_a_key_is_replaced_and_the_log_says_so(place: Settings, name: str) -> None:
    path = place.keys / (BACKUP_KEY if name == BACKUP else NAMES[name].value)
    before = path.read_bytes()

    result = CliRunner().invoke(rotate_key, [name])

    assert result.exit_code == 0, result.output
    assert path.read_bytes() != before
    store = open_store(place)
    assert list_said(store)[-1] == ("key_rotated", name)
    store.close()
    assert "is whole" in CliRunner().invoke(verify_log, []).output


def test_every_key_has_a_command() -> None:
    assert set(KeyFile) == set(NAMES.values())


def test_keys_of_passwords_alone_are_dropped(place: Settings) -> None:
    rotated = CliRunner().invoke(rotate_key, ["passwords"])
    older = list_older_files(place.keys)
    dropped = CliRunner().invoke(rotate_key, ["passwords", "--drop"])
    other = CliRunner().invoke(rotate_key, ["master", "--drop"])

    assert "the passwords of 0 and the recovery codes of 0 people" in rotated.output
    assert (len(older), list_older_files(place.keys)) == (1, ())
    assert (dropped.exit_code, "No older key" in dropped.output) == (0, True)
    assert (other.exit_code, "Keys of passwords alone" in other.output) == (2, True)
    store = open_store(place)
    assert ("key_destroyed", older[0].name) in list_said(store)
    store.close()


def test_the_operations_page_says_of_every_key_what_is_put_under_it() -> None:
    page = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")

    assert [name for name in (*NAMES, CASES, BACKUP) if f"| `{name}` |" not in page] == []


def test_every_case_gets_a_new_key_and_the_log_says_so(place: Settings) -> None:
    store = open_store(place)
    key = store.keys.create(CaseId(new_id()), datetime(2026, 3, 4, tzinfo=UTC))
    store.close()

    result = CliRunner().invoke(rotate_key, [CASES])

    assert "Every case has a new key" in result.output
    store = open_store(place)
    renewed = store.keys.get(key.case_id)
    said = list_said(store)[-1]
    store.close()
    assert said == ("key_rotated", CASES)
    assert renewed.secret != key.secret
    assert (renewed.generation, renewed.older) == (2, ())


def test_a_key_is_not_replaced_while_a_program_has_the_store_open(place: Settings) -> None:
    store = open_store(place)

    result = CliRunner().invoke(rotate_key, ["database"])

    assert (result.exit_code, "Stop the server" in result.output) == (1, True)
    store.close()
