"""Settings are complete and safe, or refused with every reason at once."""

from pathlib import Path

import pytest

from app.settings import (
    REPOSITORY,
    VARIABLES,
    DatabaseFile,
    DatabaseServer,
    Mode,
    SettingsError,
    load_settings,
)

PRODUCTION = {
    "THRESHOLD_MODE": "production",
    "THRESHOLD_DATABASE": "/srv/records/threshold.sqlite",
    "THRESHOLD_KEY_STORE": "/srv/key-store/keys.sqlite",
    "THRESHOLD_KEYS": "/etc/threshold/keys",
    "THRESHOLD_BASE_URL": "https://threshold.example.org/",
}
WITHOUT_DEFAULT = [
    "THRESHOLD_DATABASE",
    "THRESHOLD_KEY_STORE",
    "THRESHOLD_KEYS",
    "THRESHOLD_BASE_URL",
]


def list_problems(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ)
    return caught.value.problems


def test_production_takes_what_the_environment_says() -> None:
    settings = load_settings(PRODUCTION)

    assert settings.mode is Mode.PRODUCTION
    assert not settings.is_demonstration
    assert settings.database == DatabaseFile(Path("/srv/records/threshold.sqlite"))
    assert settings.key_store == Path("/srv/key-store/keys.sqlite")
    assert settings.keys == Path("/etc/threshold/keys")
    assert settings.base_url == "https://threshold.example.org"
    assert settings.indicators == REPOSITORY / "indicators"
    assert settings.rules == REPOSITORY / "rules"


def test_an_empty_environment_is_production_and_names_every_missing_variable() -> None:
    problems = list_problems({})

    assert [problem.split()[0] for problem in problems] == WITHOUT_DEFAULT
    assert all("is missing. Set it to" in problem for problem in problems)


@pytest.mark.parametrize("name", WITHOUT_DEFAULT)
def test_production_has_no_default_for_places_and_address(name: str) -> None:
    problems = list_problems({**PRODUCTION, name: "  "})

    assert len(problems) == 1
    assert problems[0].startswith(f"{name} is missing")


def test_a_demonstration_needs_nothing_and_stays_in_var() -> None:
    settings = load_settings({"THRESHOLD_MODE": "demonstration"})

    assert settings.is_demonstration
    assert isinstance(settings.database, DatabaseFile)
    for path in (settings.database.path, settings.key_store, settings.keys):
        assert path.is_relative_to(REPOSITORY / "var")
    assert settings.base_url == "http://127.0.0.1:8000"


def test_all_problems_are_told_at_once() -> None:
    problems = list_problems(
        {
            **PRODUCTION,
            "THRESHOLD_DATABSE": "x",
            "THRESHOLD_COLOUR": "x",
            "THRESHOLD_MODE": "test",
            "THRESHOLD_BASE_URL": "http://threshold.example.org",
        }
    )

    assert problems == (
        "THRESHOLD_COLOUR is not a setting of Threshold. Take it away.",
        "THRESHOLD_DATABSE is not a setting of Threshold. Did you mean THRESHOLD_DATABASE?",
        "THRESHOLD_MODE is 'test'. Write production or demonstration.",
        (
            "THRESHOLD_BASE_URL must start with https:// and a host name, "
            "without user name or password."
        ),
    )


def test_other_programs_variables_are_none_of_our_business() -> None:
    others = {"PATH": "/bin", "PORT": "8000", "THRESHOLD_NIGHT": "1"}

    assert load_settings({**PRODUCTION, **others}) == load_settings(PRODUCTION)


@pytest.mark.parametrize(
    "address", ["threshold.example.org", "https://", "https://me:word@host", "ftp://host"]
)
@pytest.mark.parametrize("mode", Mode)
def test_an_address_that_nobody_can_reach_is_refused(address: str, mode: Mode) -> None:
    problems = list_problems(
        {**PRODUCTION, "THRESHOLD_MODE": mode.value, "THRESHOLD_BASE_URL": address}
    )

    assert len(problems) == 1
    assert "THRESHOLD_BASE_URL must start with" in problems[0]
    assert "word" not in problems[0].replace("password", "")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("THRESHOLD_KEYS", "/srv/records"),
        ("THRESHOLD_KEYS", "/srv/records/keys"),
        ("THRESHOLD_KEYS", "/srv"),
        ("THRESHOLD_KEYS", "/srv/key-store"),
        ("THRESHOLD_KEY_STORE", "/srv/records/keys.sqlite"),
    ],
)
def test_locks_and_keys_in_one_place_are_refused(name: str, place: str) -> None:
    problems = list_problems({**PRODUCTION, name: place})

    assert problems
    assert all("are not apart" in problem for problem in problems)


def test_the_address_of_a_server_is_taken_and_never_shown() -> None:
    address = "postgresql://threshold:s3cret@database.example.org/threshold"

    settings = load_settings({**PRODUCTION, "THRESHOLD_DATABASE": address})

    assert settings.database == DatabaseServer(address)
    assert "s3cret" not in repr(settings)


def test_every_variable_says_what_it_is_for() -> None:
    assert {variable.name for variable in VARIABLES} == {
        *PRODUCTION,
        "THRESHOLD_INDICATORS",
        "THRESHOLD_RULES",
        "THRESHOLD_SWITCHED_ON",
        "THRESHOLD_LOG_ANCHORS",
        "THRESHOLD_CLAMD",
        "THRESHOLD_PROXIES",
        "THRESHOLD_HOSTS",
        "THRESHOLD_METRICS",
        "THRESHOLD_OIDC_ISSUER",
        "THRESHOLD_OIDC_CLIENT_ID",
        "THRESHOLD_OIDC_CLIENT_SECRET_FILE",
        "THRESHOLD_OIDC_NAME",
        "THRESHOLD_OIDC_SECOND_FACTOR",
    }
    assert all(variable.meaning for variable in VARIABLES)


def test_rule_sets_that_are_off_by_default_are_switched_on_by_name() -> None:
    off = load_settings(PRODUCTION)
    on = load_settings({**PRODUCTION, "THRESHOLD_SWITCHED_ON": " one-survey  another "})

    assert off.switched_on == ()
    assert on.switched_on == ("one-survey", "another")


@pytest.mark.parametrize("written", ["4", "-1", "one", "1.0"])
def test_number_of_proxies_is_small_and_whole(written: str) -> None:
    with pytest.raises(SettingsError, match="THRESHOLD_PROXIES must be 0, 1, 2 or 3"):
        load_settings({**PRODUCTION, "THRESHOLD_PROXIES": written})


def test_proxies_are_trusted_only_as_far_as_they_are_set() -> None:
    assert load_settings(PRODUCTION).proxies == 0
    assert load_settings({**PRODUCTION, "THRESHOLD_PROXIES": "2"}).proxies == 2


def test_address_of_figures_is_an_address_and_a_port() -> None:
    settings = load_settings(PRODUCTION | {"THRESHOLD_METRICS": "127.0.0.1:9100"})

    assert settings.metrics == ("127.0.0.1", 9100)
    for wrong in ("9100", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:0", "127.0.0.1:70000"):
        with pytest.raises(SettingsError, match="must be an address and a port"):
            load_settings(PRODUCTION | {"THRESHOLD_METRICS": wrong})
