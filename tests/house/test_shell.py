"""The scripts run wherever there is a POSIX shell."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.building import list_shell_scripts, name, opens_with_shell

SCRIPTS = list_shell_scripts()
SHELL = shutil.which("dash") or shutil.which("sh") or "sh"


def test_the_scripts_were_found() -> None:
    assert {name(script) for script in SCRIPTS} >= {"run", "test", ".ci/run", ".ci/setup.sh"}


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_a_script_is_plain_posix_shell(script: Path) -> None:
    reading = subprocess.run(  # noqa: S603 - The scripts are our own.
        [SHELL, "-n", script], capture_output=True, text=True, check=False
    )

    assert reading.returncode == 0, reading.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_a_script_that_people_start_can_be_started(script: Path) -> None:
    may_start = os.access(script, os.X_OK)

    assert may_start == opens_with_shell(script), (
        f"{name(script)}: what people start opens with #!/bin/sh and is executable (chmod +x); "
        "what is only sourced is neither"
    )


@pytest.mark.parametrize("command", ["run", "test"])
def test_the_two_commands_say_what_they_do_without_setting_anything_up(command: str) -> None:
    script = next(script for script in SCRIPTS if name(script) == command)

    told = subprocess.run(  # noqa: S603 - The scripts are our own.
        [script, "--help"], capture_output=True, text=True, check=True
    )

    assert told.stdout.startswith(f"./{command} ")
    assert not told.stderr
