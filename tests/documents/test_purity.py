"""Tests of pure floors get neither a network nor what the floors above are made of."""

import socket
from types import SimpleNamespace
from typing import cast

import pytest
from pytest_socket import SocketBlockedError

from tests.conftest import IMPURE_FIXTURES, refuse_impure_fixtures


def asks_for(*fixtures: str, **parameters: object) -> pytest.Item:
    item = SimpleNamespace(
        nodeid="tests/documents/test_it.py::test_it",
        fixturenames=fixtures,
        callspec=SimpleNamespace(params=parameters),
    )
    return cast("pytest.Item", item)


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_pure_test_has_no_network() -> None:
    with pytest.raises(SocketBlockedError):
        socket.socket()


@pytest.mark.parametrize("fixture", sorted(IMPURE_FIXTURES))
def test_a_pure_test_that_asks_for_more_than_values_is_an_error(fixture: str) -> None:
    item = asks_for("tmp_path", fixture)

    with pytest.raises(pytest.UsageError, match=f"asks for {fixture}. The floor that it tests"):
        refuse_impure_fixtures(item)


def test_a_pure_test_may_have_a_parameter_of_any_name() -> None:
    refuse_impure_fixtures(asks_for("tmp_path", "place", place="indicators"))
