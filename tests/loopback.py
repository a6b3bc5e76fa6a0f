"""`unshare --net python -m tests.loopback COMMAND…`: run it in a network without any way out.

Ends with 1 if anything tried to leave, whoever it was and however quietly it took the refusal:
the system counts for each network what it found no way for.
"""

import fcntl
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Final

COUNTERS: Final = Path("/proc/net")
LOOPBACK: Final = "lo"
# From Linux's if.h and sockios.h.
GET_FLAGS, SET_FLAGS, ADD_WAY, IS_UP = 0x8913, 0x8914, 0x890B, 0x1
ASKED_BY_CHROMIUM: Final = "2001:4860:4860::8888"


def main(command: list[str]) -> int:
    """Run a command, and give the exit code."""
    others = [name for _, name in socket.if_nameindex() if name != LOOPBACK]
    if others:
        print(f"There are ways out ({', '.join(others)}): start this with unshare --net.")
        return 2
    open_loopback()
    answer_the_browser()
    done = subprocess.run(command, check=False)  # noqa: S603 - The command is our own.
    tried = count_attempts()
    print(f"Attempts to leave this machine: {tried}")
    return done.returncode or int(tried > 0)


def open_loopback() -> None:
    """Let what runs here reach itself."""
    with socket.socket() as any_socket:
        asked = struct.pack("16sh", LOOPBACK.encode(), 0)
        (flags,) = struct.unpack_from("h", fcntl.ioctl(any_socket, GET_FLAGS, asked), 16)
        wanted = struct.pack("16sh", LOOPBACK.encode(), flags | IS_UP)
        fcntl.ioctl(any_socket, SET_FLAGS, wanted)


def answer_the_browser() -> None:
    """Let Chromium find a way to the one address by which it asks the system for IPv6.

    It sends nothing there, does so at each start, and has no setting against it. All else that
    tries to leave is still counted.
    """
    way = struct.pack(
        "16s16s16sIHHILIi",
        *(socket.inet_pton(socket.AF_INET6, each) for each in (ASKED_BY_CHROMIUM, "::", "::")),
        *(0, 128, 0, 1, 0, IS_UP, socket.if_nametoindex(LOOPBACK)),
    )
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, ADD_WAY, way)


def count_attempts() -> int:
    """Give how often something was to be sent, or a connection made, that had no way to go."""
    names, values = (
        line.split()
        for line in (COUNTERS / "snmp").read_text("ascii").splitlines()
        if line.startswith("Ip:")
    )
    old = int(dict(zip(names, values, strict=True))["OutNoRoutes"])
    lines = (line.split() for line in (COUNTERS / "snmp6").read_text("ascii").splitlines())
    return old + int(dict(lines).get("Ip6OutNoRoutes", 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
