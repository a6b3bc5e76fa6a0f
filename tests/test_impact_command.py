"""`flask impact` prints counts alone, and changes nothing."""

import re
from pathlib import Path

from click.testing import CliRunner

from app.assessment.compare import ResultChange
from app.cli.impact import impact, word_impact
from app.cli.installation import migrate, seed
from app.services.impact import Impact
from tests.newer_versions import copy_shipped, write_newer
from tests.test_cli import name_places
from tests.web.installation import install


def finding(before: str, after: str) -> ResultChange:
    return ResultChange("rules", "adult", "findings", "presumption", (before,), (after,))


def outcome(before: tuple[str, ...], after: tuple[str, ...]) -> ResultChange:
    return ResultChange("rules", None, "outcome", "", before, after)


def draft_that_says_yes(folder: Path) -> None:
    """Write a draft that finds forced labour whatever is answered."""
    rules = folder / "rules" / "presumption-adult"
    text = (rules / "1.0.0.yaml").read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0", 1)
    both = "when: {all: [{exploitation: positive}, {coercion_at_destination: positive}]}"
    either = "when: {any: [{any_strong_indicator: present}, {any_strong_indicator: absent}]}"
    assert both in text
    (rules / "draft.yaml").write_text(text.replace(both, either, 1), encoding="utf-8")


def test_counts_are_summed_over_what_was_before() -> None:
    changes = {finding("open", "yes"): 4, finding("no", "yes"): 5, finding("no", "open"): 3}

    assert list(word_impact(Impact(40, 0, 12, changes))) == [
        "Of 40 stored results, 12 would change.",
        "  rules (adult), presumption: 12 would change: 3 to open, 9 to yes",
    ]


def test_outcomes_that_are_still_possible_are_open() -> None:
    changes = {outcome(("a",), ("a", "b")): 1, outcome(("a",), ("b",)): 1, outcome(("a",), ()): 1}

    assert list(word_impact(Impact(3, 2, 3, changes))) == [
        "Of 3 stored results, 3 would change.",
        "2 more can't be compared: their questions or values would change too.",
        "  rules, outcome: 3 would change: 1 to b, 1 to nothing, 1 to open",
    ]


def test_command_reads_drafts_and_the_store(tmp_path: Path) -> None:
    install(tmp_path)
    write_newer(copy_shipped(tmp_path), "draft.yaml")
    more = {
        "THRESHOLD_INDICATORS": str(tmp_path / "indicators"),
        "THRESHOLD_RULES": str(tmp_path / "rules"),
    }

    result = CliRunner().invoke(impact, env=name_places(tmp_path, **more))

    assert (result.exit_code, result.output) == (0, "Of 0 stored results, 0 would change.\n")


def test_command_counts_what_would_change_in_what_is_stored(tmp_path: Path) -> None:
    draft_that_says_yes(copy_shipped(tmp_path))
    places = name_places(tmp_path)
    for command in (migrate, seed):
        assert CliRunner().invoke(command, env=places).exit_code == 0
    drafts = {
        "THRESHOLD_INDICATORS": str(tmp_path / "indicators"),
        "THRESHOLD_RULES": str(tmp_path / "rules"),
    }

    before = CliRunner().invoke(impact, env=places)
    result = CliRunner().invoke(impact, env={**places, **drafts})

    assert (before.exit_code, result.exit_code) == (0, 0), result.output
    found = re.match(r"Of (\d+) stored results, (\d+) would change\.\n", result.output)
    assert found is not None
    looked_at, changed = map(int, found.groups())
    assert before.output == f"Of {looked_at} stored results, 0 would change.\n"
    assert 0 < changed <= looked_at
    lines = result.output.splitlines()[1:]
    assert any(line.startswith("  presumption-adult (adult), forced_labour: ") for line in lines)
    assert all(re.fullmatch(r"  .+: \d+ would change: (\d+ to \w+(, )?)+", line) for line in lines)


def test_command_takes_no_arguments() -> None:
    assert CliRunner().invoke(impact, ["presumption-adult"]).exit_code == 2


def test_command_says_what_is_wrong_with_a_draft(tmp_path: Path) -> None:
    install(tmp_path)
    folder = copy_shipped(tmp_path)
    (folder / "rules" / "presumption-adult" / "draft.yaml").write_text("id: nothing\n")
    more = {"THRESHOLD_RULES": str(folder / "rules")}

    result = CliRunner().invoke(impact, env=name_places(tmp_path, **more))

    assert result.exit_code == 1
    assert "rules/presumption-adult/draft.yaml" in result.output
