"""A copy of the shipped files with newer versions of some, in which strengths differ."""

import shutil
from pathlib import Path

from app.settings import REPOSITORY

CATALOGUE = "ilo-ec-2009-labour"
RULE_SETS = ("presumption-adult", "presumption-child", "ilo-ec-2009-published")
STRONG_NOW = ("exploitation.low_or_no_salary", "exploitation.no_respect_law")
CHANGES = """changes:
- since: 2027-01-01
  what: Two indicators are strong.
  because: It is tested what that changes.
  touches: [presumption]
"""


def copy_shipped(folder: Path) -> Path:
    """Copy the shipped files to a folder, and give it."""
    for name in ("indicators", "rules"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


def write_newer(folder: Path, file: str = "1.1.0.yaml") -> Path:
    """Write a newer catalogue, and newer rule sets that read it, beside those that are there."""
    catalogue = folder / "indicators" / "catalogues" / CATALOGUE
    text = raise_strengths((catalogue / "1.0.0.yaml").read_text("utf-8"))
    (catalogue / file).write_text(_name_newer(text), encoding="utf-8")
    for name in RULE_SETS:
        rules = folder / "rules" / name
        text = (rules / "1.0.0.yaml").read_text("utf-8")
        text = text.replace(f"reads: {CATALOGUE}@1.0.0", f"reads: {CATALOGUE}@1.1.0")
        (rules / file).write_text(_name_newer(text), encoding="utf-8")
    return folder


def raise_strengths(text: str) -> str:
    """Make two indicators strong for everybody."""
    blocks = text.split("\n- id: ")
    for place, block in enumerate(blocks):
        if block.startswith(STRONG_NOW):
            blocks[place] = block.replace("strength: medium", "strength: strong")
    return "\n- id: ".join(blocks)


def _name_newer(text: str) -> str:
    return text.replace("version: 1.0.0\n", "version: 1.1.0\n", 1) + CHANGES
