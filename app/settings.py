"""Settings: read from the environment once, complete and typed, or refused with every reason."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

from app.settings_checks import POSTGRESQL, check_values
from app.settings_of_provider import ProviderSettings, read_provider

REPOSITORY = Path(__file__).resolve().parent.parent
PREFIX = "THRESHOLD_"
OF_THE_TESTS = frozenset({"THRESHOLD_NIGHT"})


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
    provider: ProviderSettings | None = None

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
    Variable(
        "THRESHOLD_OIDC_ISSUER",
        "the issuer of an OpenID Connect provider (https://…) by which people may sign in too",
        everywhere="",
    ),
    Variable(
        "THRESHOLD_OIDC_CLIENT_ID", "by which name the provider knows Threshold", everywhere=""
    ),
    Variable(
        "THRESHOLD_OIDC_CLIENT_SECRET_FILE",
        "the file (0600) with the secret that the provider gave for that name",
        everywhere="",
    ),
    Variable("THRESHOLD_OIDC_NAME", "how people call the provider, for the button", everywhere=""),
    Variable(
        "THRESHOLD_OIDC_SECOND_FACTOR",
        "values of acr or amr, with spaces between, by which the provider says that a second "
        "factor was shown there; without any, ours is asked for each time",
        everywhere="",
    ),
)


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Give the settings of this environment, or raise SettingsError with all its problems."""
    problems = _list_unknown_names(environ)
    mode = _read_mode(environ, problems)
    values = _read_values(environ, mode, problems)
    _check_base_url(values, mode, problems)
    check_values(values, problems)
    provider = read_provider(values, problems, allows_http=mode is Mode.DEMONSTRATION)
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
        provider=provider,
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


def _parse_place(written: str) -> Path | None:
    return Path(written).resolve() if written.strip() else None


def _parse_database(written: str) -> DatabaseFile | DatabaseServer:
    if written.startswith(POSTGRESQL):
        return DatabaseServer(written)
    return DatabaseFile(Path(written).resolve())


def _parse_metrics(written: str) -> tuple[str, int] | None:
    host, _, port = written.rpartition(":")
    return (host, int(port)) if written else None
