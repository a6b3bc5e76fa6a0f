"""What the component templates are given: plain frozen parts that page contexts are built from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Locale:
    """The language of the page, and the direction in which it is written."""

    language: str = "en"
    direction: str = "ltr"


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; `about` completes them for those who hear links out of place."""

    words: str
    address: str
    about: str = ""
    current: bool = False


@dataclass(frozen=True)
class SignedIn:
    """The person at the keyboard, as the header names them."""

    name: str
    role: str
    organisation: str


@dataclass(frozen=True)
class Frame:
    """What stands around every page."""

    exit_address: str = ""
    exit_signs_out: bool = False
    person: SignedIn | None = None
    navigation: tuple[Link, ...] = ()
    home_address: str = "/"
    sign_out_address: str = ""
    help_address: str = ""
    versions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen."""

    code: str
    label: str
    chosen: bool = False
    hint: str = ""


@dataclass(frozen=True)
class ChoiceGroup:
    """Choices of a long list that stand together under a heading."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class FieldError:
    """One sentence about one field; `field` is the id of the field's first input."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Field:
    """One plain field outside of the questionnaire: sign-in, reasons, searches.

    `keyboard` is what a telephone offers ("numeric"); the first field is where typing begins.
    """

    id: str
    label: str
    value: str = ""
    hint: str = ""
    error: str = ""
    input_type: str = "text"
    autocomplete: str = "off"
    choices: tuple[Choice, ...] = ()
    width: int = 0
    keyboard: str = ""
    is_first: bool = False


@dataclass(frozen=True)
class Parts:
    """The typed values of a question: those that its kind does not use stay empty."""

    value: str = ""
    amount: str = ""
    number: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    about: bool = False


@dataclass(frozen=True)
class QuestionView:
    """One question as it is shown: `kind` is the question's type (`yes_no`, `money`, ...)."""

    id: str
    kind: str
    ask: str
    hint: str = ""
    guidance: str = ""
    error: str = ""
    shown: bool = True
    parts: Parts = Parts()
    choices: tuple[Choice, ...] = ()
    groups: tuple[ChoiceGroup, ...] = ()
    unit: str = ""
    units: tuple[Choice, ...] = ()
    currencies: tuple[Choice, ...] = ()
    periods: tuple[Choice, ...] = ()
    silences: tuple[Choice, ...] = ()
    silence_words: str = ""
    bases: tuple[Choice, ...] = ()
    saved: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Contact:
    """Somebody to call."""

    label: str
    telephone: str
    note: str = ""


@dataclass(frozen=True)
class Danger:
    """A reason to call somebody now."""

    id: str
    sentence: str
    contacts: tuple[Contact, ...] = ()
    shown: bool = True


def join_dangers(dangers: Iterable[Danger]) -> tuple[Danger, ...]:
    """Give the dangers that are shown, those for which the same people are called as one.

    For pages on which no answer can show another: nobody reads the same numbers twice in a hurry.
    """
    joined: dict[tuple[Contact, ...], Danger] = {}
    for danger in dangers:
        if danger.shown:
            known = joined.get(danger.contacts)
            said = danger.sentence if known is None else f"{known.sentence} {danger.sentence}"
            joined[danger.contacts] = replace(known or danger, sentence=said)
    return tuple(joined.values())


@dataclass(frozen=True)
class SummaryRow:
    """A name, what is known under it, and what can be done about it."""

    key: str
    values: tuple[str, ...]
    links: tuple[Link, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Step:
    """One section of the questionnaire: `state` is done, current or ahead."""

    title: str
    state: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class TimelineEvent:
    """What happened, when and through whom; `when` is written for people, `moment` for machines."""

    sentence: str
    when: str
    moment: str
    who: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Pages:
    """Where in a long list: None stands for pages that are left out."""

    numbers: tuple[Link | None, ...]
    previous: Link | None = None
    following: Link | None = None


@dataclass(frozen=True)
class Cell:
    """One cell of a table; a cell with an address is a link. A note stands below the words.

    What is `unbroken`, such as the number of a case, stays on one line.
    """

    words: str
    address: str = ""
    numeric: bool = False
    note: str = ""
    unbroken: bool = False


@dataclass(frozen=True)
class Table:
    """A table of plain cells; the first cell of each row names the row."""

    caption: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
