"""Copies of pictures: their points alone, without place, time, device or what else is in them."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps

from app.evidence.model import Copied, FileKind, Refusal, RefusedFileError

FORMATS: Final = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
# A JPEG is read at a part of its size; of the others every point is held at once.
MOST_POINTS: Final = {
    FileKind.JPEG: 110_000_000,
    FileKind.PNG: 16_000_000,
    FileKind.WEBP: 16_000_000,
}
LONGEST_SIDE: Final = 2400
QUALITY: Final = 88


def copy_picture(kind: FileKind, data: bytes) -> Copied:
    """Give a JPEG of what a picture shows, or raise RefusedFileError."""
    try:
        with warnings.catch_warnings():
            # What the library only warns of is bounded here.
            warnings.simplefilter("ignore")
            return Copied(kind, FileKind.JPEG, _draw_anew(kind, data))
    except RefusedFileError:
        raise
    except (MemoryError, Image.DecompressionBombError):
        raise RefusedFileError(Refusal.TOO_MUCH) from None
    except Exception:
        # A library that reads what strangers made fails in many ways; all mean the same here.
        raise RefusedFileError(Refusal.DAMAGED) from None


def _draw_anew(kind: FileKind, data: bytes) -> bytes:
    with Image.open(io.BytesIO(data), formats=[FORMATS[kind]]) as opened:
        if opened.width * opened.height > MOST_POINTS[kind]:
            raise RefusedFileError(Refusal.TOO_MUCH)
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        drawn = Image.new("RGB", upright.size, "white")
        if upright.mode in ("RGBA", "LA", "PA", "P"):
            clear = upright.convert("RGBA")
            drawn.paste(clear, mask=clear)
        else:
            drawn.paste(upright.convert("RGB"))
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
