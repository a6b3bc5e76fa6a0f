"""Settings: read from the environment once, complete and typed, or refused with every reason."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

REPOSITORY = Path(__file__).resolve().parent.parent
PREFIX = "THRESHOLD_"
OF_THE_TESTS = frozenset({"THRESHOLD_NIGHT"})
POSTGRESQL = ("postgresql://", "postgresql+psycopg://")


class Mode(Enum):
    """Real people, or invented ones."""

    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True)
class DatabaseFile:
    """The embedded database: one encrypted file."""

    path: Path


@dataclass(frozen=True)
class DatabaseServer:
    """A PostgreSQL database; its address holds a password and is never shown."""

    url: str = field(repr=False)


@dataclass(frozen=True)
class Settings:
    """Where everything is. It holds no secret: those stay in files of the folder `keys`."""

    mode: Mode
    database: DatabaseFile | DatabaseServer
    key_store: Path
    keys: Path
    base_url: str
    indicators: Path
    rules: Path
    switched_on: tuple[str, ...] = ()
    log_anchors: Path | None = None
    proxies: int = 0
    hosts: tuple[str, ...] = ()
    metrics: tuple[str, int] | None = None
    clamd: str = ""

    @property
    def is_demonstration(self) -> bool:
        """Say whether this is a demonstration, which every page must say too."""
        return self.mode is Mode.DEMONSTRATION


class SettingsError(Exception):
    """The environment can't be used; `problems` holds one sentence for each reason."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Variable:
    """One variable of the environment: what it is for, and its value when it is left out.

    `demonstration` is the default of a demonstration only; `everywhere` is safe in production too.
    """

    name: str
    meaning: str
    demonstration: str | None = None
    everywhere: str | None = None

    def default_in(self, mode: Mode) -> str | None:
        """Give the value that counts in `mode` when the variable is left out."""
        if self.everywhere is not None:
            return self.everywhere
        return self.demonstration if mode is Mode.DEMONSTRATION else None


VARIABLES = (
    Variable(
        "THRESHOLD_MODE",
        "production, or demonstration with invented people and secrets of its own",
        everywhere=Mode.PRODUCTION.value,
    ),
    Variable(
        "THRESHOLD_DATABASE",
        "the file of the encrypted database, or the address of a PostgreSQL database "
        "(postgresql://…)",
        demonstration=str(REPOSITORY / "var" / "database" / "threshold.sqlite"),
    ),
    Variable(
        "THRESHOLD_KEY_STORE",
        "the file with the wrapped keys of the cases, in a folder without the database",
        demonstration=str(REPOSITORY / "var" / "key-store" / "keys.sqlite"),
    ),
    Variable(
        "THRESHOLD_KEYS",
        "the folder of the key files, apart from both databases and their backups",
        demonstration=str(REPOSITORY / "var" / "keys"),
    ),
    Variable(
        "THRESHOLD_BASE_URL",
        "the address at which people reach the application (https:// in production)",
        demonstration="http://127.0.0.1:8000",
    ),
    Variable(
        "THRESHOLD_INDICATORS",
        "the folder of catalogues, questionnaires and parameters",
        everywhere=str(REPOSITORY / "indicators"),
    ),
    Variable(
        "THRESHOLD_RULES",
        "the folder of the rule sets",
        everywhere=str(REPOSITORY / "rules"),
    ),
    Variable(
        "THRESHOLD_SWITCHED_ON",
        "rule sets that are off by default and wanted all the same, with spaces between",
        everywhere="",
    ),
    Variable(
        "THRESHOLD_LOG_ANCHORS",
        "a file on another disk or machine that takes an anchor of the log each 100 entries",
        everywhere="",
    ),
    Variable(
        "THRESHOLD_CLAMD",
        "where clamd listens, unix:/path or host:port, so that every file is scanned for viruses",
        everywhere="",
    ),
    Variable(
        "THRESHOLD_PROXIES",
        "how many reverse proxies of your own stand in front: 1 behind one, 0 if people reach "
        "the server directly",
        everywhere="0",
    ),
    Variable(
        "THRESHOLD_HOSTS",
        "further host names by which the server may be asked, with spaces between; all others "
        "but that of THRESHOLD_BASE_URL are refused",
        everywhere="",
    ),
    Variable(
        "THRESHOLD_METRICS",
        "address and port for figures in the format of Prometheus, such as 127.0.0.1:9100; they "
        "need no sign-in, so let nobody else reach it",
        everywhere="",
    ),
)


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Give the settings of this environment, or raise SettingsError with all its problems."""
    problems = _list_unknown_names(environ)
    mode = _read_mode(environ, problems)
    values = _read_values(environ, mode, problems)
    _check_base_url(values, mode, problems)
    _check_folders(values, problems)
    _check_proxies(values, problems)
    _check_metrics(values, problems)
    _check_clamd(values, problems)
    if problems:
        raise SettingsError(tuple(problems))
    return Settings(
        mode=mode,
        database=_parse_database(values["THRESHOLD_DATABASE"]),
        key_store=Path(values["THRESHOLD_KEY_STORE"]).resolve(),
        keys=Path(values["THRESHOLD_KEYS"]).resolve(),
        base_url=values["THRESHOLD_BASE_URL"].rstrip("/"),
        indicators=Path(values["THRESHOLD_INDICATORS"]).resolve(),
        rules=Path(values["THRESHOLD_RULES"]).resolve(),
        switched_on=tuple(values["THRESHOLD_SWITCHED_ON"].split()),
        log_anchors=_parse_place(values["THRESHOLD_LOG_ANCHORS"]),
        proxies=int(values["THRESHOLD_PROXIES"]),
        hosts=tuple(values["THRESHOLD_HOSTS"].split()),
        metrics=_parse_metrics(values["THRESHOLD_METRICS"]),
        clamd=values["THRESHOLD_CLAMD"],
    )


def _list_unknown_names(environ: Mapping[str, str]) -> list[str]:
    known = [variable.name for variable in VARIABLES]
    endings = [name.removeprefix(PREFIX) for name in known]
    problems = []
    for name in sorted(set(environ) - set(known) - OF_THE_TESTS):
        if name.startswith(PREFIX):
            near = difflib.get_close_matches(name.removeprefix(PREFIX), endings, n=1)
            hint = f"Did you mean {PREFIX}{near[0]}?" if near else "Take it away."
            problems.append(f"{name} is not a setting of Threshold. {hint}")
    return problems


def _read_mode(environ: Mapping[str, str], problems: list[str]) -> Mode:
    written = environ.get("THRESHOLD_MODE", "").strip() or Mode.PRODUCTION.value
    try:
        return Mode(written)
    except ValueError:
        allowed = " or ".join(mode.value for mode in Mode)
        problems.append(f"THRESHOLD_MODE is {written!r}. Write {allowed}.")
        return Mode.PRODUCTION


def _read_values(environ: Mapping[str, str], mode: Mode, problems: list[str]) -> dict[str, str]:
    values = {}
    for variable in VARIABLES:
        value = environ.get(variable.name, "").strip() or variable.default_in(mode)
        if value is None:
            problems.append(f"{variable.name} is missing. Set it to {variable.meaning}.")
        else:
            values[variable.name] = value
    return values


def _check_base_url(values: Mapping[str, str], mode: Mode, problems: list[str]) -> None:
    written = values.get("THRESHOLD_BASE_URL")
    if written is None:
        return
    parts = urlsplit(written)
    schemes = ("https",) if mode is Mode.PRODUCTION else ("http", "https")
    if parts.scheme not in schemes or not parts.hostname or parts.username is not None:
        problems.append(
            f"THRESHOLD_BASE_URL must start with {schemes[0]}:// and a host name, "
            "without user name or password."
        )


def _check_folders(values: Mapping[str, str], problems: list[str]) -> None:
    """Refuse to keep locks and keys in one place: a copy of one folder must not open the data."""
    places = {}
    database = values.get("THRESHOLD_DATABASE")
    if database is not None and not database.startswith(POSTGRESQL):
        places["the folder of THRESHOLD_DATABASE"] = Path(database).resolve().parent
    if "THRESHOLD_KEY_STORE" in values:
        places["the folder of THRESHOLD_KEY_STORE"] = (
            Path(values["THRESHOLD_KEY_STORE"]).resolve().parent
        )
    if "THRESHOLD_KEYS" in values:
        places["THRESHOLD_KEYS"] = Path(values["THRESHOLD_KEYS"]).resolve()
    for (first_name, first), (second_name, second) in combinations(places.items(), 2):
        if first.is_relative_to(second) or second.is_relative_to(first):
            problems.append(
                f"{first_name} ({first}) and {second_name} ({second}) are not apart. "
                "Give each a folder of its own, so that no one copy holds both lock and key."
            )


def _parse_place(written: str) -> Path | None:
    return Path(written).resolve() if written.strip() else None


def _check_proxies(values: Mapping[str, str], problems: list[str]) -> None:
    """Take small numbers only: with one too many, people could invent where they come from."""
    if values.get("THRESHOLD_PROXIES", "0") not in tuple("0123"):
        problems.append("THRESHOLD_PROXIES must be 0, 1, 2 or 3.")


def _check_clamd(values: Mapping[str, str], problems: list[str]) -> None:
    """Refuse what is no address: files would be refused one by one, and nobody knew why."""
    written = values.get("THRESHOLD_CLAMD", "")
    if written and not re.fullmatch(r"unix:/.+|[^:/]+:\d{1,5}", written):
        problems.append("THRESHOLD_CLAMD must be unix:/path/to/a/socket or host:port.")


def _parse_database(written: str) -> DatabaseFile | DatabaseServer:
    if written.startswith(POSTGRESQL):
        return DatabaseServer(written)
    return DatabaseFile(Path(written).resolve())


def _check_metrics(values: Mapping[str, str], problems: list[str]) -> None:
    written = values.get("THRESHOLD_METRICS", "")
    host, _, port = written.rpartition(":")
    if written and not (host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        problems.append("THRESHOLD_METRICS must be an address and a port, such as 127.0.0.1:9100.")


def _parse_metrics(written: str) -> tuple[str, int] | None:
    host, _, port = written.rpartition(":")
    return (host, int(port)) if written else None
