"""Somebody who knows YAML and the two READMEs alone adds an indicator, a question and a rule.

Each step is one that a README names. Files are copied and written, commands are run, and nothing of
the code is touched.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.assessment.derive import derive_indicators
from app.assessment.model import Interview
from app.cli import COMMANDS
from app.documents.problem import DocumentError
from app.engine.evaluate import assess_indicators
from app.engine.ids import FindingId
from app.instruments.ids import GroupId
from app.questionnaire.model import AnswerSheet
from app.questionnaire.path import find_way
from app.services.library import Library, load_library
from tests.content.sheets import DAY, change
from tests.engine.shipped import ROOT
from tests.proved_once import proved_once  # noqa: F401 - For every test here.

CATALOGUE, QUESTIONNAIRE, RULES = "ilo-ec-2009-labour", "full-assessment", "presumption-adult"

NEW_NUMBER = ("version: 1.0.0\n", "version: 1.1.0\n")
CHANGES = """
changes:
- since: 2027-01-01
  what: Phones that are taken away are asked about.
  because: They were missing from the list.
  touches: [phone_taken, coercion_at_destination.phone, phone_kept]
"""
INDICATOR = """
- id: coercion_at_destination.phone
  label: Confiscation of mobile phones
  covers: The phone is taken away, so that the person can't call anybody
  strengths:
    adult: {strength: medium, provenance: proposal}
"""
QUESTION = """    - id: phone_taken
      ask: What became of your phone?
      type: one_choice
      options:
      - {code: kept_it, label: 'I kept it, or had none'}
      - {code: taken, label: They took it}
"""
CONDITION = """
  coercion_at_destination.phone:
    when: {phone_taken: taken}
    because: The phone was taken away.
"""
FINDING = """
  phone_kept:
    title: A phone is kept from the person
    when: {coercion_at_destination.phone: present}
    because: Without a phone nobody can be called.
    source: An example
    provenance: proposal
"""
EXAMPLES = """rule_set: presumption-adult
version: 1.1.0
examples:
- name: It is taken
  present: [coercion_at_destination.phone]
  others: no
  expect: {findings: {phone_kept: yes}}
- {name: It is not, others: no, expect: {findings: {phone_kept: no}}}
- {name: Nobody knows, others: unknown, expect: {findings: {phone_kept: open}}}
"""
# What is changed in each draft, in the order of the README's steps.
RAISED_COUNT = ("count: 67", "count: 68")
NAMED = (f"- id: {CATALOGUE}\n  version: 1.0.0", f"- id: {CATALOGUE}\n  version: 1.1.0")
READ = (f"reads: {CATALOGUE}@1.0.0", f"reads: {CATALOGUE}@1.1.0")
ASKED = ("  - id: knowing_place\n", f"{QUESTION}\n  - id: knowing_place\n")
DERIVED = ("\nindicators:\n", f"\nindicators:\n{CONDITION}")
FOUND = ("\noutcomes:\n", f"{FINDING}\noutcomes:\n")


@dataclass(frozen=True)
class Walk:
    """The folder that somebody works in, and what the commands said, by what was typed."""

    folder: Path
    said: dict[str, Result]

    def run(self, typed: str) -> None:
        name, *arguments = typed.split()
        command = next(each for each in COMMANDS if each.name == name)
        places = {
            "THRESHOLD_INDICATORS": str(self.folder / "indicators"),
            "THRESHOLD_RULES": str(self.folder / "rules"),
        }
        self.said[typed] = CliRunner().invoke(command, arguments, env=places)

    def load(self, *, drafts: bool = False) -> Library:
        return load_library(self.folder / "indicators", self.folder / "rules", drafts=drafts)

    def draft(self, place: str, *changes: tuple[str, str], end: str = CHANGES) -> None:
        """Copy the newest version to draft.yaml, give it the next number and change it."""
        text = (self.folder / place / "1.0.0.yaml").read_text(encoding="utf-8")
        for before, after in (NEW_NUMBER, *changes):
            assert before in text
            text = text.replace(before, after, 1)
        draft = self.folder / place / "draft.yaml"
        draft.write_text(text.rstrip() + "\n" + end, encoding="utf-8")

    def draft_all(self) -> None:
        self.draft(f"indicators/catalogues/{CATALOGUE}", RAISED_COUNT, end=INDICATOR + CHANGES)
        self.draft(f"indicators/questionnaires/{QUESTIONNAIRE}", NAMED, ASKED, DERIVED)
        self.draft(f"rules/{RULES}", READ, FOUND)
        examples = self.folder / "rules" / RULES / "examples"
        for file in sorted(examples.glob("*.yaml")):
            text = file.read_text(encoding="utf-8").replace(*NEW_NUMBER, 1)
            file.with_name(f"new-{file.name}").write_text(text, encoding="utf-8")
        (examples / "phone.yaml").write_text(EXAMPLES, encoding="utf-8")


def set_out(folder: Path) -> Walk:
    for name in ("indicators", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    return Walk(folder, {})


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The whole way, from the copies to the published versions."""
    walk = set_out(tmp_path_factory.mktemp("walk"))
    walk.draft_all()
    for typed in (
        f"diff {RULES} {RULES}@draft",
        "publish indicators",
        "publish rules",
        "check",
    ):
        walk.run(typed)
    return walk


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    """The beginning of the way: copies of both folders."""
    return set_out(tmp_path)


def test_diff_says_what_the_draft_makes_different(walked: Walk) -> None:
    result = walked.said[f"diff {RULES} {RULES}@draft"]

    assert result.exit_code == 0, result.output
    assert "findings › phone_kept › when" in result.output
    assert "    now:    coercion_at_destination.phone is present" in result.output
    assert "  dimension coercion_at_destination: negative → positive" in result.output


def test_drafts_become_versions_and_everything_stays_sound(walked: Walk) -> None:
    ends = {typed: (result.exit_code, result.output) for typed, result in walked.said.items()}

    assert ends["publish indicators"] == (
        0,
        f"Published {CATALOGUE}@1.1.0.\nPublished {QUESTIONNAIRE}@1.1.0.\n",
    )
    assert ends["publish rules"] == (0, f"Published {RULES}@1.1.0.\n")
    assert ends["check"] == (0, "Everything in indicators/ and rules/ is sound.\n")


@pytest.mark.parametrize(("answer", "found"), [("taken", "yes"), ("kept_it", "no"), (None, "open")])
def test_answer_to_the_new_question_decides_the_new_finding(
    walked: Walk, answer: str | None, found: str
) -> None:
    library = walked.load()
    asked = library.instruments.questionnaires.newest(QUESTIONNAIRE).item
    catalogue = library.instruments.catalogues.newest(CATALOGUE).item
    sheet = AnswerSheet() if answer is None else change(AnswerSheet(), {"phone_taken": answer})

    way = find_way(asked, sheet, {}, DAY)
    derived = derive_indicators(catalogue, asked, Interview(sheet, {}, DAY), way)
    rule_set = library.rules.rule_sets.newest(RULES)
    states = {name: each.truth for name, each in derived.items()}
    result = assess_indicators(library.rules.compile(rule_set, GroupId("adult")), states)

    assert result.findings[FindingId("phone_kept")].status.value == found


def test_version_before_says_what_it_said(walked: Walk) -> None:
    library = walked.load()

    old = library.rules.rule_sets.get(f"{RULES}@1.0.0")

    compiled = library.rules.compile(old, GroupId("adult"))
    assert FindingId("phone_kept") not in old.item.findings
    assert compiled.catalogue.version == "1.0.0"
    assert all("phone" not in name for name in compiled.class_of)


def test_step_that_is_left_out_is_told_with_what_to_do(walk: Walk) -> None:
    catalogue = f"indicators/catalogues/{CATALOGUE}"
    questionnaire = f"indicators/questionnaires/{QUESTIONNAIRE}"
    told: list[str] = []

    def look() -> None:
        with pytest.raises(DocumentError) as caught:
            walk.load(drafts=True)
        told.append(str(caught.value))

    walk.draft(catalogue, end=INDICATOR)
    look()
    walk.draft(catalogue, RAISED_COUNT, end=INDICATOR)
    walk.draft(questionnaire, ASKED, DERIVED)
    look()
    walk.draft(questionnaire, NAMED, ASKED, DERIVED)
    walk.draft(f"rules/{RULES}", FOUND)
    look()

    count, named, read = told
    assert count.endswith("but 68 have a strength for it. Correct the count or the strengths.")
    assert "the catalogue has no indicator “coercion_at_destination.phone”" in named
    assert f"It is in {CATALOGUE}@1.1.0: name that version below `catalogues:`." in named
    assert "there is no “coercion_at_destination.phone” that this rule set reads" in read


def test_what_is_still_missing_from_a_draft_is_told_by_check(walk: Walk) -> None:
    walk.draft(f"indicators/questionnaires/{QUESTIONNAIRE}", ASKED)

    walk.run("check")

    (problem,) = walk.said["check"].stdout.splitlines()
    assert f"{QUESTIONNAIRE}/draft.yaml:" in problem
    assert "nothing follows from “phone_taken”. Read it in a condition, remove it, or" in problem
