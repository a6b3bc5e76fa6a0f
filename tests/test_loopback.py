"""What tries to leave the network of the deep runs is counted, and nothing else is."""

import os
import subprocess
import sys

import pytest

from tests import loopback

TO_ITSELF = """
import socket
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname()).close()
"""
OUT = """
import contextlib, socket
with contextlib.suppress(OSError):
    socket.create_connection(("{address}", 443), timeout=1)
"""


def run_cut_off(program: str) -> "subprocess.CompletedProcess[str]":
    own = [] if os.getuid() == 0 else ["--map-root-user"]
    cut_off = ["unshare", "--net", *own, sys.executable, "-m", "tests.loopback"]
    return subprocess.run(  # noqa: S603 - The program is one of the above.
        [*cut_off, sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.night
@pytest.mark.parametrize(
    ("program", "code", "tried"),
    [
        (TO_ITSELF, 0, 0),
        (OUT.format(address="192.0.2.1"), 1, 1),
        (OUT.format(address="2001:db8::1"), 1, 1),
    ],
)
def test_each_attempt_to_leave_the_network_of_deep_runs_fails_the_run(
    program: str, code: int, tried: int
) -> None:
    ended = run_cut_off(program)

    assert (ended.returncode, ended.stdout) == (
        code,
        f"Attempts to leave this machine: {tried}\n",
    )


def test_nothing_is_run_in_a_network_that_has_a_way_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("socket.if_nameindex", lambda: [(1, "lo"), (2, "eth0")])

    assert loopback.main([]) == 2

    assert "ways out (eth0)" in capsys.readouterr().out
