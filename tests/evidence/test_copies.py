"""Copies of files show what the files show, and tell nothing of who made them, where and when."""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from PIL import Image

from app.evidence.copier import Copier
from app.evidence.model import FileKind, Refusal, RefusedFileError
from app.evidence.papers import strip_jpeg
from tests.evidence.files import CANARY, make_file, make_paper, make_picture

PICTURES = [each for each in FileKind if each.is_picture]


@pytest.fixture(scope="module")
def copier() -> Iterator[Copier]:
    opened = Copier()
    yield opened
    opened.close()


def make_bomb(side: int) -> bytes:
    """A PNG that says it is a square of so many points a side, and holds next to none of them."""
    parts = [b"\x89PNG\r\n\x1a\n"]
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(9))), (b"IEND", b"")):
        check = struct.pack(">I", zlib.crc32(name + data))
        parts += [struct.pack(">I", len(data)), name, data, check]
    return b"".join(parts)


def refuse(copier: Copier, data: bytes) -> Refusal:
    with pytest.raises(RefusedFileError) as caught:
        copier.copy(data)
    return caught.value.refusal


@pytest.mark.parametrize("kind", PICTURES)
def test_copy_of_a_picture_is_upright_and_tells_nothing(copier: Copier, kind: FileKind) -> None:
    original = make_picture(kind)

    copied = copier.copy(original)

    assert CANARY.encode() in original
    assert copied.kind is kind
    assert CANARY.encode() not in copied.shown
    with Image.open(io.BytesIO(copied.shown), formats=["JPEG"]) as shown:
        assert shown.size == (48, 64)
        assert not shown.getexif()


def test_large_picture_is_shown_smaller(copier: Copier) -> None:
    copied = copier.copy(make_picture(FileKind.JPEG, (5000, 1000)))

    with Image.open(io.BytesIO(copied.shown)) as shown:
        assert max(shown.size) <= 2400


def test_what_is_clear_in_a_picture_is_shown_white(copier: Copier) -> None:
    written = io.BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(written, "PNG")

    copied = copier.copy(written.getvalue())

    with Image.open(io.BytesIO(copied.shown)) as shown:
        assert shown.getpixel((4, 4)) == (255, 255, 255)


def test_copy_of_a_pdf_keeps_its_page_alone(copier: Copier) -> None:
    original = make_paper()

    copied = copier.copy(original)

    assert original.count(CANARY.encode()) >= 5
    assert CANARY.encode() not in copied.shown
    with pikepdf.open(io.BytesIO(copied.shown)) as opened:
        shown: Any = opened
        assert set(shown.Root.keys()) == {"/Pages", "/Type"}
        assert set(shown.pages[0].keys()) <= {
            "/Type",
            "/Parent",
            "/MediaBox",
            "/Resources",
            "/Contents",
        }
        picture = pikepdf.PdfImage(shown.pages[0].Resources.XObject.Im0).as_pil_image()
        assert picture.size == (64, 48)
        assert not picture.getexif()


def test_what_is_no_jpeg_is_left_as_it_is() -> None:
    assert strip_jpeg(b"\x89PNG") == b"\x89PNG"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"MZ this runs", Refusal.OTHER_KIND),
        (b"<svg onload='hurt()'/>", Refusal.OTHER_KIND),
        (b"PK\x03\x04" + bytes(60), Refusal.OTHER_KIND),
        (make_picture(FileKind.JPEG)[:300], Refusal.DAMAGED),
        (b"%PDF-1.7\nnothing more", Refusal.DAMAGED),
        (make_bomb(9000), Refusal.TOO_MUCH),
        (make_paper(password="secret"), Refusal.LOCKED),
    ],
)
def test_other_files_are_refused_with_the_reason(
    copier: Copier, data: bytes, refusal: Refusal
) -> None:
    assert refuse(copier, data) is refusal


def test_picture_that_unpacks_to_much_is_refused_without_being_unpacked(copier: Copier) -> None:
    bomb = make_bomb(40_000)

    assert len(bomb) < 1000
    assert refuse(copier, bomb) is Refusal.TOO_MUCH


def test_pdf_whose_objects_unpack_to_much_is_refused(copier: Copier) -> None:
    paper = pikepdf.new()
    for _ in range(201):
        paper.add_blank_page()
    written = io.BytesIO()
    paper.save(written)

    assert refuse(copier, written.getvalue()) is Refusal.TOO_MUCH


def test_copier_works_on_after_its_process_was_killed() -> None:
    copier = Copier()
    copier.copy(make_file(FileKind.PNG))
    assert copier._process is not None  # noqa: SLF001 - It is killed from outside.
    copier._process.kill()  # noqa: SLF001
    copier._process.join()  # noqa: SLF001

    lost = refuse(copier, make_file(FileKind.PNG))
    found = copier.copy(make_file(FileKind.PNG))

    copier.close()
    assert lost is Refusal.TOO_MUCH
    assert found.kind is FileKind.PNG
