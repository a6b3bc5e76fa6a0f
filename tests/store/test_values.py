"""Every value comes back as it was, exactly, and nothing else is read as a value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.values import Duration, DurationUnit, Money, PartialDate, Period
from app.store.errors import StoreError
from app.store.values import OpenValue, decode_value, encode_value

codes = st.from_regex(r"[a-z][a-z0-9_]{1,39}", fullmatch=True)
amounts = st.decimals(allow_nan=False, allow_infinity=False)
currencies = st.from_regex(r"[A-Z]{3}", fullmatch=True)
values = st.one_of(
    codes,
    st.frozensets(codes),
    st.integers(),
    st.builds(Money, amounts, currencies, st.sampled_from(Period)),
    st.builds(Duration, st.integers(), st.sampled_from(DurationUnit)),
    st.builds(
        PartialDate,
        st.integers(1, 9999),
        st.none() | st.integers(1, 12),
        st.none() | st.integers(1, 31),
        st.booleans(),
    ),
)

WRITTEN = {
    '{"code":"yes"}': "yes",
    '{"codes":["both","one"]}': frozenset({"one", "both"}),
    '{"codes":[]}': frozenset[str](),
    '{"number":14}': 14,
    '{"money":"308.50","currency":"RSD","period":"hour"}': Money(
        Decimal("308.50"), "RSD", Period.HOUR
    ),
    '{"duration":3,"unit":"months"}': Duration(3, DurationUnit.MONTHS),
    '{"year":2025,"month":9,"day":null,"about":true}': PartialDate(2025, 9, about=True),
}

NOT_VALUES = [
    "",
    "yes",
    "null",
    "[]",
    "{}",
    '"yes"',
    '{"code":1}',
    '{"code":"yes","more":1}',
    '{"codes":"yes"}',
    '{"codes":[1]}',
    '{"number":true}',
    '{"number":1.5}',
    '{"number":"1"}',
    '{"money":308.5,"currency":"RSD","period":"hour"}',
    '{"money":"many","currency":"RSD","period":"hour"}',
    '{"money":"1","currency":"RSD","period":"minute"}',
    '{"duration":3,"unit":"moons"}',
    '{"year":2025,"month":9,"day":null,"about":0}',
    '{"year":null,"month":null,"day":null,"about":false}',
]


@given(values)
def test_every_value_comes_back_as_it_was(value: OpenValue) -> None:
    text = encode_value(value)

    assert decode_value(text) == value
    assert type(decode_value(text)) is type(value)
    assert encode_value(decode_value(text)) == text


@pytest.mark.parametrize(("text", "value"), WRITTEN.items())
def test_the_written_form_stays_what_it_is(text: str, value: OpenValue) -> None:
    assert encode_value(value) == text
    assert decode_value(text) == value


@pytest.mark.parametrize("text", NOT_VALUES)
def test_what_is_not_a_value_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(StoreError) as caught:
        decode_value(text)

    assert not text or text not in str(caught.value)
