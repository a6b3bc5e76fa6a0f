"""Pages and what they are made of are sent compressed: phones at work have little network."""

import gzip
import io
import secrets
from typing import Final

from flask import Flask, Response, request

# Words and code of our own. Files with people in them, such as exports, go as they are.
COMPRESSED: Final = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
SMALLEST: Final = 1_000  # Bytes; below that nothing is saved.
NO_WHOLE: Final = frozenset({204, 206, 304})
LEVEL: Final = 5  # Two milliseconds for a page, a twentieth more than the smallest there is.
LONGEST_PADDING: Final = 64


def register_compression(app: Flask) -> None:
    """Compress what is worth it. It has to come last, so it is registered first."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in COMPRESSED:
            return response
        response.vary.add("Accept-Encoding")
        if not _is_compressible(response):
            return response
        # A static file is handed to the server unread otherwise.
        response.direct_passthrough = False
        plain = response.get_data()
        if len(plain) >= SMALLEST:
            response.set_data(_compress(plain))
            response.headers["Content-Encoding"] = "gzip"
            _weaken_tag(response)
        return response


def _is_compressible(response: Response) -> bool:
    takes = request.accept_encodings.quality("gzip") > 0
    return (
        takes
        and response.status_code not in NO_WHOLE
        and "Content-Encoding" not in response.headers
    )


def _compress(plain: bytes) -> bytes:
    """Compress, and hide the exact length: it could tell of secrets beside what others put in.

    The padding is the name of a file in the header, which every reader skips.
    """
    padding = "x" * secrets.randbelow(LONGEST_PADDING)
    packed = io.BytesIO()
    with gzip.GzipFile(padding, "wb", LEVEL, packed, mtime=0) as file:
        file.write(plain)
    return packed.getvalue()


def _weaken_tag(response: Response) -> None:
    """Say that what has this tag is alike, not byte for byte the same."""
    tag, is_weak = response.get_etag()
    if tag is not None and not is_weak:
        response.set_etag(tag, weak=True)
