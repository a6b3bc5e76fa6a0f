"""PDF objects that are worked out once: their library asks for each of them twice.

A file that is kept for good bears an identifier that is made from everything in it, so that each
stream would be compressed, and each of some thousand tags written out, once for the identifier and
once for the file.
"""

from typing import Any

import pydyf


class Written(pydyf.Object):  # type: ignore[misc] # The library has no types.
    """An object as it will stand in the file."""

    def __init__(self, found: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = found.number, found.generation, found.free
        self._data: bytes = found.data
        self._is_compressible: bool = found.compressible

    @property
    def data(self) -> bytes:
        """Give what stands in the file."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Say whether it may stand in a stream of objects."""
        return self._is_compressible


def work_out_once(pdf: Any) -> None:
    """Fix all objects of a PDF that is about to be written; nothing in it may change afterwards."""
    pdf.objects[:] = [each if each.free == "f" else Written(each) for each in pdf.objects]
