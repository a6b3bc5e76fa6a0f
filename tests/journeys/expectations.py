"""What decided cases come to, in the words of the pages: from the reference and from `rules/`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.documents.reader import load_document
from app.instruments.questions import map_questions
from app.instruments.vocabulary import About
from tests.content.sheets import FULL, load_shipped, questionnaire
from tests.journeys.court_case_answers import read_entries

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Expected:
    """What a case comes to with what nobody said assumed to be no."""

    findings: tuple[str, ...]
    outcome: str
    assumed: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """Give what page and PDF both have to say."""
        return (*self.findings, self.outcome, f"{self.assumed} of ")


@cache
def read_case(case: str) -> dict[str, Any]:
    """Give a case as it stands in the reference."""
    data: Any = load_document(TESTS / "reference" / "court-cases.yaml", "court-cases.yaml").data
    return next(dict(each) for each in data["cases"] if each["id"] == case)


def read_expected(case: str) -> Expected:
    """Give what a case comes to by the rule set for its group."""
    name = f"presumption-{read_case(case)['group'].removesuffix('_labour')}"
    codes = read_case(case)["expected_with_assumed_noes"][name]
    folder = TESTS.parent / "rules" / name
    rules: Any = load_document(max(folder.glob("*.yaml")), name).data
    findings = (f"{each['title']}: {codes[code]}" for code, each in rules["findings"].items())
    labels = {each["code"]: each["label"] for each in rules["outcomes"]}
    return Expected(tuple(findings), labels[codes["outcome"]], count_assumed(case))


def count_assumed(case: str) -> int:
    """Count the assumed answers; how it is known is not asked of the interview itself."""
    placed = map_questions(questionnaire(FULL))
    about = {str(name): each.topic.about for name, each in placed.items()}
    return sum(
        entry.get("basis") == "assumed" and about[name] is not About.INTERVIEW
        for name, entry in read_entries(case).items()
    )


def label_indicators(case: str) -> set[str]:
    """Give the names of the indicators that are present in a case."""
    catalogue = load_shipped().catalogues.newest("ilo-ec-2009-labour").item
    present = set(read_case(case)["indicators_present"])
    return {each.label for each in catalogue.indicators if each.id in present}
