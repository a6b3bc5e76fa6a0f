"""The log is proved from the command line, far from the server, and each wrong thing is named."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.log import export_log, verify_log
from app.settings import Settings
from app.store.key_files import KeyFile, create_key_file
from app.store.log import Deed, note_act, write_acts
from app.store.places import get_path_of_records
from app.store.setup import list_anchor_files, open_store, set_up_store
from tests.store.conftest import settings_in


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = settings_in(tmp_path / "place")
    set_up_store(settings)
    named = {
        "THRESHOLD_MODE": "demonstration",
        "THRESHOLD_DATABASE": get_path_of_records(settings),
        "THRESHOLD_KEY_STORE": settings.key_store,
        "THRESHOLD_KEYS": settings.keys,
    }
    for name, value in named.items():
        monkeypatch.setenv(name, str(value))
    return settings


def read_often(settings: Settings, times: int = 150) -> str:
    store = open_store(settings)
    with store.records.writing() as session:
        for number in range(times):
            note_act(session, Deed.READ, f"interview-{number}")
        head = write_acts(session).written
    store.close()
    return head


def verify(*arguments: str | Path) -> Result:
    return CliRunner().invoke(verify_log, [str(each) for each in arguments])


def export(file: Path) -> Path:
    result = CliRunner().invoke(export_log, [str(file)])
    assert result.exit_code == 0, result.output
    return file


def test_log_of_an_installation_is_whole_and_a_printed_head_is_of_it(place: Settings) -> None:
    head = read_often(place)

    result = verify("--head", head)

    assert result.exit_code == 0, result.output
    assert re.match(r"The log is whole: 151 entries from \d{4}-\d\d-\d\d", result.output)


def test_printed_head_of_another_log_is_told(place: Settings) -> None:
    head = read_often(place)

    result = verify("--head", head[:-1] + ("0" if head[-1] != "0" else "1"))

    assert result.exit_code == 1
    assert "Entry 151 is not the one that was kept elsewhere" in result.output


def test_exported_log_and_a_copy_of_the_database_are_proved_without_the_installation(
    place: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_often(place)
    exported = export(tmp_path / "log.jsonl")
    monkeypatch.delenv("THRESHOLD_KEYS")
    monkeypatch.delenv("THRESHOLD_MODE")
    anchors = list_anchor_files(place)[0]

    results = [
        verify(each, "--keys", place.keys, "--anchors", anchors)
        for each in (exported, get_path_of_records(place))
    ]

    assert [each.exit_code for each in results] == [0, 0], [each.output for each in results]
    assert "151 entries" in results[0].output
    assert "152 entries" in results[1].output


def test_exported_log_holds_ids_alone_and_is_for_its_owner(place: Settings, tmp_path: Path) -> None:
    read_often(place, 3)

    exported = export(tmp_path / "log.jsonl")

    lines = [json.loads(line) for line in exported.read_text().splitlines()]
    assert [line["subject"] for line in lines[:-1]] == [
        "",
        "interview-0",
        "interview-1",
        "interview-2",
    ]
    assert exported.stat().st_mode & 0o077 == 0
    again = CliRunner().invoke(export_log, [str(exported)])
    assert (again.exit_code, "is not replaced" in again.output) == (1, True)


@pytest.mark.parametrize(
    ("number", "replaced", "told"),
    [
        (40, "", "Entry 40 is missing"),
        (40, "interview-8", "Entry 40 does not follow"),
        (151, "", "everything from entry 151 on is missing"),
    ],
)
def test_exported_log_that_was_changed_is_told_with_the_place(
    place: Settings, tmp_path: Path, number: int, replaced: str, told: str
) -> None:
    read_often(place)
    exported = export(tmp_path / "log.jsonl")
    lines = exported.read_text().splitlines(keepends=True)
    subject = f"interview-{number - 2}"
    lines[number - 1] = lines[number - 1].replace(subject, replaced) if replaced else ""
    exported.write_text("".join(lines))

    result = verify(exported)

    assert result.exit_code == 1
    assert told in result.output


@pytest.mark.parametrize(
    "line", ["{", "[1]", '{"sequence": "1"}', '{"sequence": 1, "at": "then", "head": 2, "x": 1}']
)
@pytest.mark.usefixtures("place")
def test_file_that_is_no_log_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    exported = export(tmp_path / "log.jsonl")
    first = exported.read_text().splitlines()[0]
    exported.write_text(f"{first}\n{line}\n{first}\n")

    result = verify(exported)

    assert result.exit_code == 1
    assert result.output.strip() != ""
    assert "whole" not in result.output


@pytest.mark.usefixtures("place")
def test_log_under_another_key_is_told(tmp_path: Path) -> None:
    exported = export(tmp_path / "log.jsonl")
    create_key_file(tmp_path / "other" / KeyFile.LOG.value)

    result = verify(exported, "--keys", tmp_path / "other")

    assert result.exit_code == 1
    assert "belongs to another log" in result.output


def test_anchors_that_are_none_and_anchors_that_differ_are_told(
    place: Settings, tmp_path: Path
) -> None:
    head = read_often(place)
    other = tmp_path / "anchors"
    other.write_text(f"{head.partition('-')[0]} {'0' * 64}\n")

    assert "This is no anchor" in verify("--head", "tomorrow").output
    assert "Two anchors of entry 151 differ" in verify("--head", head, "--anchors", other).output
