"""A browser in words that its owner knows it by; what browsers say of themselves is not kept."""

from typing import Final

# In this order: many browsers also name the one that they descend from.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def name_device(said: str) -> str:
    """Give a browser's name and system, such as "Firefox, Android"; "" where neither is known."""
    names = (_find(BROWSERS, said), _find(SYSTEMS, said))
    return ", ".join(name for name in names if name)


def _find(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for mark, name in names if mark in said), "")
