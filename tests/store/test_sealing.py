"""A sealed value opens with the key of its case, in its own place, unchanged, or not at all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.errors import SealError
from app.store.ids import CaseId
from app.store.sealing import CaseKey, Place, seal_bytes, seal_text, unseal_bytes, unseal_text

KEY = CaseKey(CaseId("case-1"), 1, bytes(range(32)))
PLACE = Place("answers", "sealed", "row-1")

OTHER_KEYS = {
    "other secret": replace(KEY, secret=bytes(32)),
    "other case": replace(KEY, case_id=CaseId("case-2")),
    "other generation": replace(KEY, generation=2),
}
OTHER_PLACES = {
    "other table": replace(PLACE, table="persons"),
    "other column": replace(PLACE, column="reason"),
    "other row": replace(PLACE, row_id="row-2"),
    "shifted border": Place("answers", "sealedr", "ow-1"),
}


@given(st.text())
def test_a_sealed_text_comes_back_as_it_was(text: str) -> None:
    sealed = seal_text(KEY, PLACE, text)

    assert unseal_text(KEY, PLACE, sealed) == text


@given(st.binary())
def test_sealed_bytes_come_back_as_they_were(plain: bytes) -> None:
    sealed = seal_bytes(KEY, PLACE, plain)

    assert unseal_bytes(KEY, PLACE, sealed) == plain


def test_the_same_text_is_sealed_differently_each_time() -> None:
    sealed = {seal_text(KEY, PLACE, "He keeps my passport") for _ in range(100)}

    assert len(sealed) == 100
    assert not any(b"passport" in one for one in sealed)


@pytest.mark.parametrize("key", OTHER_KEYS.values(), ids=OTHER_KEYS)
def test_another_key_does_not_open(key: CaseKey) -> None:
    sealed = seal_text(KEY, PLACE, "He keeps my passport")

    with pytest.raises(SealError):
        unseal_text(key, PLACE, sealed)


@pytest.mark.parametrize("place", OTHER_PLACES.values(), ids=OTHER_PLACES)
def test_a_ciphertext_moved_to_another_place_does_not_open(place: Place) -> None:
    sealed = seal_text(KEY, PLACE, "He keeps my passport")

    with pytest.raises(SealError, match="does not open with the key of case case-1"):
        unseal_text(KEY, place, sealed)


def test_every_changed_bit_is_found() -> None:
    sealed = seal_text(KEY, PLACE, "No")

    for position in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises(SealError):
            unseal_text(KEY, PLACE, bytes(changed))


def test_every_shortened_ciphertext_is_refused() -> None:
    sealed = seal_text(KEY, PLACE, "No")

    for length in range(len(sealed)):
        with pytest.raises(SealError):
            unseal_text(KEY, PLACE, sealed[:length])


def test_an_error_shows_neither_key_nor_text() -> None:
    sealed = seal_text(KEY, PLACE, "He keeps my passport")

    with pytest.raises(SealError) as caught:
        unseal_text(replace(KEY, secret=bytes(32)), PLACE, sealed)

    assert "passport" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY) == "CaseKey(case_id='case-1', generation=1)"
