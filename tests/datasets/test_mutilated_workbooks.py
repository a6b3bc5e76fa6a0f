"""Whatever happens to a workbook or a survey file, it is read or refused in a sentence, quickly."""

import io
import random
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from app.datasets.intake import SURVEY, WORKBOOK, Layout, Reader
from app.datasets.unpacking import UnfitWorkbookError
from tests.datasets.reference import dataset, mapping
from tests.datasets.test_intake import SURVEY_HEAD, save

MUTANTS: Final = [
    pytest.param(100),
    pytest.param(2_000, marks=[pytest.mark.night, pytest.mark.timeout(3600)]),
]
LONGEST: Final = 2.0  # Seconds of the processor.
MOST_MEMORY: Final = 200_000  # Kilobytes, as the system counts them.
TOKENS: Final = (b"<", b">", b"&", b"]]>", b'"', b",", b"\n", b"\x00", b"\xff", b"1e999", b"-1")
ROWS: Final = (
    {"cas_Status": "Active", "prs_Gender": "Female", "prs_DateofBirth": "1990-02-30"},
    {"cas_Status": "Closed", "vic_MethodsOfControl": "Debt bondage ; Takes earnings"},
)
SURVEY_ROWS: Final = "2024-02-01,Ana,female,AO,debt_bondage,Some,other\n" * 3

Mutate = Callable[[bytes, random.Random], bytes]


def flip(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]


def cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def drop(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + raw[at + chance.randint(1, 200) :]


def insert(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 50)) + raw[at:]


def double(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + raw[max(0, at - chance.randint(1, 500)) :]


MUTATIONS: Final[tuple[Mutate, ...]] = (flip, cut, drop, insert, double)


def mutilate(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        raw = chance.choice(MUTATIONS)(raw or b"a", chance)
    return raw


def mutilate_inside(raw: bytes, chance: random.Random) -> bytes:
    """Change one part of a workbook, so that what packs it still holds."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = chance.choice(sorted(parts))
    parts[name] = mutilate(parts[name], chance)
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, content in parts.items():
            packed.writestr(each, content)
    return changed.getvalue()


def list_mutants(raw: bytes, ways: tuple[Mutate, ...], count: int) -> Iterator[bytes]:
    chance = random.Random(5)  # noqa: S311 - the same mutants every time.
    for _ in range(count):
        yield chance.choice(ways)(raw, chance)


def try_to_read(path: Path, layout: Layout) -> bool:
    """Say whether a file was read; one that wasn't was refused in a sentence, and in time."""
    begin = time.process_time()
    refused = None
    try:
        Reader(mapping("htcds"), dataset("victims"), layout).read(path)
    except UnfitWorkbookError as error:
        refused = str(error)
    assert time.process_time() - begin <= LONGEST
    assert refused is None or refused.endswith(".")
    return refused is None


@pytest.mark.parametrize("count", MUTANTS)
def test_mutilated_workbooks_are_read_or_refused(tmp_path: Path, count: int) -> None:
    raw = save(tmp_path / "sound.xlsx", *ROWS).read_bytes()
    path = tmp_path / "mutant.xlsx"
    read = 0

    for mutant in list_mutants(raw, (mutilate, mutilate_inside, mutilate_inside), count):
        path.write_bytes(mutant)
        read += try_to_read(path, WORKBOOK)

    assert 0 < read < count


@pytest.mark.parametrize("count", MUTANTS)
def test_mutilated_survey_files_are_read_or_refused(tmp_path: Path, count: int) -> None:
    raw = f"{SURVEY_HEAD}\n{SURVEY_ROWS}".encode()
    path = tmp_path / "mutant.csv"
    read = 0

    for mutant in list_mutants(raw, (mutilate,), count):
        path.write_bytes(mutant)
        read += try_to_read(path, SURVEY)

    assert 0 < read < count


def write_wide(path: Path) -> None:
    """Write a small workbook that unpacks to very many cells."""
    row = b"<row>" + b'<c t="inlineStr"><is><t>x</t></is></c>' * 2_000 + b"</row>"
    write_bomb(path, b"<worksheet><sheetData>" + row * 1_200 + b"</sheetData></worksheet>")


def write_far(path: Path) -> None:
    """Write a workbook with a cell in the first corner and one in the last."""
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    write_bomb(path, b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>")


def write_nested(path: Path) -> None:
    """Write a workbook whose text is made of texts of texts."""
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    for one, other in zip("abcdefgh", "bcdefghi", strict=True):
        doctype += f'<!ENTITY {other} "{f"&{one};" * 10}">'.encode()
    cells = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row>'
    write_bomb(path, doctype + b"]><worksheet><sheetData>" + cells + b"</sheetData></worksheet>")


def write_bomb(path: Path, sheet: bytes) -> None:
    sound = save(path, *ROWS).read_bytes()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(path, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))


def write_one_row(path: Path) -> None:
    """Write a survey file of one row with very many cells."""
    path.write_bytes(SURVEY_HEAD.encode() + b"\n" + b"x," * 5_000_000)


BOMBS: Final = (
    (write_wide, "bomb.xlsx", WORKBOOK),
    (write_far, "bomb.xlsx", WORKBOOK),
    (write_nested, "bomb.xlsx", WORKBOOK),
    (write_one_row, "bomb.csv", SURVEY),
)


@pytest.mark.parametrize(("write", "name", "layout"), BOMBS)
def test_bomb_costs_little_time_and_memory(
    tmp_path: Path, write: Callable[[Path], None], name: str, layout: Layout
) -> None:
    write(tmp_path / name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    try_to_read(tmp_path / name, layout)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before <= MOST_MEMORY
