"""`flask export`, `import` and `tables`: what they write, what they refuse, and how they end."""

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import openpyxl
import pyrage
import pytest
from click.testing import CliRunner, Result

from app.cli.datasets import export, import_records, tables
from app.clock import stopped_at
from app.datasets import export as exporting
from app.datasets.export import CancelledError
from app.datasets.held import Holding, Origin
from app.datasets.sample_suspects import generate_suspects
from app.datasets.sample_victims import generate_victims
from app.services.dataset_records import Keeper, enter, keep, list_records
from app.store.ids import AccountId, OrganisationId
from app.store.setup import open_store
from tests.datasets.reference import dataset, load, mapping
from tests.test_cli import name_places
from tests.web.installation import BEGIN, install, settings_in

VICTIMS, SUSPECTS = 240, 60
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that holds invented records."""
    folder = tmp_path_factory.mktemp("filled")
    install(folder)
    store = open_store(settings_in(folder))
    keeper = Keeper(AccountId(1), OrganisationId(1), stopped_at(BEGIN))
    records = {
        "victims": islice(generate_victims(dataset("victims"), 7, "ZZ"), VICTIMS),
        "traffickers": islice(generate_suspects(dataset("traffickers"), 7, "ZZ"), SUSPECTS),
    }
    with store.records.writing() as session:
        for name, each in records.items():
            found = load().datasets.newest(name)
            holding = Holding(found.item)
            for record in each:
                keep(session, keeper, found, enter(holding, record.values, Origin.ENTERED))
    store.close()
    return folder


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "installation")
    return tmp_path / "installation"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def run(place: Path) -> Run:
    def invoke(command: object, *arguments: object) -> Result:
        words = [str(each) for each in arguments]
        return CliRunner().invoke(command, words, env=name_places(place))  # type: ignore[arg-type]

    return invoke


def count_stored(place: Path, name: str) -> int:
    store = open_store(settings_in(place))
    with store.records.reading() as session:
        found = sum(1 for _ in list_records(session, load(), name))
    store.close()
    return found


def test_export_writes_the_table_with_manifest_losses_and_codebook_beside_it(
    run: Run, out: Path
) -> None:
    done = run(export, "victims", out / "all.csv")

    manifest = json.loads((out / "all.manifest.json").read_text("utf-8"))
    named = {"all.csv", "all.codebook.md", "all.losses.csv"}
    assert done.exit_code == 0, done.output
    assert {path.name for path in out.iterdir()} == {*named, "all.manifest.json"}
    assert manifest["records"] == VICTIMS == len((out / "all.csv").read_text().splitlines()) - 1
    assert {each["name"] for each in manifest["files"]} == named
    for each in manifest["files"]:
        content = (out / each["name"]).read_bytes()
        assert each["sha256"] == hashlib.sha256(content).hexdigest()


def test_export_of_a_year_holds_what_was_registered_in_it(run: Run, out: Path) -> None:
    records = islice(generate_victims(dataset("victims"), 7, "ZZ"), VICTIMS)
    days = (record.find_day("registered_on") for record in records)
    expected = Counter(day.year for day in days if day is not None)[2023]

    done = run(export, "ctdc-codebook", out / "2023.jsonl", "--year", "2023")

    manifest = json.loads((out / "2023.manifest.json").read_text("utf-8"))
    assert done.exit_code == 0, done.output
    assert manifest["records"] == expected > 10
    assert manifest["filters"] == {"registered in": "2023"}


def test_what_hands_over_cases_goes_to_a_named_recipient_and_holds_who_agreed(
    run: Run, out: Path
) -> None:
    theirs = pyrage.x25519.Identity.generate()
    to = ("--to", "Invented Office", "--recipient", theirs.to_public())
    records = islice(generate_victims(dataset("victims"), 7, "ZZ"), VICTIMS)
    agreed = {"consent_given", "guardian_consent"}
    expected = sum(record.find_text("consent") in agreed for record in records)

    refused = run(export, "htcds", out / "htcds.xlsx")
    done = run(export, "htcds", out / "htcds.xlsx", *to)

    manifest = json.loads((out / "htcds.manifest.json").read_text("utf-8"))
    (out / "opened.xlsx").write_bytes(
        pyrage.decrypt((out / "htcds.xlsx.age").read_bytes(), [theirs])
    )
    sheet = openpyxl.load_workbook(out / "opened.xlsx").worksheets[0]
    assert (refused.exit_code, done.exit_code) == (1, 0), done.output
    assert "name who gets them" in refused.output
    assert manifest["recipient"] == "Invented Office"
    assert manifest["records"] == expected == sheet.max_row - 2
    assert manifest["left_out"] == {"no consent to sharing is recorded": VICTIMS - expected}
    assert f"{VICTIMS - expected} left out" in done.output


def test_a_cancelled_or_failed_export_leaves_nothing(
    run: Run, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    def fail(*_: object) -> None:
        raise CancelledError

    monkeypatch.setattr(exporting, "_describe", interrupt)
    cancelled = run(export, "victims", out / "all.csv")
    monkeypatch.setattr(exporting, "_describe", fail)
    failed = run(export, "victims", out / "all.csv")

    assert cancelled.exit_code == 1
    assert "Cancelled. Nothing was written." in cancelled.output
    assert failed.exit_code == 1
    assert list(out.iterdir()) == []


def test_an_export_replaces_nothing_and_takes_back_what_it_had_put_there(
    run: Run, out: Path
) -> None:
    (out / "all.losses.csv").write_text("mine")

    done = run(export, "victims", out / "all.csv")

    assert done.exit_code == 1
    assert "Nothing is replaced" in done.output
    assert [path.name for path in out.iterdir()] == ["all.losses.csv"]
    assert (out / "all.losses.csv").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["victim", "a.csv"], "Did you mean “victims”"),
        (["victims", "a.txt"], "must end with"),
        (["victims", "nowhere/a.csv"], "Make it first"),
        (["victims", "a.csv", "--to", "Office"], "--recipient"),
        (["victims", "a.csv", "--to", "Office", "--recipient", "ssh-rsa"], "begins with age1"),
    ],
)
def test_wrong_usage_is_told_with_what_to_do(
    run: Run, out: Path, arguments: list[str], sentence: str
) -> None:
    name, file, *rest = arguments

    done = run(export, name, out / file, *rest)

    assert done.exit_code == 2
    assert sentence in " ".join(done.output.split())
    assert list(out.iterdir()) == []


@pytest.fixture
def workbook(run: Run, out: Path) -> Path:
    """The published workbook as the export fills it."""
    theirs = pyrage.x25519.Identity.generate()
    run(export, "htcds", out / "o.xlsx", "--to", "Office", "--recipient", theirs.to_public())
    path = out / "cases.xlsx"
    path.write_bytes(pyrage.decrypt((out / "o.xlsx.age").read_bytes(), [theirs]))
    return path


def test_import_is_a_dry_run_until_it_is_applied_and_takes_a_file_once(
    run: Run, place: Path, workbook: Path
) -> None:
    rows = openpyxl.load_workbook(workbook).worksheets[0].max_row - 2

    dry = run(import_records, workbook)
    before = count_stored(place, "victims")
    applied = run(import_records, workbook, "--apply", "--as", "analyst@people.example")
    after = count_stored(place, "victims")
    again = run(import_records, workbook, "--apply", "--as", "analyst@people.example")

    assert (dry.exit_code, applied.exit_code, again.exit_code) == (0, 0, 1), applied.output
    assert dry.output.count("Row ") == rows
    assert "dry run" in dry.output
    assert (before, after) == (VICTIMS, VICTIMS + rows)
    assert "taken in before" in again.output
    assert count_stored(place, "victims") == VICTIMS + rows


def test_one_row_that_cannot_be_read_keeps_all_others_out(
    run: Run, place: Path, workbook: Path
) -> None:
    label = next(c.label for c in mapping("htcds").template if c.column == "prs_Gender")
    book = openpyxl.load_workbook(workbook)
    heads = [cell.value for cell in book.worksheets[0][2]]
    book.worksheets[0].cell(5, heads.index(label) + 1, "no such gender")
    book.save(workbook)

    done = run(import_records, workbook, "--apply", "--as", "analyst@people.example")

    assert done.exit_code == 1
    assert "Row 5: prs_Gender: “no such gender” is none of the published" in done.output
    assert "Nothing was kept" in done.output
    assert count_stored(place, "victims") == VICTIMS


def test_import_says_what_is_wrong_with_a_file_or_an_account(
    run: Run, out: Path, workbook: Path
) -> None:
    (out / "plain.csv").write_text("a,b\n1,2\n")

    strange = run(import_records, out / "plain.csv")
    nobody = run(import_records, workbook, "--apply", "--as", "nobody@people.example")
    unnamed = run(import_records, workbook, "--apply")

    assert (strange.exit_code, nobody.exit_code, unnamed.exit_code) == (1, 1, 2)
    assert "use its template" in strange.output
    assert "There is no account nobody@people.example" in nobody.output
    assert "--as" in unnamed.output


def test_tables_of_a_year_are_written_and_small_counts_are_hidden(run: Run, out: Path) -> None:
    done = run(tables, "2023", out / "public.xlsx", "--public")
    again = run(tables, "2023", out / "public.xlsx", "--public")

    assert (done.exit_code, again.exit_code) == (0, 1), done.output
    book = openpyxl.load_workbook(out / "public.xlsx")
    counts = [
        row[-1]
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        if row[0] == 2023
    ]
    numbers = {cell for cell in counts if isinstance(cell, int)}
    assert numbers.isdisjoint(range(1, 11))
    assert max(numbers) > 10
    assert set(counts) - numbers == {"<11", "c"}
    assert "Nothing is replaced" in again.output
