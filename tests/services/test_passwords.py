"""Long passwords that nobody guesses are taken, whatever signs they are made of."""

import pytest

from app.services.passwords import Weakness, find_weakness, make_passphrase

ABOUT = ("mira.holt@border-police.example", "Mira Holt", "Border Police")


@pytest.mark.parametrize(
    "password",
    [
        "a kettle under seven pines",
        "şəhər üzərində yeddi qara quş",
        "kx7 qpl 93 vvt mmz",
        "correct horse battery staple" * 9,
    ],
)
def test_long_password_is_taken_without_rules_on_its_signs(password: str) -> None:
    assert find_weakness(password[:256], ABOUT) is None


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("", Weakness.TOO_SHORT),
        ("fourteen signs", Weakness.TOO_SHORT),
        ("x7Q!m" * 52, Weakness.TOO_LONG),
        ("passwordpassword1", Weakness.GUESSABLE),
        ("qwertyuiopasdfgh", Weakness.GUESSABLE),
        ("aaaaaaaaaaaaaaaaaaaaaaa", Weakness.GUESSABLE),
        ("123456789012345678", Weakness.GUESSABLE),
        ("thresholdthreshold", Weakness.GUESSABLE),
        ("mira.holt@border-police.example", Weakness.GUESSABLE),
        ("Mira Holt Border Police", Weakness.GUESSABLE),
    ],
)
def test_weak_password_is_refused_for_its_reason(password: str, weakness: Weakness) -> None:
    assert find_weakness(password, ABOUT) is weakness


def test_passphrase_has_six_words_and_is_never_the_same() -> None:
    made = {make_passphrase() for _ in range(50)}

    assert len(made) == 50
    for each in made:
        assert len(each.split()) == 6
        assert find_weakness(each, ABOUT) is None
