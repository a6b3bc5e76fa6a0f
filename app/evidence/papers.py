"""Copies of PDFs: their pages alone, without scripts, attachments, links, forms and metadata."""

import io
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from app.evidence.model import Copied, FileKind, Refusal, RefusedFileError

MOST_PAGES: Final = 200
KEPT_OF_PAGES: Final = ("/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents")
# What says who made something, when and with what, or leads elsewhere. `/F` is a file outside.
DROPPED: Final = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA", "/A", "/OPI", "/Ref"),
    *("/F", "/FFilter", "/FDecodeParms", "/Alternates", "/EF"),
)
# The first so many mean the same everywhere: `/F` of a font is no file.
OF_ALL: Final = 8
START_OF_SCAN: Final = 0xDA
# Of the segments with an application's own data, those that say how colours are meant.
APPLICATION: Final = range(0xE0, 0xF0)
KEPT_SEGMENTS: Final = (0xE0, 0xEE)
COMMENT: Final = 0xFE


def copy_paper(data: bytes) -> Copied:
    """Give a PDF of what the pages of a PDF show, or raise RefusedFileError."""
    try:
        return Copied(FileKind.PDF, FileKind.PDF, _copy_pages(data))
    except RefusedFileError:
        raise
    except pikepdf.PasswordError:
        raise RefusedFileError(Refusal.LOCKED) from None
    except MemoryError:
        raise RefusedFileError(Refusal.TOO_MUCH) from None
    except Exception:
        # As with pictures: what strangers made fails in many ways.
        raise RefusedFileError(Refusal.DAMAGED) from None


def strip_jpeg(data: bytes) -> bytes:
    """Give a JPEG without what cameras and programs write into it; what is none stays as it is."""
    if not data.startswith(b"\xff\xd8"):
        return data
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != START_OF_SCAN:
        mark = data[at + 1]
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark != COMMENT and (mark not in APPLICATION or mark in KEPT_SEGMENTS):
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, data[at:]))


def _copy_pages(data: bytes) -> bytes:
    with (
        pikepdf.open(io.BytesIO(data), suppress_warnings=True) as opened,
        Pdf.new() as made,
    ):
        pages = opened.pages
        if not 1 <= len(pages) <= MOST_PAGES:
            raise RefusedFileError(Refusal.TOO_MUCH if len(pages) else Refusal.DAMAGED)
        for page in pages:
            made.pages.append(_bare(opened, page))
        for each in list(made.objects):
            _strip(each)
        written = io.BytesIO()
        made.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return written.getvalue()


def _bare(opened: Pdf, page: pikepdf.Page) -> pikepdf.Page:
    """Give a page with what it shows alone; what pages inherit is written on it."""
    kept: dict[str, Any] = {"/Type": Name.Page}
    for name in KEPT_OF_PAGES:
        found = _inherit(page.obj, name)
        if found is not None:
            kept[name] = found
    kept.setdefault("/Resources", Dictionary())
    return pikepdf.Page(opened.make_indirect(Dictionary(kept)))


def _inherit(node: Object, name: str) -> Object | None:
    for _ in range(50):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _strip(found: Object) -> None:
    """Take out of an object, and of what stands in it, what it does not show."""
    if isinstance(found, Stream):
        _drop(found, DROPPED)
        if found.get("/Filter") in (Name.DCTDecode, Array([Name.DCTDecode])):
            parameters = found.get("/DecodeParms")
            found.write(strip_jpeg(found.read_raw_bytes()), filter=Name.DCTDecode)
            if parameters is not None:
                found["/DecodeParms"] = parameters
    elif isinstance(found, Dictionary):
        _drop(found, DROPPED[:OF_ALL])


def _drop(found: Object, names: tuple[str, ...]) -> None:
    for name in names:
        if name in found:
            del found[name]
