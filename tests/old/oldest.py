"""The oldest versions as they were published, in a folder of their own."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from app.services.publishing import publish

OLD = Path(__file__).parent
FIRST, SECOND = "1.0.0", "1.1.0"
CATALOGUE = "indicators/catalogues/ilo-ec-2009-labour"
ELEVEN = "indicators/catalogues/ilo-11"
QUESTIONNAIRES = (
    "indicators/questionnaires/short-screening",
    "indicators/questionnaires/full-assessment",
)
RULE_SETS = ("rules/presumption-adult", "rules/presumption-child", "rules/ilo-ec-2009-published")
CHANGES = """
changes:
- since: 2027-01-01
  what: Everything that is read is said in other words, and one indicator is strong.
  because: It is tried whether older results still say what they said.
  touches: [presumption]
"""
STRENGTH = """  covers: Unpaid, paid below the floor, or paid in kind only
  ilo11: [8]
  strengths:
    adult: {strength: medium"""
# What the first versions say, and what the second ones say in its place.
REWORDED: Mapping[str, Mapping[str, str]] = {
    CATALOGUE: {
        "\ngroups:\n": "\neleven: ilo-11@1.1.0\ngroups:\n",
        STRENGTH: STRENGTH.replace("adult: {strength: medium", "adult: {strength: strong"),
        "label: Low or no salary": "label: Newer label of low pay",
        "label: Exploitative conditions of work": "label: Newer label of exploitation",
    },
    ELEVEN: {"label: Withholding of wages": "label: Newer label of the eighth"},
    QUESTIONNAIRES[0]: {
        "ask: What do you get for your work?": "ask: Newer words for what you get?",
        "{code: nothing, label: Nothing}": "{code: nothing, label: Newer word for nothing}",
    },
    RULE_SETS[0]: {"title: Presumption of trafficking\n": "title: Newer title of the finding\n"},
}


def copy_oldest(folder: Path) -> Path:
    """Copy the oldest versions to a folder, and give it."""
    for name in ("indicators", "rules"):
        shutil.copytree(OLD / name, folder / name)
    return folder


def publish_second(folder: Path) -> tuple[str, ...]:
    """Publish a second version of everything, from drafts; give their names."""
    for place in (CATALOGUE, ELEVEN, *QUESTIONNAIRES, *RULE_SETS):
        _write_draft(folder, place)
    indicators, rules = folder / "indicators", folder / "rules"
    return (*publish(indicators, indicators, rules), *publish(rules, indicators, rules))


def _write_draft(folder: Path, place: str) -> None:
    text = (folder / place / f"{FIRST}.yaml").read_text(encoding="utf-8")
    text = text.replace(f"version: {FIRST}\n", f"version: {SECOND}\n", 1)
    for reads in ("reads: ilo-ec-2009-labour@", "- id: ilo-ec-2009-labour\n  version: "):
        text = text.replace(f"{reads}{FIRST}", f"{reads}{SECOND}")
    for before, after in REWORDED.get(place, {}).items():
        assert before in text
        text = text.replace(before, after)
    (folder / place / "draft.yaml").write_text(text.rstrip() + "\n" + CHANGES, encoding="utf-8")
    for file in sorted((folder / place).glob("examples/*.yaml")):
        newer = file.read_text(encoding="utf-8").replace(FIRST, SECOND, 1)
        # One indicator fewer is of medium strength now.
        newer = newer.replace("medium: 7", "medium: 6")
        file.with_name(f"newer-{file.name}").write_text(newer, encoding="utf-8")
