"""Threshold as `./run` serves it, on data of its own, to be killed and started again at will."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import SystemRandom
from typing import Final

from app.settings import PREFIX, DatabaseFile, Settings, load_settings
from app.store.opening import open_records
from app.store.setup import Store, open_store
from tests.databases import database_in
from tests.web.installation import let_codes_be_used_again

ROOT: Final = Path(__file__).resolve().parents[2]
HOST: Final = "127.0.0.1"
# Below the ports that systems lend to clients: a client must not meet itself while no server is up.
PORTS: Final = range(20_000, 32_000)
# Far more than a slow machine with much to do takes: what hangs is named all the same.
PATIENCE: Final = 240.0
WORKER: Final = re.compile(r"Booting worker with pid: (\d+)")
# The random numbers of tests are the same in every process of pytest; ports may not be.
CHANCE: Final = SystemRandom()

# Whoever signs in knows an address only.
BY_ADDRESS: "dict[str, Server]" = {}


class Server:
    """One server with a folder for its data; `address` stays the same over restarts."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.port = port or find_free_port()
        self.address = f"http://{HOST}:{self.port}"
        self.environment = build_environment(folder, self.address)
        BY_ADDRESS[self.address] = self
        self._process: subprocess.Popen[bytes] | None = None
        self._said_before = 0  # Bytes of the log that are of earlier processes.

    @property
    def log(self) -> Path:
        """The file with all that the server said."""
        return self.folder / "server.log"

    def start(self) -> None:
        """Start serving, and wait until the first page comes."""
        self.launch()
        self._wait_until_it_serves()

    def launch(self) -> None:
        """Start serving; whoever asks before it serves is turned away or waits."""
        Path(self.environment["TMPDIR"]).mkdir(exist_ok=True)
        with self.log.open("ab") as log:
            self._said_before = log.tell()
            self._process = subprocess.Popen(  # noqa: S603 - The command is that of ./run.
                read_serving_command(self.port),
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """End all its processes at once, as a power cut or an impatient administrator would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it end by itself."""
        self._end(signal.SIGTERM)

    def kill_worker(self) -> None:
        """End the process that answers requests; the one above it starts another by itself."""
        os.kill(self._list_workers()[-1], signal.SIGKILL)

    def settings(self) -> Settings:
        """Give the settings that the server runs with."""
        return load_settings(self.environment)

    def let_codes_be_used_again(self) -> None:
        """Forget which codes were taken: tests sign in faster than codes change."""
        database = open_records(self.settings())
        let_codes_be_used_again(database)
        database.close()

    @contextmanager
    def open_store(self) -> Iterator[Store]:
        """Look at the data from outside of the server."""
        store = open_store(self.settings())
        try:
            yield store
        finally:
            store.close()

    def list_errors(self) -> list[str]:
        """Give the lines of the log that tell of something wrong in the application."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        wrong = (line for line in lines if "ERROR" in line or "Traceback" in line)
        return [line for line in wrong if "was sent SIGKILL" not in line]

    def _list_workers(self) -> list[int]:
        """Give the ids of all processes that answered requests since it started, newest last."""
        said = self.log.read_bytes()[self._said_before :].decode("utf-8")
        return [int(each) for each in WORKER.findall(said)]

    def _end(self, with_signal: signal.Signals) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, with_signal)
            self._process.wait(PATIENCE)
            self._process = None
            _wait_until_free(self.port)

    def _wait_until_it_serves(self) -> None:
        assert self._process is not None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/sign-in", timeout=PATIENCE):  # noqa: S310 - Ours.
                    return
            except OSError:
                time.sleep(0.02)
        raise AssertionError(f"It does not serve: {self.log.read_text(encoding='utf-8')[-2000:]}")


def prepare_data(folder: Path) -> None:
    """Make the databases and the invented people in a folder, by the commands of `./run`."""
    environment = build_environment(folder, f"http://{HOST}:8000")
    Path(environment["TMPDIR"]).mkdir(parents=True)
    for command in ("migrate", "seed"):
        made = subprocess.run(  # noqa: S603 - The commands are our own.
            [ROOT / ".venv" / "bin" / "flask", command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, f"flask {command}: {made.stdout}{made.stderr}"


def copy_data(pattern: Path, folder: Path) -> Path:
    """Give a server data of its own that were prepared once."""
    shutil.copytree(pattern, folder)
    return folder


def build_environment(folder: Path, address: str) -> dict[str, str]:
    """Give the environment of ./run, with the data in another folder."""
    kept = {name: value for name, value in os.environ.items() if not is_of_tests(name)}
    return kept | {
        "FLASK_APP": "wsgi.py",
        "THRESHOLD_MODE": "demonstration",
        "THRESHOLD_BASE_URL": address,
        "THRESHOLD_DATABASE": write_database(folder),
        "THRESHOLD_KEY_STORE": str(folder / "key-store" / "keys.sqlite"),
        "THRESHOLD_KEYS": str(folder / "keys"),
        # Temporary files are looked at too: see tests/journeys/canaries.py.
        "TMPDIR": str(folder / "temporary"),
    }


def write_database(folder: Path) -> str:
    """Write where the records of an installation in a folder are, as the setting has it."""
    found = database_in(folder)
    return str(found.path) if isinstance(found, DatabaseFile) else found.url


def is_of_tests(name: str) -> bool:
    """Say whether a variable is about the tests, or about a Threshold that somebody runs."""
    return name.startswith((PREFIX, "PYTEST", "COV_"))


def read_serving_command(port: int) -> list[str]:
    """Give the command that ./run ends in, so that what people start is what is tested."""
    script = (ROOT / "run").read_text(encoding="utf-8")
    last = script[script.rindex("\nexec ") :].removeprefix("\nexec ").replace("\\\n", " ")
    return shlex.split(last.replace("$port", str(port)))


def find_free_port() -> int:
    """Give a port that nobody listens at."""
    while True:
        port = CHANCE.choice(PORTS)
        with socket.socket() as trial:
            if trial.connect_ex((HOST, port)) != 0:
                return port


def _wait_until_free(port: int) -> None:
    """Wait until the last process that listened is gone; it may outlive the one that led it."""
    until = time.monotonic() + PATIENCE
    with suppress(ConnectionError):
        while time.monotonic() < until:
            socket.create_connection((HOST, port), timeout=PATIENCE).close()
            time.sleep(0.02)
