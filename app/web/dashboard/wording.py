"""Words of the dashboard: of its charts, the columns of its tables, and the rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.reports.site_visit import SiteIndicator
from app.services.dashboard import NO_SECTOR, By, IndicatorLine
from app.web.locale import write_month


class Of(Enum):
    """What a chart is of; the values stand in addresses."""

    FOUND = "found"
    STANDING = "standing"
    SIGNS = "signs"


TITLES: Final[Mapping[Of, LazyString]] = {
    Of.FOUND: lazy_gettext("What was found"),
    Of.STANDING: lazy_gettext("Where the cases stand"),
    Of.SIGNS: lazy_gettext("Signs that were found"),
}
BY_WORDS: Final[Mapping[By, LazyString]] = {
    By.MONTH: lazy_gettext("Month in which the case began"),
    By.AREA: lazy_gettext("Area"),
    By.SECTOR: lazy_gettext("Kind of work"),
    By.SIGN: lazy_gettext("Sign that was found"),
}
HEADS: Final[Mapping[By, LazyString]] = {
    By.MONTH: lazy_gettext("Begun in"),
    By.AREA: lazy_gettext("Area"),
    By.SECTOR: lazy_gettext("Kind of work"),
    By.SIGN: lazy_gettext("Sign"),
}
COLUMNS: Final[Mapping[str, LazyString]] = {
    "yes": lazy_gettext("Presumed"),
    "open": lazy_gettext("Open"),
    "no": lazy_gettext("Not presumed"),
    "waiting": lazy_gettext("Waiting"),
    "returned": lazy_gettext("Sent back"),
    "confirmed": lazy_gettext("Confirmed"),
    "not_confirmed": lazy_gettext("Not confirmed"),
    "inconclusive": lazy_gettext("Inconclusive"),
}
SIGN_PARTS: Final = (
    lazy_gettext("Present"),
    lazy_gettext("Unknown"),
    lazy_gettext("Absent"),
)


class Names:
    """The words of rows: of months, of areas by their numbers, and of kinds of work."""

    def __init__(self, areas: Mapping[str, str], sectors: Callable[[str], str]) -> None:
        self._areas, self._sectors = areas, sectors

    def name(self, by: By, row: str) -> str:
        """Give the words of a row."""
        if by is By.MONTH:
            return write_month(date.fromisoformat(f"{row}-01"))
        if by is By.AREA:
            return self._areas.get(row, row)
        return str(gettext("Not chosen")) if row == NO_SECTOR else self._sectors(row)


class Signs:
    """The words of indicators, of which some of different dimensions have the same label."""

    def __init__(self, indicators: Iterable[SiteIndicator]) -> None:
        self._known = {str(each.id): each for each in indicators}
        self._labels = Counter(each.label for each in self._known.values())

    def name(self, line: IndicatorLine) -> str:
        """Give the label of an indicator; the id of one that the catalogue has no more."""
        known = self._known.get(line.indicator)
        return line.indicator if known is None else known.label

    def place(self, line: IndicatorLine) -> str:
        """Give the dimension of an indicator."""
        known = self._known.get(line.indicator)
        return "" if known is None else known.dimension

    def name_apart(self, line: IndicatorLine) -> str:
        """Give the label, with the dimension where another one has the same."""
        name = self.name(line)
        return f"{name}, {self.place(line)}" if self._labels[name] > 1 else name
