"""What the benchmarks of files of records work on: a rule set, a folder, and how much of each."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from app.bulk.jobs import Job
from app.bulk.questions import Questions, plan_questions
from app.bulk.sources import Columns, open_source
from app.engine.catalogue import load_rules
from app.engine.compile import CompiledRuleSet
from app.instruments.catalogue import load_instruments
from benchmarks.files import make_packed_file, make_text_file

RULE_SET: Final = "presumption-adult"

_ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Setting:
    """Where files are made, of how many records they are, and how often everything is done.

    `records` are those of bytes in Parquet, `text_records` those of CSV, and `most` those of the
    largest file that is looked at.
    """

    folder: Path
    records: int
    text_records: int
    most: int
    rounds: int

    @cached_property
    def compiled(self) -> CompiledRuleSet:
        """Give the rule set by which everything is scored."""
        return compile_shipped()

    @cached_property
    def questions(self) -> Questions:
        """Give what is asked of every record."""
        return plan_questions(self.compiled)

    @property
    def names(self) -> list[str]:
        """Give the indicators that every record has an answer for."""
        return list(self.compiled.class_of)

    def get_packed(self, records: int) -> Path:
        """Give a file of so many records as bytes in Parquet; it is made once."""
        path = self.folder / f"packed-{records}.parquet"
        if not path.exists():
            make_packed_file(path, self.names, records)
        return path

    def get_text(self, records: int) -> Path:
        """Give a file of so many records as CSV; it is made once."""
        path = self.folder / f"text-{records}.csv"
        if not path.exists():
            make_text_file(self.get_packed(records), path, self.names)
        return path

    def make_job(self, path: Path, *, counts: bool) -> Job:
        """Give the job of scoring a file."""
        return make_job(path, self.compiled, self.questions, counts=counts)


def compile_shipped() -> CompiledRuleSet:
    """Compile the rule set by which everything is scored, for adults."""
    instruments = load_instruments(_ROOT / "indicators")
    rules = load_rules(_ROOT / "rules", instruments.catalogues)
    return rules.compile_groups(rules.rule_sets.newest(RULE_SET))[0]


def make_job(path: Path, compiled: CompiledRuleSet, questions: Questions, *, counts: bool) -> Job:
    """Give the job of scoring a file, or of counting its results."""
    indicators = tuple(each.id for each in compiled.catalogue.indicators)
    source, _ = open_source(path, Columns(indicators))
    return Job(source, questions, counts)
