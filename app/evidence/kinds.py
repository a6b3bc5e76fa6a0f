"""What a file is by its first bytes; what it is called says nothing."""

from typing import Final

import puremagic

from app.evidence.model import FileKind, Refusal, RefusedFileError

# All of the kinds show what they are here; more would be read for nothing.
LOOKED_AT: Final = 1024
BY_MIME_TYPE: Final = {each.value: each for each in FileKind}


def recognise(data: bytes) -> FileKind:
    """Give the kind of a file, or raise RefusedFileError for one that is not taken in."""
    try:
        found = puremagic.magic_string(data[:LOOKED_AT])
    except (puremagic.PureError, ValueError):
        raise RefusedFileError(Refusal.OTHER_KIND) from None
    kinds = [BY_MIME_TYPE[each.mime_type] for each in found if each.mime_type in BY_MIME_TYPE]
    if not kinds:
        raise RefusedFileError(Refusal.OTHER_KIND)
    return kinds[0]
