"""A draft becomes a version with its changelog and its fingerprint, or nothing is changed."""

import shutil
from pathlib import Path

import pytest

from app.documents.problem import DocumentError
from app.instruments.versions import (
    LIST,
    check_published,
    list_fingerprints,
    read_list,
    word_list,
)
from app.services.checking import check_everything
from app.services.publishing import NothingToPublishError, publish
from app.settings import REPOSITORY
from tests.proved_once import proved_once  # noqa: F401 - For every test here.

CHANGES = """changes:
- since: 2027-01-01
  what: A word of the title.
  because: It was hard to read.
  touches: [presumption]
"""

# Of these folders a few are enough; with all that is shipped each check takes long.
KEPT = {
    "indicators/modules": {"care"},
    "indicators/parameters": {"zz"},
    "rules": {"presumption-adult", "presumption-child", "ilo-ec-2009-published"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of some of the shipped instruments and rule sets, in which everything is published."""
    for kind in ("indicators", "rules"):
        shutil.copytree(REPOSITORY / kind, tmp_path / kind)
    for place, kept in KEPT.items():
        for each in list((tmp_path / place).iterdir()):
            if each.is_dir() and each.name not in kept:
                shutil.rmtree(each)
    for kind in ("indicators", "rules"):
        listed = word_list(dict(list_fingerprints(tmp_path / kind)))
        (tmp_path / kind / LIST).write_text(listed, encoding="utf-8")
    return tmp_path


def publish_in(folder: Path, kind: str, *ids: str) -> tuple[str, ...]:
    return publish(folder / kind, folder / "indicators", folder / "rules", ids)


def write_draft(
    folder: Path, place: str, *changes: tuple[str, str], version: str = "1.1.0"
) -> Path:
    """Write a draft as a copy of the first version, with other words and a changelog."""
    text = (folder / place / "1.0.0.yaml").read_text(encoding="utf-8")
    for before, after in (("version: 1.0.0\n", f"version: {version}\n"), *changes):
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / place / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def write_rules_draft(folder: Path, *changes: tuple[str, str], with_changes: bool = True) -> Path:
    """Write a draft of the default rule set, with examples that are those of the first version."""
    path = write_draft(folder, "rules/presumption-adult", *changes)
    if with_changes:
        path.write_text(path.read_text(encoding="utf-8") + CHANGES, encoding="utf-8")
    for file in sorted((path.parent / "examples").glob("*.yaml")):
        text = file.read_text(encoding="utf-8").replace("version: 1.0.0\n", "version: 1.1.0\n", 1)
        file.with_name(f"new-{file.name}").write_text(text, encoding="utf-8")
    return path


def read_all(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_draft_gets_the_name_of_its_version_and_stays_as_it_was_written(folder: Path) -> None:
    draft = write_rules_draft(folder)
    written = draft.read_bytes()

    names = publish_in(folder, "rules")

    assert names == ("presumption-adult@1.1.0",)
    assert draft.with_name("1.1.0.yaml").read_bytes() == written
    assert not draft.exists()
    assert check_everything(folder / "indicators", folder / "rules").problems == []


def test_what_was_published_is_listed_with_its_fingerprint_beside_all_others(folder: Path) -> None:
    before = read_list(folder / "rules")
    write_rules_draft(folder)

    publish_in(folder, "rules", "presumption-adult")

    after = read_list(folder / "rules")
    assert list((folder / "rules").glob(f".{LIST}*")) == []
    assert before.items() <= after.items()
    assert after == dict(list_fingerprints(folder / "rules"))
    assert list(check_published(folder / "rules")) == []


def test_a_draft_without_a_changelog_is_refused(folder: Path) -> None:
    write_rules_draft(folder, with_changes=False)
    before = read_all(folder)

    with pytest.raises(DocumentError) as caught:
        publish_in(folder, "rules")

    assert "nothing says what this version changes. Say under `changes:`" in str(caught.value)
    assert read_all(folder) == before


def test_a_draft_with_which_the_check_fails_is_refused(folder: Path) -> None:
    write_rules_draft(folder, ("- coercion_at_destination: positive", "- exploitation: positive"))
    before = read_all(folder)

    with pytest.raises(DocumentError) as caught:
        publish_in(folder, "rules")

    assert "makes no difference" in str(caught.value)
    assert read_all(folder) == before


def test_a_draft_whose_number_is_not_above_the_newest_is_refused(folder: Path) -> None:
    write_draft(folder, "rules/presumption-adult", version="1.0.0")

    with pytest.raises(DocumentError, match="Write a number above"):
        publish_in(folder, "rules")


def test_where_there_is_no_such_draft_nothing_is_published(folder: Path) -> None:
    with pytest.raises(NothingToPublishError):
        publish_in(folder, "rules")

    write_rules_draft(folder)

    with pytest.raises(NothingToPublishError, match="presumption-child"):
        publish_in(folder, "rules", "presumption-adult", "presumption-child")


def test_a_rule_set_that_reads_a_draft_waits_until_that_is_published(folder: Path) -> None:
    new = ("ilo-ec-2009-labour@1.0.0", "ilo-ec-2009-labour@1.1.0")
    write_rules_draft(folder, new)
    catalogue = write_draft(folder, "indicators/catalogues/ilo-ec-2009-labour")
    catalogue.write_text(catalogue.read_text("utf-8") + CHANGES, encoding="utf-8")
    asked = write_draft(
        folder,
        "indicators/questionnaires/full-assessment",
        (
            "- id: ilo-ec-2009-labour\n  version: 1.0.0",
            "- id: ilo-ec-2009-labour\n  version: 1.1.0",
        ),
    )
    asked.write_text(asked.read_text("utf-8") + CHANGES, encoding="utf-8")

    with pytest.raises(
        DocumentError, match=r"1\.1\.0 is still a draft itself\. Publish that first"
    ):
        publish_in(folder, "rules")
    with pytest.raises(DocumentError, match="is still a draft itself"):
        publish_in(folder, "indicators", "full-assessment")

    assert publish_in(folder, "indicators") == (
        "ilo-ec-2009-labour@1.1.0",
        "full-assessment@1.1.0",
    )
    assert publish_in(folder, "rules") == ("presumption-adult@1.1.0",)


def test_a_first_version_needs_no_changelog(folder: Path) -> None:
    place = folder / "indicators" / "parameters" / "yy"
    place.mkdir()
    text = (folder / "indicators/parameters/zz/1.0.0.yaml").read_text(encoding="utf-8")
    text = text.replace("id: zz\n", "id: yy\n").replace("country: ZZ\n", "country: YY\n")
    (place / "draft.yaml").write_text(text, encoding="utf-8")

    assert publish_in(folder, "indicators") == ("yy@1.0.0",)


def test_catalogue_that_names_a_draft_of_the_eleven_waits_until_that_is_published(
    folder: Path,
) -> None:
    eleven = write_draft(folder, "indicators/catalogues/ilo-11")
    catalogue = write_draft(
        folder,
        "indicators/catalogues/ilo-ec-2009-labour",
        ("\ngroups:\n", "\neleven: ilo-11@1.1.0\ngroups:\n"),
    )
    for draft in (eleven, catalogue):
        draft.write_text(draft.read_text("utf-8") + CHANGES, encoding="utf-8")

    with pytest.raises(DocumentError, match=r"eleven: ilo-11@1\.1\.0 is still a draft itself"):
        publish_in(folder, "indicators", "ilo-ec-2009-labour")

    assert len(publish_in(folder, "indicators")) == 2
