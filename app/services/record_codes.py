"""Codes that stand for records and people in datasets: drawn at random, so they tell nothing."""

import secrets
from typing import Final

# Without letters and figures that are mistaken for one another when read out.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12


def draw_code(prefix: str) -> str:
    """Give a new code, such as `V-7K2M9QXB4RTD`. Two alike are as good as impossible."""
    return f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"
