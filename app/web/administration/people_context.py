"""What the pages show on which administrators look after people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.services.staff import Colleague, Colleagues, Duties
from app.store.tables import Area
from app.web.asking import Asked, AskPage, Kind
from app.web.components import Choice, Field, Link, Pages, SummaryRow
from app.web.frame import NAMES_OF_ROLES

LONGEST: Final = 200
SENTENCES: Final[dict[str, LazyString]] = {
    "email": lazy_gettext("Enter the e-mail address that the person signs in with."),
    "name": lazy_gettext("Enter the name as others read it."),
    "roles": lazy_gettext("Choose what the person does."),
}


@dataclass(frozen=True)
class Typed:
    """What was typed and chosen about a person."""

    email: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    @classmethod
    def of(cls, duties: Duties) -> "Typed":
        """Give what the form of these duties shows."""
        roles = frozenset(role.value for role in duties.roles)
        return cls(roles=roles, areas=frozenset(str(each) for each in duties.areas))


@dataclass(frozen=True)
class PeoplePage:
    """Some of the people of an organisation."""

    people: tuple[SummaryRow, ...]
    pages: Pages | None


def build_people(found: Colleagues, *, is_first: bool, provider: str = "") -> PeoplePage:
    """Give the page of people; `provider` is by which name people may sign in elsewhere too."""
    index = url_for("people.index")
    first = None if is_first else Link(gettext("First"), index)
    more = None
    if found.after is not None:
        more = Link(gettext("More"), url_for("people.index", after=found.after))
    pages = Pages((), first, more) if first or more else None
    return PeoplePage(tuple(_describe(each, provider) for each in found.people), pages)


def build_invitation(
    typed: Typed, areas: Sequence[Area], *, is_sent: bool = False, refused: str = ""
) -> AskPage:
    """Give the page on which somebody is let in."""
    errors = {"email": refused} if refused else _list_missing(typed) if is_sent else {}
    email = Field(
        "email",
        gettext("E-mail address"),
        value=typed.email,
        error=errors.get("email", ""),
        input_type="email",
    )
    name = Field("name", gettext("Name"), value=typed.name, error=errors.get("name", ""))
    said = gettext(
        "Nobody lets somebody in alone. Another administrator finds this under “Help with signing "
        "in” within a day, lets the person in, and gets six words to hand over that open the "
        "account for three days."
    )
    return AskPage(
        title=gettext("Let somebody sign in"),
        caption="",
        paragraphs=(said,),
        asked=(
            Asked(Kind.LINE, email),
            Asked(Kind.LINE, name),
            *_ask_duties(typed, areas, errors.get("roles", "")),
        ),
        button=gettext("Make the account"),
        back=_back(),
    )


def build_duties(
    person: Colleague, typed: Typed, areas: Sequence[Area], refused: str = ""
) -> AskPage:
    """Give the page on which somebody's roles and areas are changed."""
    said = (
        gettext("Whoever gets other roles or areas is signed out everywhere, and it is logged."),
        gettext(
            "What the person did stays theirs: who took answers in a case never reviews it, "
            "whatever role they have later."
        ),
    )
    return AskPage(
        title=gettext("Roles and areas"),
        caption=f"{person.name} · {person.email}",
        paragraphs=said,
        asked=_ask_duties(typed, areas, refused),
        button=gettext("Change"),
        back=_back(),
    )


def build_end(person: Colleague) -> AskPage:
    """Give the page on which somebody's account is closed for good."""
    said = gettext(
        "Their sessions end at once, and nothing opens the account any more. What they did stays "
        "in the records under their name."
    )
    return AskPage(
        title=gettext("Close this account for good?"),
        caption=f"{person.name} · {person.email}",
        paragraphs=(said,),
        asked=(),
        button=gettext("Close the account"),
        back=_back(),
        is_warning=True,
    )


def _describe(person: Colleague, provider: str) -> SummaryRow:
    roles = ", ".join(str(NAMES_OF_ROLES[role]) for role in person.duties.roles)
    said = (person.email, roles, ", ".join(person.areas))
    if not person.active:
        return SummaryRow(person.name, (*said, gettext("Signs in no more")))
    asked = [(gettext("Change"), "people.show"), (gettext("End"), "people.ask_end")]
    if provider:
        asked.insert(1, (provider, "linking.ask"))
    links = tuple(
        Link(words, url_for(endpoint, account_id=person.account), about=person.name)
        for words, endpoint in asked
    )
    mark = gettext("Has to set sign-in up") if person.waits else ""
    return SummaryRow(person.name, tuple(each for each in said if each), links, mark)


def _list_missing(typed: Typed) -> dict[str, str]:
    is_address = "@" in typed.email and len(typed.email) <= LONGEST
    there = {
        "email": is_address,
        "name": 0 < len(typed.name) <= LONGEST,
        "roles": bool(typed.roles),
    }
    return {name: str(SENTENCES[name]) for name, is_there in there.items() if not is_there}


def _ask_duties(typed: Typed, areas: Sequence[Area], error: str) -> tuple[Asked, ...]:
    roles = Field(
        "roles",
        gettext("What does the person do?"),
        hint=gettext("Administrators and analysts have no other role."),
        error=error,
        choices=tuple(
            Choice(role.value, str(words), role.value in typed.roles)
            for role, words in NAMES_OF_ROLES.items()
        ),
    )
    where = Field(
        "areas",
        gettext("In which areas?"),
        choices=tuple(
            Choice(str(each.id), each.name, str(each.id) in typed.areas) for each in areas
        ),
    )
    return (Asked(Kind.CHECKBOXES, roles), Asked(Kind.CHECKBOXES, where))


def _back() -> Link:
    return Link(gettext("People"), url_for("people.index"))
