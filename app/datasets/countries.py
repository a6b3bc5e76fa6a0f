"""Countries in the codes of ISO 3166-1, as datasets and standards write them."""

from typing import Final

import pycountry

# Kosovo has no code of ISO 3166-1; both are codes that users may assign, and are in common use.
_ASSIGNED: Final = {"XK": "XKX"}


def find_alpha_3(alpha_2: str) -> str | None:
    """Give the code of three letters, or None where there is none."""
    found = pycountry.countries.get(alpha_2=alpha_2)
    return _ASSIGNED.get(alpha_2) if found is None else str(found.alpha_3)


def list_alpha_2() -> tuple[str, ...]:
    """Give every code of two letters, in alphabetical order."""
    return tuple(sorted({*(str(each.alpha_2) for each in pycountry.countries), *_ASSIGNED}))
