"""Take a workbook or a survey file apart, once it is known to be no larger than it may be.

A small file can unpack to a huge one, or have one cell in its last corner: whoever gives room to
every cell before it is out of memory. So all is looked at before anything is given room.
"""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final, TypeAlias
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - It is an error, whatever it is called.

from python_calamine import CalamineError, CalamineWorkbook

MOST_UNPACKED: Final = 60_000_000
MOST_PARTS: Final = 200
MOST_CELLS: Final = 2_000_000
WORKBOOKS: Final = (".xlsx", ".xlsm")
CHUNK: Final = 1 << 20
# How a sheet says where a row or a cell stands; the longest is "XFD1048576".
PLACE: Final = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,3})(\d{1,9})""")
LONGEST_PLACE: Final = 40

Raw: TypeAlias = object


class UnfitWorkbookError(ValueError):
    """The workbook can't be read at all; says why and what to do."""


def unpack(path: Path) -> Sequence[Sequence[Raw]]:
    """Give the cells of the first sheet, or of a CSV, or raise UnfitWorkbookError."""
    if path.suffix.lower() == ".csv":
        return _read_csv(path)
    _check_workbook(path)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise UnfitWorkbookError("The workbook is damaged: save it once more as .xlsx.") from error


def _read_csv(path: Path) -> Sequence[Sequence[Raw]]:
    if path.stat().st_size > MOST_UNPACKED:
        sentence = f"The file holds more than {MOST_UNPACKED // 1_000_000} MB: divide it."
        raise UnfitWorkbookError(sentence)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnfitWorkbookError("This is no CSV in UTF-8: save it once more so.") from error


def _check_workbook(path: Path) -> None:
    """Refuse what unpacks to more than a workbook of cases can be."""
    sentence = f"The workbook unpacks to more than {MOST_UNPACKED // 1_000_000} MB: divide it."
    if path.suffix.lower() not in WORKBOOKS:
        raise UnfitWorkbookError("This is no workbook: save it as .xlsx.")
    try:
        with ZipFile(path) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise UnfitWorkbookError(sentence)
            for part in parts:
                with packed.open(part) as content:
                    _check_part(content)
    except (BadZipFile, OSError) as error:
        raise UnfitWorkbookError("This is no workbook: save it as .xlsx.") from error
    except (ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnfitWorkbookError("The workbook is damaged: save it once more as .xlsx.") from error


def _check_part(content: IO[bytes]) -> None:
    """Read a part to its end, which proves its checksum, and refuse cells that are too far out."""
    rows = columns = 0
    before = b""
    while chunk := content.read(CHUNK):
        for letters, number in PLACE.findall(before + chunk):
            rows, columns = max(rows, int(number)), max(columns, _count_columns(letters))
        if rows * columns > MOST_CELLS:
            raise UnfitWorkbookError(
                "The workbook has cells far away from the others, or too many: delete what stands "
                "outside of the table, or divide it."
            )
        before = chunk[-LONGEST_PLACE:]


def _count_columns(letters: bytes) -> int:
    """Give which column letters name: the third for C."""
    count = 0
    for each in letters.upper():
        count = count * 26 + each - ord("A") + 1
    return count
