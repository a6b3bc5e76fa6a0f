"""What is worked out once for a PDF is what would have been written otherwise."""

import io
from typing import Any

import pydyf
import pytest

from app.reports.written import work_out_once


class Counted(pydyf.Dictionary):  # type: ignore[misc] # The library has no types.
    """A part of a file that counts how often it is asked for."""

    asked = 0

    @property
    def data(self) -> bytes:
        self.asked += 1
        said: bytes = super().data
        return said


def build() -> tuple[Any, Counted]:
    pdf, counted = pydyf.PDF(), Counted({"Type": "/Something"})
    for each in (counted, pydyf.Stream([b"0 0 m", b"9 9 l"], compress=True), pydyf.Array([1, 2])):
        pdf.add_object(each)
    return pdf, counted


def write(pdf: Any, *, compress: bool) -> bytes:
    file = io.BytesIO()
    pdf.write(file, identifier=True, compress=compress)
    return file.getvalue()


@pytest.mark.parametrize("compress", [False, True])
def test_a_file_is_the_same_to_the_byte_and_nothing_in_it_is_worked_out_twice(
    compress: bool,  # noqa: FBT001 - A parameter of a test.
) -> None:
    (usual, asked_often), (once, asked) = build(), build()

    work_out_once(once)

    assert write(once, compress=compress) == write(usual, compress=compress)
    assert (asked.asked, asked_often.asked > 1) == (1, True)
