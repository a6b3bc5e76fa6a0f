"""What charts of bars show. How they are drawn stands in `charts`, which takes long to load."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One bar: its name and what the table shows, a number or a sign."""

    name: str
    shown: str


@dataclass(frozen=True)
class Chart:
    """Bars with a title; the description says in words what somebody who can't see needs."""

    title: str
    description: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Stack:
    """One bar in parts: its name, what the table shows of the whole, and of each part."""

    name: str
    shown: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class StackedChart:
    """Bars in parts that have names; the description says in words what they show."""

    title: str
    description: str
    parts: tuple[str, ...]
    bars: tuple[Stack, ...]
