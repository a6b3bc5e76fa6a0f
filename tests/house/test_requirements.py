"""What is installed is exactly what was tried, from wherever the machine gets its packages."""

import re

import pytest

from tests.house.building import ROOT

FILES = ["requirements.txt", "requirements-dev.txt"]
PIN = re.compile(r"^(?P<package>[a-z0-9.-]+)==(?P<version>[^\s;]+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
ADVICE = "Make the file anew with .ci/lock; it is not written by hand."


def read_lines(file: str) -> list[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.lstrip().startswith("#")]


def read_pins(file: str) -> dict[str, str]:
    found = [PIN.match(line) for line in read_lines(file)]
    return {pin["package"]: pin["version"] for pin in found if pin}


@pytest.mark.parametrize("file", FILES)
def test_requirements_are_pins_with_hashes_and_nothing_else(file: str) -> None:
    lines = read_lines(file)

    strange = [line for line in lines if not PIN.match(line) and not HASH.match(line)]

    assert lines
    assert not strange, f"{ADVICE} Addresses and options of one machine have no place: {strange}"


@pytest.mark.parametrize("file", FILES)
def test_every_pin_has_a_hash(file: str) -> None:
    kinds = "".join("p" if PIN.match(line) else "h" for line in read_lines(file))

    assert re.fullmatch("(ph+)+", kinds), ADVICE


@pytest.mark.parametrize("file", FILES)
def test_comments_hold_no_address(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")

    assert "://" not in text, f"{ADVICE} An address belongs to one machine."
    assert not re.search(r"# +(via )?-r /", text), f"{ADVICE} A path belongs to one machine."


def test_tests_run_on_what_people_run() -> None:
    served, tested = (read_pins(file) for file in FILES)

    apart = {package for package, version in served.items() if tested.get(package) != version}

    assert served
    assert not apart, f"{ADVICE} These are pinned differently for tests: {sorted(apart)}"
