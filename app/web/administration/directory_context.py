"""What the pages of the directory show."""

from dataclasses import dataclass
from typing import ClassVar, Final

from flask import url_for
from flask_babel import gettext

from app.cases.referrals import RecipientKind
from app.services.directory import Entry, Reached
from app.store.recipients import RecipientRecord
from app.web.asking import Asked, AskPage, Kind
from app.web.components import Choice, Field, Link, SummaryRow
from app.web.sharing.wording import RECIPIENT_KINDS

LONGEST: Final = 200
YES: Final = "yes"


@dataclass(frozen=True)
class Typed:
    """What was typed and chosen about an organisation of the directory."""

    NAMES: ClassVar = ("name", "kind", "telephone", "email", "address", "own", "offered")

    name: str = ""
    kind: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    own: str = ""
    offered: str = ""

    @classmethod
    def of(cls, record: RecipientRecord) -> "Typed":
        """Give what the form of an organisation shows."""
        return cls(
            record.name,
            record.kind,
            record.telephone,
            record.email,
            record.address,
            offered=YES if record.active else "no",
        )

    def read(self) -> Reached:
        """Give what was typed, once nothing in it is wrong."""
        return Reached(RecipientKind(self.kind), self.telephone, self.email, self.address)


@dataclass(frozen=True)
class DirectoryPage:
    """The organisations to which cases can be referred, and those that are retired."""

    offered: tuple[SummaryRow, ...]
    retired: tuple[SummaryRow, ...]


def build_directory(entries: tuple[Entry, ...]) -> DirectoryPage:
    """Give the page of the directory."""
    return DirectoryPage(
        offered=tuple(_describe(each) for each in entries if each.record.active),
        retired=tuple(_describe(each) for each in entries if not each.record.active),
    )


def build_adding(typed: Typed, *, is_sent: bool = False, is_taken: bool = False) -> AskPage:
    """Give the page on which an organisation is added."""
    errors = _list_wrong(typed) if is_sent else {}
    if is_taken:
        errors["name"] = gettext("There is an organisation with this name already.")
    name = Field(
        "name",
        gettext("Name"),
        typed.name,
        gettext("As people are told it when they are asked for consent. It can’t be changed."),
        errors.get("name", ""),
    )
    own = Field(
        "own",
        gettext("Is it your own organisation?"),
        choices=(
            Choice(
                YES,
                gettext("Yes, our own people answer here what is referred to it"),
                typed.own == YES,
            ),
        ),
    )
    asked = (Asked(Kind.LINE, name), *_ask_reached(typed, errors), Asked(Kind.CHECKBOXES, own))
    said = gettext("Cases of all organisations of the country can be referred to it.")
    title = gettext("Add an organisation to the directory")
    return AskPage(title, "", (said,), asked, gettext("Add it"), _back())


def build_change(record: RecipientRecord, typed: Typed, *, is_sent: bool = False) -> AskPage:
    """Give the page on which an organisation is changed or retired."""
    errors = _list_wrong(typed) if is_sent else {}
    offered = Field(
        "offered",
        gettext("Can cases be referred to it?"),
        choices=(
            Choice(YES, gettext("Yes"), typed.offered == YES),
            Choice(
                "no",
                gettext("No, it is retired"),
                typed.offered != YES,
                gettext("It is offered no more. What was referred and agreed to stays."),
            ),
        ),
    )
    said = gettext(
        "Its name stays: people agreed to it. If it has another one now, retire it and add it anew."
    )
    asked = (*_ask_reached(typed, errors), Asked(Kind.RADIOS, offered))
    title = gettext("Change an organisation of the directory")
    return AskPage(title, record.name, (said,), asked, gettext("Keep"), _back())


def _ask_reached(typed: Typed, errors: dict[str, str]) -> tuple[Asked, ...]:
    kinds = tuple(
        Choice(kind.value, str(words), kind.value == typed.kind)
        for kind, words in RECIPIENT_KINDS.items()
    )
    lines = (
        ("telephone", gettext("Telephone"), typed.telephone, "tel"),
        ("email", gettext("E-mail address"), typed.email, "email"),
        ("address", gettext("Address"), typed.address, "text"),
    )
    kind = Field("kind", gettext("What is it?"), error=errors.get("kind", ""), choices=kinds)
    return (
        Asked(Kind.RADIOS, kind),
        *(
            Asked(Kind.LINE, Field(n, label, value, error=errors.get(n, ""), input_type=kind))
            for n, label, value, kind in lines
        ),
    )


def _list_wrong(typed: Typed) -> dict[str, str]:
    too_long = gettext("Enter at most %(most)s characters.", most=LONGEST)
    checks = {
        "name": (0 < len(typed.name) <= LONGEST, gettext("Enter the name of the organisation.")),
        "kind": (
            typed.kind in {kind.value for kind in RECIPIENT_KINDS},
            gettext("Choose what the organisation is."),
        ),
        "telephone": (len(typed.telephone) <= LONGEST, too_long),
        "email": (
            not typed.email or ("@" in typed.email and len(typed.email) <= LONGEST),
            gettext("Enter an e-mail address with an @, or leave it empty."),
        ),
        "address": (len(typed.address) <= LONGEST, too_long),
    }
    return {name: sentence for name, (is_right, sentence) in checks.items() if not is_right}


def _describe(entry: Entry) -> SummaryRow:
    record = entry.record
    words = {kind.value: str(said) for kind, said in RECIPIENT_KINDS.items()}
    here = gettext("Works here as %(name)s", name=entry.works_here) if entry.works_here else ""
    reached = " · ".join(e for e in (record.telephone, record.email, record.address) if e)
    said = (words.get(record.kind, record.kind), reached, here)
    links: tuple[Link, ...] = ()
    if entry.may_change:
        address = url_for("directory.show", recipient_id=record.id)
        links = (Link(gettext("Change"), address, about=record.name),)
    return SummaryRow(record.name, tuple(each for each in said if each), links)


def _back() -> Link:
    return Link(gettext("Directory"), url_for("directory.index"))
