"""The folder of broken files: each is whole and sound but for the mistake that its name tells.

The first line of a broken file is a comment with the problem that must be reported, from its line
number on; `sound/` holds a whole file of each kind. Together they make an `indicators/` and a
`rules/` that are sound, or that have one mistake.
"""

from dataclasses import dataclass
from pathlib import Path

from app.engine.catalogue import Rules, load_rules
from app.instruments.catalogue import Instruments, load_instruments

HERE = Path(__file__).parent
PLACES = {
    "catalogue": "indicators/catalogues/signs/1.0.0.yaml",
    "module": "indicators/modules/market-work/1.0.0.yaml",
    "parameters": "indicators/parameters/zz/1.0.0.yaml",
    "questionnaire": "indicators/questionnaires/short/1.0.0.yaml",
    "translation": "indicators/translations/short-fr/1.0.0.yaml",
    "rules": "rules/presumption/1.0.0.yaml",
}


@dataclass(frozen=True)
class BrokenFile:
    """A file with one mistake, and the only problem that must be reported of it."""

    kind: str
    name: str
    content: bytes

    @property
    def problem(self) -> str:
        first = self.content.splitlines()[0].decode()
        return f"{PLACES[self.kind]}:{first.removeprefix('# ')}"


def list_broken_files() -> list[BrokenFile]:
    return [
        BrokenFile(path.parent.name, path.stem, path.read_bytes())
        for path in sorted((HERE / "broken").glob("*/*.yaml"))
    ]


def lay_out(folder: Path, broken: BrokenFile | None = None) -> None:
    """Write sound `indicators/` and `rules/` into `folder`, with the broken file in its place."""
    for kind, place in PLACES.items():
        sound = (HERE / "sound" / f"{kind}.yaml").read_bytes()
        path = folder / place
        path.parent.mkdir(parents=True)
        path.write_bytes(broken.content if broken and broken.kind == kind else sound)


def load_all(folder: Path) -> tuple[Instruments, Rules]:
    """Load what `lay_out` wrote, as the application does when it starts."""
    instruments = load_instruments(folder / "indicators")
    return instruments, load_rules(folder / "rules", instruments.catalogues)
