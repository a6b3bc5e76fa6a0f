"""Backups by command: made and put back with a sentence each, refused with a sentence too."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli.backups import backup, restore
from app.settings import Settings
from app.store.places import get_path_of_records
from app.store.setup import open_store, set_up_store
from tests.store.conftest import settings_in


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = settings_in(tmp_path / "place")
    set_up_store(settings)
    monkeypatch.setenv("THRESHOLD_MODE", "demonstration")
    monkeypatch.setenv("THRESHOLD_DATABASE", str(get_path_of_records(settings)))
    monkeypatch.setenv("THRESHOLD_KEY_STORE", str(settings.key_store))
    monkeypatch.setenv("THRESHOLD_KEYS", str(settings.keys))
    return settings


def test_a_backup_is_made_and_put_back_by_command(place: Settings, tmp_path: Path) -> None:
    file = str(tmp_path / "backups" / "monday")

    made = CliRunner().invoke(backup, [file])
    refused = CliRunner().invoke(restore, [file])
    put_back = CliRunner().invoke(restore, [file, "--keys", f"{file}.keys", "--replace"])

    assert made.exit_code == 0, made.output
    assert "was opened again" in made.output
    assert (refused.exit_code, "Nothing was restored" in refused.output) == (1, True)
    assert put_back.exit_code == 0, put_back.output
    assert "its log ended at 2-" in put_back.output
    open_store(place).close()


@pytest.mark.usefixtures("place")
def test_a_backup_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    result = CliRunner().invoke(backup, [str(tmp_path / "file" / "monday")])

    assert result.exit_code == 1
    assert "Nothing can be written" in result.output
