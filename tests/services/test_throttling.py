"""Tries are counted by place: by the address, and of IPv6 by what one household has."""

import pytest

from app.services.throttling import find_place, mark_account_at
from app.store.account_keys import derive_account_key

KEY = derive_account_key(b"a key for tests")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("::1", "::"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_place_of_an_address_is_what_one_household_has(address: str, place: str) -> None:
    assert find_place(address) == place


def test_account_at_a_place_is_the_same_however_it_is_written() -> None:
    marked = mark_account_at(KEY, "Ana@People.example ", "2001:db8::1")

    assert marked == mark_account_at(KEY, "ana@people.example", "2001:db8::2")
    assert marked != mark_account_at(KEY, "ana@people.example", "2001:db8:0:1::1")
    assert marked != mark_account_at(KEY, "ana@people.example", "")
