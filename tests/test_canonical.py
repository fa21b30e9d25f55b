"""Canonical JSON: the bytes of RFC 8785, byte for byte as its own package makes them."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from policygen.canonical import canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@given(VALUES)
def test_the_bytes_are_those_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


def test_keys_are_in_the_order_of_utf16() -> None:
    assert canonical({"\ufb33": 1, "\U0001f600": 2, "b": [True, None], "a": ("x",)}) == (
        '{"a":["x"],"b":[true,null],"\U0001f600":2,"\ufb33":1}'.encode()
    )


@pytest.mark.parametrize("value", [0.5, 1.0, 2**53, -(2**53), {1: "x"}, {"a": {1}}, b"x", "\ud800", {"\ud800": 1}])
def test_what_it_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"Canonical JSON cannot hold|surrogates not allowed"):
        canonical(value)
