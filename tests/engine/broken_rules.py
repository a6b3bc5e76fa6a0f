"""Rule sets and catalogues that are well written and can't be meant so, with one fault each.

The first line of a broken file is a comment with the problem that must be reported, from its line
number on.
"""

from functools import cache
from pathlib import Path

from app.documents.model import parse_as
from app.documents.problem import DocumentError
from app.documents.reader import load_document
from app.engine.catalogue import Rules, load_rules
from app.engine.clause_proofs import prove_clauses
from app.engine.proofs import prove_rule_set
from app.instruments.catalogue import Published, Shelf
from app.instruments.model import Catalogue

HERE = Path(__file__).parent / "broken"
SOUND = HERE / "sound"


def list_broken(kind: str) -> list[Path]:
    """Give the broken files of a kind."""
    return sorted((HERE / kind).glob("*.yaml"))


def read_expected(path: Path) -> str:
    """Give the problem that must be reported, without the name of the file."""
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")


@cache
def load_catalogue(path: Path = SOUND / "catalogue.yaml") -> Published[Catalogue]:
    """Give a catalogue as if it were published."""
    document = load_document(path, "small/1.0.0.yaml")
    return Published(parse_as(document, Catalogue), "small", "1.0.0", document)


def load_one(path: Path, folder: Path, catalogue: Published[Catalogue] | None = None) -> Rules:
    """Load a rule set as the only one of a folder."""
    place = folder / "rules" / "small-rules" / "1.0.0.yaml"
    place.parent.mkdir(parents=True)
    place.write_bytes(path.read_bytes())
    read = catalogue or load_catalogue()
    return load_rules(folder / "rules", Shelf({(read.id, read.version): read}))


def list_problems_of_rules(path: Path, folder: Path) -> list[str]:
    """Give what is told of a rule set, without the name of the file."""
    try:
        rules = load_one(path, folder)
        problems = tuple(prove_rule_set(next(iter(rules.rule_sets)), rules))
    except DocumentError as error:
        problems = error.problems
    return [str(problem).partition(".yaml:")[2] for problem in problems]


def list_problems_of_catalogue(path: Path, folder: Path) -> list[str]:
    """Give what is told of a catalogue that the sound rule set reads."""
    catalogue = load_catalogue(path)
    rules = load_one(SOUND / "rules.yaml", folder, catalogue)
    (rule_set,) = rules.rule_sets
    problems = prove_clauses(catalogue, rules.compile_groups(rule_set))
    return [str(problem).partition(".yaml:")[2] for problem in problems]
