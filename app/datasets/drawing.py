"""Draw invented values: the same seed and number always give the same record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.conditions.values import Silence
from app.datasets.model import SEVERAL, Dataset, Disclosure, Kind
from app.datasets.records import Value

# How often a field holds a silence although it applies, of a hundred records.
SILENCES: Mapping[Silence, float] = {
    Silence.UNKNOWN: 8,
    Silence.PREFER_NOT_TO_SAY: 2,
    Silence.NOT_ASKED: 5,
}
# Where people in the invented cases come from: a region, the wider world, and the countries whose
# codes are known to be misread (NA, NO) or to stand in no list of ISO (XK).
COUNTRIES: Mapping[str, float] = {
    "RS": 30, "BA": 9, "AL": 7, "MK": 6, "ME": 4, "XK": 3, "RO": 6, "BG": 6, "MD": 5, "UA": 5,
    "NP": 4, "IN": 4, "BD": 3, "PH": 3, "VN": 3, "NG": 3, "TR": 3, "CU": 2, "NA": 1, "NO": 1,
}  # fmt: skip
CURRENCIES: Mapping[str, float] = {"EUR": 6, "RSD": 3, "USD": 1}
LANGUAGES: Mapping[str, float] = {"srp": 4, "sqi": 2, "ron": 1, "rom": 1, "nep": 1, "eng": 2}

ORGANISATIONS: Mapping[str, float] = {f"org-{number:02}": 1 for number in range(1, 13)}
# Articles of an invented criminal code.
ARTICLES: Mapping[str, float] = {"388": 5, "389": 1, "390": 2, "184": 2}


@dataclass(frozen=True)
class Opening:
    """A field that any value may be drawn for."""

    field: str
    kind: Kind
    codes: tuple[str, ...]


def list_openings(dataset: Dataset) -> tuple[Opening, ...]:
    """Give the fields that may be drawn alone: no days, no ids, nothing that never leaves."""
    apart = {Kind.DATE, Kind.PARTIAL_DATE, Kind.IDENTIFIER}
    return tuple(
        Opening(each.id, each.kind, each.list_codes())
        for each in dataset.list_fields()
        if each.kind not in apart and each.disclosure is not Disclosure.NEVER
    )


class Draw:
    """A source of invented values for one record."""

    def __init__(self, seed: int, what: str, number: int) -> None:
        # Nothing secret hangs on it, and it must give the same everywhere.
        self._random = Random(f"{seed}/{what}/{number}")  # noqa: S311  # nosec B311

    def pick(self, weights: Mapping[str, float]) -> str:
        """Give one of several, each as often as its weight says."""
        point = self._random.random() * sum(weights.values())
        for each, weight in weights.items():
            point -= weight
            if point < 0:
                return each
        return next(reversed(list(weights)))  # Rounding may leave a trace above nought.

    def pick_some(self, weights: Mapping[str, float], most: int) -> tuple[str, ...]:
        """Give one to `most` different ones, in the order of the weights."""
        chosen = {self.pick(weights) for _ in range(self.number(1, most))}
        return tuple(each for each in weights if each in chosen)

    def happens(self, percent: float) -> bool:
        """Say yes in so many of a hundred records."""
        return self._random.random() * 100 < percent

    def number(self, least: int, most: int) -> int:
        """Give a whole number, all equally often."""
        return least + int(self._random.random() * (most - least + 1))

    def number_around(self, least: int, usual: int, most: int) -> int:
        """Give a whole number that is mostly near the usual one."""
        return round(self._random.triangular(least, most, usual))

    def day_after(self, day: date, most: int) -> date:
        """Give a day up to so many days later; near days more often."""
        return day + timedelta(days=self.number_around(0, 0, most))

    def choose(self, opening: Opening) -> Value:
        """Give any value that fits the field; the codes of a field are equally frequent."""
        match opening.kind:
            case Kind.CODE:
                return self._random.choice(opening.codes)
            case Kind.CODES:
                return self._choose_codes(opening.codes)
            case Kind.WHOLE:
                return self.number_around(0, 1, 12)
            case kind if kind in SEVERAL:
                return self.pick_some(_REFERENCES[kind], 2)
            case kind:
                return self.pick(_REFERENCES[kind])

    def _choose_codes(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Give some codes; `none` never stands beside another."""
        if "none" in codes and self.happens(15):
            return ("none",)
        others = [code for code in codes if code != "none"]
        chosen = set(self._random.sample(others, min(len(others), self.number(1, 3))))
        return tuple(code for code in others if code in chosen)

    def silence(
        self, values: dict[str, Value | Silence], kept: Iterable[str]
    ) -> dict[str, Value | Silence]:
        """Put silences in place of some values, except of those that are kept."""
        silent = sum(SILENCES.values())
        spared = set(kept)
        return {
            field: Silence(self.pick(_SILENT))
            if field not in spared and not isinstance(value, Silence) and self.happens(silent)
            else value
            for field, value in values.items()
        }


_SILENT = {silence.value: weight for silence, weight in SILENCES.items()}
_REFERENCES: Mapping[Kind, Mapping[str, float]] = {
    Kind.COUNTRY: COUNTRIES,
    Kind.COUNTRIES: COUNTRIES,
    Kind.CURRENCY: CURRENCIES,
    Kind.LANGUAGES: LANGUAGES,
    Kind.ARTICLES: ARTICLES,
    Kind.ORGANISATION: ORGANISATIONS,
    Kind.ORGANISATIONS: ORGANISATIONS,
}
