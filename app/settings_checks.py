"""What is looked at in each value of the environment before the settings are made of it."""

import re
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

POSTGRESQL = ("postgresql://", "postgresql+psycopg://")


def check_values(values: Mapping[str, str], problems: list[str]) -> None:
    """Add a sentence for everything that is wrong in these values to the problems."""
    for check in (_check_folders, _check_proxies, _check_metrics, _check_clamd):
        check(values, problems)


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


def _check_proxies(values: Mapping[str, str], problems: list[str]) -> None:
    """Take small numbers only: with one too many, people could invent where they come from."""
    if values.get("THRESHOLD_PROXIES", "0") not in tuple("0123"):
        problems.append("THRESHOLD_PROXIES must be 0, 1, 2 or 3.")


def _check_clamd(values: Mapping[str, str], problems: list[str]) -> None:
    """Refuse what is no address: files would be refused one by one, and nobody knew why."""
    written = values.get("THRESHOLD_CLAMD", "")
    if written and not re.fullmatch(r"unix:/.+|[^:/]+:\d{1,5}", written):
        problems.append("THRESHOLD_CLAMD must be unix:/path/to/a/socket or host:port.")


def _check_metrics(values: Mapping[str, str], problems: list[str]) -> None:
    written = values.get("THRESHOLD_METRICS", "")
    host, _, port = written.rpartition(":")
    if written and not (host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        problems.append("THRESHOLD_METRICS must be an address and a port, such as 127.0.0.1:9100.")
