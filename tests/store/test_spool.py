"""What waits to be fetched lies on disk sealed and without a name, and is gone with its spool."""

import tempfile
from pathlib import Path

import pytest

from app.store.spool import SealedSpool

SECRET = b"%PDF-1.7 what she told us " * 100


def test_files_come_back_as_they_were_kept() -> None:
    spool = SealedSpool()

    places = [spool.add(SECRET), spool.add(b""), spool.add(b"last")]

    back = [spool.read(each) for each in reversed(places)]
    spool.close()
    assert back == [b"last", b"", SECRET]


def test_nothing_plain_and_nothing_with_a_name_lies_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = SealedSpool()

    spool.add(SECRET)

    on_disk = spool._file  # noqa: SLF001 - What a thief of the disk would see.
    on_disk.seek(0)
    kept = on_disk.read()
    spool.close()
    assert list(tmp_path.iterdir()) == []
    assert len(kept) > len(SECRET)
    assert b"what she told us" not in kept


def test_a_closed_spool_gives_nothing_back() -> None:
    spool = SealedSpool()
    place = spool.add(SECRET)

    spool.close()

    with pytest.raises(ValueError, match="closed"):
        spool.read(place)
