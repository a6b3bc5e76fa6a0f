"""The commands: what they print, what they change, and how they end."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import COMMANDS
from app.cli.checking import check
from app.cli.installation import migrate, seed
from app.settings import REPOSITORY
from app.store.setup import open_store
from tests.proved_once import proved_once  # noqa: F401 - For every test here.
from tests.web.installation import settings_in

BROKEN = "indicators/questionnaires/short-screening/1.0.0.yaml"


def name_places(folder: Path, **more: str) -> dict[str, str]:
    """Give the environment of an installation in a folder."""
    settings = settings_in(folder)
    return {
        "THRESHOLD_MODE": "demonstration",
        "THRESHOLD_DATABASE": str(folder / "database" / "threshold.sqlite"),
        "THRESHOLD_KEY_STORE": str(settings.key_store),
        "THRESHOLD_KEYS": str(settings.keys),
        "THRESHOLD_BASE_URL": "http://localhost",
        **more,
    }


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the instruments and rule sets with one mistake."""
    for name in ("indicators", "rules"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    file = tmp_path / BROKEN
    file.write_text(file.read_text().replace("type: yes_no", "type: yes_or_no", 1))
    return tmp_path


def run_check(folder: Path, *paths: Path) -> Result:
    places = {
        "THRESHOLD_INDICATORS": str(folder / "indicators"),
        "THRESHOLD_RULES": str(folder / "rules"),
    }
    return CliRunner().invoke(check, [str(path) for path in paths], env=places)


def test_check_finds_nothing_wrong_with_what_is_shipped() -> None:
    result = run_check(REPOSITORY)

    assert result.exit_code == 0, result.output


def test_check_prints_each_problem_with_its_place(broken: Path) -> None:
    result = run_check(broken)

    assert result.exit_code == 1
    first = result.stdout.splitlines()[0]
    assert first.startswith(f"{BROKEN}:")
    assert "yes_no" in first


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (BROKEN, 1),
        ("indicators/questionnaires", 1),
        ("indicators/questionnaires/full-assessment", 0),
        ("rules", 0),
        ("nothing", 2),
    ],
)
def test_check_looks_at_the_paths_that_are_named(broken: Path, path: str, code: int) -> None:
    assert run_check(broken, broken / path).exit_code == code


def test_migrate_makes_what_is_missing_and_keeps_what_is_there(tmp_path: Path) -> None:
    places = name_places(tmp_path)

    first = CliRunner().invoke(migrate, env=places)
    keys = {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    second = CliRunner().invoke(migrate, env=places)

    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()} == keys
    open_store(settings_in(tmp_path)).close()


def test_seed_prints_the_same_sign_ins_each_time(tmp_path: Path) -> None:
    places = name_places(tmp_path)
    CliRunner().invoke(migrate, env=places)

    first = CliRunner().invoke(seed, env=places)
    second = CliRunner().invoke(seed, env=places)

    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert first.output == second.output
    assert "inspector@vardania.example" in first.output


def test_seed_is_impossible_in_production(tmp_path: Path) -> None:
    places = name_places(
        tmp_path, THRESHOLD_MODE="production", THRESHOLD_BASE_URL="https://localhost"
    )
    CliRunner().invoke(migrate, env=places)

    result = CliRunner().invoke(seed, env=places)

    assert result.exit_code == 1
    assert "never loaded in production" in result.output


def test_commands_name_every_setting_that_is_missing() -> None:
    settings = {name: "" for name in os.environ if name.startswith("THRESHOLD_")}

    result = CliRunner().invoke(migrate, env={**settings, "THRESHOLD_MODE": "production"})

    assert result.exit_code == 1
    for name in ("THRESHOLD_DATABASE", "THRESHOLD_KEY_STORE", "THRESHOLD_KEYS"):
        assert name in result.output


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_of_a_command_has_an_example(command: object) -> None:
    result = CliRunner().invoke(command, ["--help"])  # type: ignore[arg-type]

    assert result.exit_code == 0
    assert "Example:" in result.output


def test_application_refuses_to_start_on_a_broken_instrument(broken: Path) -> None:
    places = name_places(
        broken,
        THRESHOLD_INDICATORS=str(broken / "indicators"),
        THRESHOLD_RULES=str(broken / "rules"),
    )
    CliRunner().invoke(migrate, env=places)

    started = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=REPOSITORY,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 1
    assert BROKEN in started.stderr
    assert "does not start" in started.stderr
