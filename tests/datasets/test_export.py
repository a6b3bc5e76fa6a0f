"""An export holds what its manifest says, loses what its report says, and is whole or not there."""

import contextlib
import csv
import errno
import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars
import pyrage
import pytest
from python_calamine import CalamineWorkbook

from app.datasets.export import (
    STEP,
    CancelledError,
    Order,
    Recipient,
    RecipientError,
    write_export,
)
from app.datasets.exports import UnnamedRecipientError, order_release, order_standard
from app.datasets.formats import FORMATS, disarm
from app.datasets.losses import LossReport
from app.datasets.model import Disclosure
from app.datasets.records import Record
from app.datasets.release import AGE_BANDS, LAST_BAND
from app.datasets.sample_victims import generate_victims
from tests.datasets.reference import dataset, load
from tests.store.small_disk import SmallDisk, small_disk

RISKY = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "-99", "NA", "", "no", "a;b", 'say "x"', "ž\n"]
COLUMNS = [f"column {number}" for number in range(len(RISKY))]


class BrokenError(Exception):
    """What nobody foresaw."""


def order(rows: Iterator[list[str]], columns: list[str] = COLUMNS) -> Order:
    return Order("Test", columns, rows, LossReport(), made_on="2026-11-22")


def read_back(path: Path, kind: str) -> list[list[str]]:
    match kind:
        case "csv":
            with path.open(encoding="utf-8", newline="") as file:
                return list(csv.reader(file))[1:]
        case "jsonl":
            lines = path.read_text("utf-8").split("\n")[:-1]
            return [list(json.loads(line).values()) for line in lines]
        case "xlsx":
            with CalamineWorkbook.from_path(path) as workbook:
                rows = workbook.get_sheet_by_index(0).to_python()
            return [[str(cell) for cell in row] for row in rows[1:]]
        case _:
            return [list(row) for row in polars.read_parquet(path).rows()]


def sample(count: int) -> list[Record]:
    return list(islice(generate_victims(dataset("victims"), 3), count))


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_back_what_was_written(tmp_path: Path, kind: str) -> None:
    manifest = write_export(order(iter([RISKY, RISKY])), tmp_path / "out", kind)

    found = read_back(tmp_path / "out" / f"data.{kind}", kind)

    wanted = [disarm(cell) for cell in RISKY] if kind == "csv" else RISKY
    assert found == [wanted, wanted]
    assert manifest.records == 2


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx"])
def test_no_spreadsheet_takes_a_cell_for_a_formula(cell: str) -> None:
    assert disarm(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-99", "0", "1.5", "NA", "", "unknown", "a=b"])
def test_a_harmless_cell_stays_as_it_is(cell: str) -> None:
    assert disarm(cell) == cell


def test_a_workbook_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    rows = iter([["=1+1", "https://example.org"]])

    write_export(order(rows, ["a", "b"]), tmp_path / "out", "xlsx")

    with CalamineWorkbook.from_path(tmp_path / "out" / "data.xlsx") as workbook:
        assert workbook.get_sheet_by_index(0).to_python()[1] == ["=1+1", "https://example.org"]


def test_manifest_names_every_file_with_its_fingerprint(tmp_path: Path) -> None:
    found = load().datasets.newest("victims")
    ordered = order_release(found, sample(30), "2026-11-22", {"year": "2026"})

    write_export(ordered, tmp_path / "out", "csv")

    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    files = {path for path in (tmp_path / "out").iterdir() if path.name != "manifest.json"}
    assert {each["name"] for each in manifest["files"]} == {path.name for path in files}
    assert {path.name for path in files} == {"victims.csv", "codebook.md", "losses.csv"}
    for each in manifest["files"]:
        content = (tmp_path / "out" / each["name"]).read_bytes()
        assert (each["bytes"], each["sha256"]) == (
            len(content),
            hashlib.sha256(content).hexdigest(),
        )
    assert (manifest["records"], manifest["filters"]) == (30, {"year": "2026"})
    assert manifest["versions"] == {"victims@1.0.0": found.fingerprint}


def test_what_must_stay_does_not_leave_and_days_leave_as_years(tmp_path: Path) -> None:
    records = sample(60)
    ordered = order_release(load().datasets.newest("victims"), records, "2026-11-22", {})

    write_export(ordered, tmp_path / "out", "jsonl")

    lines = (tmp_path / "out" / "victims.jsonl").read_text("utf-8").splitlines()
    bands = {*(label for label, _ in AGE_BANDS), LAST_BAND}
    for field in dataset("victims").list_fields():
        cells = {json.loads(line).get(field.id) for line in lines}
        if field.disclosure in {Disclosure.NEVER, Disclosure.TO_NAMED_RECIPIENT}:
            assert cells == {None}, field.id
        else:
            assert None not in cells, field.id
            assert "" not in cells, field.id
        if field.disclosure is Disclosure.AS_YEAR:
            assert all(len(cell) == 4 or cell.isidentifier() for cell in cells if cell), field.id
        if field.disclosure is Disclosure.AS_BAND:
            assert {cell for cell in cells if cell and cell[0].isdigit()} <= bands


def test_losses_are_counted_in_a_file_beside_the_table(tmp_path: Path) -> None:
    found = load().mappings.newest("ctdc-codebook")
    ordered = order_standard(found, load(), sample(40), "2026-11-22", named=False)

    write_export(ordered, tmp_path / "out", "csv")

    with (tmp_path / "out" / "losses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["kind"] for row in rows} >= {"dropped", "coarsened", "never_collected"}
    assert all(0 < int(row["records"]) <= 40 for row in rows)
    assert ordered.report.records == 40


def test_what_hands_over_cases_needs_a_named_recipient() -> None:
    found = load().mappings.newest("htcds")

    with pytest.raises(UnnamedRecipientError, match="name who gets them"):
        order_standard(found, load(), [], "2026-11-22", named=False)


def test_only_the_named_recipient_can_read_an_encrypted_export(tmp_path: Path) -> None:
    theirs, others = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    recipient = Recipient("Invented Office", str(theirs.to_public()))

    manifest = write_export(
        order(iter([["secret"]]), ["a"]), tmp_path / "out", "csv", recipient=recipient
    )

    names = {path.name for path in (tmp_path / "out").iterdir()}
    sealed = (tmp_path / "out" / "data.csv.age").read_bytes()
    assert names == {"data.csv.age", "losses.csv.age", "manifest.json"}
    assert b"secret" not in sealed
    assert pyrage.decrypt(sealed, [theirs]) == b"a\nsecret\n"
    assert manifest.recipient == "Invented Office"
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [others])


def test_a_key_that_is_none_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(RecipientError, match="begins with age1"):
        write_export(
            order(iter([])), tmp_path / "out", "csv", recipient=Recipient("Office", "ssh-rsa")
        )

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_a_cancelled_export_leaves_nothing(tmp_path: Path, kind: str) -> None:
    rows = (["x"] for _ in range(STEP * 3))
    seen: list[int] = []

    def watch(done: int) -> None:
        seen.append(done)
        if done == STEP * 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        write_export(order(rows, ["a"]), tmp_path / "out", kind, watch=watch)

    assert seen == [STEP, STEP * 2]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_that_fails_half_way_leaves_nothing(tmp_path: Path, kind: str) -> None:
    def fail() -> Iterator[list[str]]:
        yield ["x"]
        raise BrokenError

    with pytest.raises(BrokenError):
        write_export(order(fail(), ["a"]), tmp_path / "out", kind)

    assert list(tmp_path.iterdir()) == []


def test_an_export_never_replaces_another(tmp_path: Path) -> None:
    write_export(order(iter([["x"]]), ["a"]), tmp_path / "out", "csv")

    with pytest.raises(FileExistsError):
        write_export(order(iter([["y"]]), ["a"]), tmp_path / "out", "csv")

    assert (tmp_path / "out" / "data.csv").read_text("utf-8") == "a\nx\n"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as made:
        yield made


@pytest.mark.parametrize("room", [0, 8_192, 65_536])
@pytest.mark.parametrize("recipient", [None, "named"])
@pytest.mark.parametrize("kind", FORMATS)
def test_export_that_finds_no_room_leaves_nothing_and_is_written_once_there_is(
    disk: SmallDisk, kind: str, recipient: str | None, room: int
) -> None:
    theirs = pyrage.x25519.Identity.generate()
    to = None if recipient is None else Recipient(recipient, str(theirs.to_public()))
    # What can hardly be packed.
    rows = [
        [hashlib.sha256(f"{n} {cell}".encode()).hexdigest() for cell in RISKY] for n in range(2_000)
    ]
    disk.fill(but=room)

    with pytest.raises(OSError, match=r"(space|large)") as caught:
        write_export(order(iter(rows)), disk.folder / "out", kind, recipient=to)
    left = {path.name for path in disk.folder.iterdir()} - {"ballast"}
    disk.make_room()
    manifest = write_export(order(iter(rows)), disk.folder / "out", kind, recipient=to)

    assert caught.value.errno in (errno.ENOSPC, errno.EFBIG)
    assert left == set()
    assert manifest.records == len(rows)


@pytest.mark.parametrize("room", range(0, 16_385, 4_096))
def test_small_files_for_a_recipient_are_whole_or_not_there(disk: SmallDisk, room: int) -> None:
    theirs = pyrage.x25519.Identity.generate()
    to = Recipient("named", str(theirs.to_public()))
    disk.fill(but=room)

    with contextlib.suppress(OSError):
        write_export(order(iter([RISKY])), disk.folder / "out", "csv", recipient=to)

    found = sorted(disk.folder.glob("out/*.age"))
    opened = [pyrage.decrypt(each.read_bytes(), [theirs]) for each in found]
    assert len(opened) in (0, 2)
    assert all(opened)
