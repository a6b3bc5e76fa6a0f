"""A database on another machine is asked only where its certificate is checked."""

import pytest

from app.store.errors import DatabaseUnavailableError
from app.store.server import parse_address

OF_THIS_MACHINE = (
    "postgresql:///threshold?host=/run/postgresql",
    "postgresql:///threshold",
    "postgresql://threshold@localhost/threshold",
    "postgresql://threshold@127.0.0.1:5433/threshold",
    "postgresql://threshold@[::1]/threshold",
)
CHECKED = "sslmode=verify-full&sslrootcert=/etc/threshold/database-ca.pem"
OVER_A_NETWORK = (
    "postgresql://threshold:CANARY-31@db.example.org/threshold",
    "postgresql://threshold@db.example.org/threshold?sslmode=require",
    "postgresql://threshold@db.example.org/threshold?sslmode=verify-ca",
    "postgresql:///threshold?host=/run/postgresql&host=db.example.org",
    "postgresql:///threshold?host=127.0.0.1,10.0.0.7",
    "postgresql://localhost/threshold?hostaddr=10.0.0.7",
    "postgresql:///threshold?service=elsewhere",
    "postgresql://threshold@127.example.org/threshold",
)


@pytest.mark.parametrize(
    "address", [*OF_THIS_MACHINE, f"postgresql://threshold@db.example.org/threshold?{CHECKED}"]
)
def test_socket_this_machine_and_a_checked_server_are_asked(address: str) -> None:
    assert parse_address(address, {}).database == "threshold"


@pytest.mark.parametrize("address", OVER_A_NETWORK)
def test_server_over_a_network_is_asked_only_where_its_certificate_is_checked(address: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="sslmode=verify-full") as refused:
        parse_address(address, {})

    assert "CANARY" not in str(refused.value)


@pytest.mark.parametrize("name", ["PGHOST", "PGHOSTADDR", "PGSERVICE"])
def test_what_the_environment_adds_to_an_address_counts_too(name: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="another machine"):
        parse_address("postgresql:///threshold", {name: "10.0.0.7"})
