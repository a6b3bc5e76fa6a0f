"""What may lie in the repository: small files, no open ends, nothing of one machine."""

import re

from tests.house.building import list_files, list_vendored_files, name, read_text

LARGEST = 1_000_000

# The brackets inside the words keep this file from finding itself.
OPEN_ENDS = re.compile(r"\b(T(ODO)|F(IXME)|X(XX))\b")
PLACES_OF_ONE_MACHINE = re.compile(
    r"(?<![\w.~-])/(work/(main|shared|\.)|root/|home/\w+/|opt/\w+/|tmp/(bare|threshold))"
)
LOCKS_WITH_ADDRESSES = {
    ".npmrc",
    "package-lock.json",
    "pip.conf",
    "Pipfile.lock",
    "poetry.lock",
    "uv.lock",
    "yarn.lock",
}


def find_lines(pattern: re.Pattern[str]) -> list[str]:
    ours = [path for path in list_files() if path not in list_vendored_files()]
    texts = ((path, read_text(path)) for path in ours)
    return [
        f"{name(path)}:{number}: {line.strip()[:80]}"
        for path, text in texts
        for number, line in enumerate((text or "").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_open_end_is_left_in_the_code() -> None:
    found = find_lines(OPEN_ENDS)

    assert not found, f"An open end is a test, an issue, a mended line, or nothing: {found}"


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = find_lines(PLACES_OF_ONE_MACHINE)

    assert not found, f"Say where a thing lies from the top folder of the project: {found}"


def test_no_file_is_too_large_for_a_clone_over_a_slow_line() -> None:
    found = [name(path) for path in list_files() if path.stat().st_size > LARGEST]

    assert not found, f"Make it smaller, or let the test that needs it make it: {found}"


def test_no_file_holds_the_addresses_of_a_registry() -> None:
    found = [name(path) for path in list_files() if path.name in LOCKS_WITH_ADDRESSES]

    assert not found, f"Requirements are pinned by .ci/lock alone, without addresses: {found}"
