"""`flask diff`, `publish` and `schema`: what they print, what they change, and how they end."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.schemas import schema
from app.cli.versions import diff, publish
from app.instruments.versions import LIST, read_list
from app.settings import REPOSITORY
from tests.old.oldest import CATALOGUE, CHANGES, copy_oldest
from tests.proved_once import proved_once  # noqa: F401 - For every test here.

ADULT, CHILD = "rules/presumption-adult", "rules/presumption-child"
BOTH = "- coercion_at_destination: positive\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The oldest versions, of which everything is published."""
    return copy_oldest(tmp_path)


def run(folder: Path, command: object, *arguments: str) -> Result:
    places = {
        "THRESHOLD_INDICATORS": str(folder / "indicators"),
        "THRESHOLD_RULES": str(folder / "rules"),
    }
    return CliRunner().invoke(command, arguments, env=places)  # type: ignore[arg-type]


def write_draft(folder: Path, place: str, *changes: tuple[str, str]) -> Path:
    """Write a draft with its examples, as the next version of what is there."""
    number = ("version: 1.0.0\n", "version: 1.1.0\n")
    text = (folder / place / "1.0.0.yaml").read_text(encoding="utf-8")
    for before, after in (number, *changes):
        assert before in text
        text = text.replace(before, after, 1)
    for file in sorted((folder / place).glob("examples/*.yaml")):
        newer = file.read_text(encoding="utf-8").replace(*number, 1)
        file.with_name(f"newer-{file.name}").write_text(newer, encoding="utf-8")
    draft = folder / place / "draft.yaml"
    draft.write_text(text.rstrip() + "\n" + CHANGES, encoding="utf-8")
    return draft


def read_all(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_diff_prints_what_is_said_and_what_comes_out_differently(folder: Path) -> None:
    write_draft(
        folder,
        ADULT,
        ("title: Presumption of trafficking\n", "title: A new title\n"),
        (
            "when: {all: [{exploitation: positive}, {coer",
            "when: {any: [{exploitation: positive}, {coer",
        ),
    )

    result = run(folder, diff, "presumption-adult", "presumption-adult@draft")

    assert result.exit_code == 0, result.output
    assert result.output == (
        "presumption-adult@1.0.0 (adult) → presumption-adult@1.1.0 (adult)\n"
        "\nWhat they say differently:\n"
        "  findings › presumption › title\n"
        "    before: Presumption of trafficking\n"
        "    now:    A new title\n"
        "  findings › forced_labour › when\n"
        "    before: exploitation is positive and coercion_at_destination is positive\n"
        "    now:    exploitation is positive or coercion_at_destination is positive\n"
        "\nWhat comes out differently, with the smallest example of each:\n"
        "  forced_labour: no → yes\n"
        "    with exploitation.hours, exploitation.bad_living present\n"
    )


def test_diff_says_nothing_of_a_version_and_itself(folder: Path) -> None:
    result = run(folder, diff, "presumption-child", "presumption-child@1.0.0")

    assert result.exit_code == 0
    assert result.output == (
        "presumption-child@1.0.0 (child) → presumption-child@1.0.0 (child)\n"
        "\nWhat they say differently:\n"
        "  Nothing.\n"
        "\nWhat comes out differently, with the smallest example of each:\n"
        "  Nothing, whatever is present, absent or unknown.\n"
    )


def test_diff_of_a_rule_set_with_several_groups_is_for_one_of_them(folder: Path) -> None:
    names = ("ilo-ec-2009-published", "presumption-child")

    result = run(folder, diff, *names, "--group", "child")

    assert result.exit_code == 0
    first = "ilo-ec-2009-published@1.0.0 (child) → presumption-child@1.0.0 (child)\n"
    assert result.output.startswith(first)
    assert "  outcome: not_indicated → warning_signs\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("presumption-adlt", "presumption-adult"),
            "There is no rule set “presumption-adlt”. Did you mean “presumption-adult”?",
        ),
        (("presumption-adult", "presumption-adult@draft"), "no rule set “presumption-adult@draft”"),
        (
            ("ilo-ec-2009-published", "presumption-adult"),
            "“ilo-ec-2009-published” has several groups. Name one of: adult, child.",
        ),
        (
            ("ilo-ec-2009-published", "presumption-adult", "--group", "men"),
            "Name one of: adult, ch",
        ),
        (("presumption-adult",), "Missing argument 'OTHER'"),
    ],
)
def test_diff_of_what_is_not_there_is_wrong_usage(
    folder: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    result = run(folder, diff, *arguments)

    assert result.exit_code == 2
    assert sentence in " ".join(result.output.split())


def test_diff_prints_the_problems_of_a_draft_that_can_not_be_read(folder: Path) -> None:
    write_draft(folder, ADULT, ("exploitation: positive", "exploitasion: positive"))

    result = run(folder, diff, "presumption-adult", "presumption-adult@draft")

    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{ADULT}/draft.yaml:28: findings › presumption › when › all › 0"
    )
    assert "Did you mean “exploitation”?" in result.stdout
    assert result.stderr.endswith("problem(s).\n")


def test_publish_prints_the_names_and_keeps_the_list(folder: Path) -> None:
    before = read_list(folder / "rules")
    drafts = [write_draft(folder, place) for place in (ADULT, CHILD)]

    one = run(folder, publish, "rules", "presumption-adult")
    other = run(folder, publish, "rules")

    assert (one.exit_code, one.output) == (0, "Published presumption-adult@1.1.0.\n")
    assert (other.exit_code, other.output) == (0, "Published presumption-child@1.1.0.\n")
    assert not any(draft.exists() for draft in drafts)
    after = read_list(folder / "rules")
    assert before.items() <= after.items()
    new = {"presumption-adult/1.1.0.yaml", "presumption-child/1.1.0.yaml"}
    assert set(after) - set(before) == new


def test_publish_prints_all_that_is_wrong_and_changes_nothing(folder: Path) -> None:
    draft = write_draft(folder, ADULT, (f"reads: {CATALOGUE[-18:]}@1.0.0", "reads: ilo@1.0.0"))
    before = read_all(folder)

    result = run(folder, publish, "rules")

    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{ADULT}/draft.yaml:13: reads: there is no catalogue “ilo@1.0.0”."
    )
    assert result.stderr == f"{len(result.stdout.splitlines())} problem(s).\n"
    assert read_all(folder) == before
    assert draft.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("rules",), 1, "There is no draft in rules/. Write `<id>/draft.yaml` first."),
        (("indicators", "zz"), 1, "There is no draft of zz in indicators/. Write"),
        (("questions",), 2, "Invalid value for '{rules|indicators}': 'questions' is not one of"),
        ((), 2, "Missing argument '{rules|indicators}'"),
    ],
)
def test_publish_without_a_draft_says_what_to_write(
    folder: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    result = run(folder, publish, *arguments)

    assert result.exit_code == code
    assert sentence in result.output


def test_publish_refuses_where_a_published_version_was_edited(folder: Path) -> None:
    write_draft(folder, ADULT)
    file = folder / CHILD / "1.0.0.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# A remark\n", encoding="utf-8")

    result = run(folder, publish, "rules")

    assert result.exit_code == 1
    assert result.stdout == (
        f"{CHILD}/1.0.0.yaml:1: was changed after it was published. Bring it back as it was, and "
        "publish the change as a new version from draft.yaml.\n"
    )
    assert LIST in {path.name for path in (folder / "rules").iterdir()}


def test_schema_writes_every_schema_anew_and_prints_its_name(folder: Path) -> None:
    for name in ("indicators", "rules"):
        text = (REPOSITORY / name / "README.md").read_text(encoding="utf-8")
        (folder / name / "README.md").write_text(text, encoding="utf-8")

    result = run(folder, schema)

    assert result.exit_code == 0
    written = {path.name: path for path in folder.glob("*/*.json")}
    assert sorted(result.output.splitlines()) == sorted(written)
    shipped = {path.name: path for path in REPOSITORY.glob("[ir]*/schema*.json")}
    assert {name: path.read_bytes() for name, path in written.items()} == {
        name: path.read_bytes() for name, path in shipped.items()
    }


def test_schema_takes_no_arguments(folder: Path) -> None:
    assert run(folder, schema, "rules").exit_code == 2
