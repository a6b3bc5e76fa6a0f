"""What the pages show on which an organisation's work is arranged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from flask import url_for
from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from app.cases.retention import LONGEST, SHORTEST, Purpose
from app.services.organisations import QUESTIONNAIRES, Arrangement, Offer, Period
from app.web.asking import Asked, AskPage, Kind
from app.web.components import Choice, Field, Link, SummaryRow

LONGEST_NAME: Final = 200
PURPOSES: Final[Mapping[Purpose, LazyString]] = {
    Purpose.HELP: lazy_gettext("To help the person: answers, results, contact"),
    Purpose.PROCEEDINGS: lazy_gettext(
        "For proceedings: evidence and what it rests on, documents that were issued"
    ),
    Purpose.STATISTICS: lazy_gettext("For statistics: records without names"),
    Purpose.ACCOUNTABILITY: lazy_gettext("To answer for it: decisions, and who did what"),
}
KINDS: Final[Mapping[str, LazyString]] = {
    "inspectorate": lazy_gettext("Labour inspectorate"),
    "civil_society": lazy_gettext("Organisation of the civil society"),
    "service": lazy_gettext("Service for victims"),
    "police": lazy_gettext("Police or prosecution"),
}


@dataclass(frozen=True)
class TypedArea:
    """What was typed about an area."""

    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class TypedOrganisation:
    """What was typed about another organisation and its first administrator."""

    NAMES: ClassVar = ("organisation", "kind", "country", "email", "name")

    organisation: str = ""
    kind: str = ""
    country: str = ""
    email: str = ""
    name: str = ""


@dataclass(frozen=True)
class OrganisationPage:
    """How an organisation works, and which others do."""

    name: str
    rows: tuple[SummaryRow, ...]
    periods: tuple[SummaryRow, ...]
    others: tuple[SummaryRow, ...]


def build_overview(
    name: str, arrangement: Arrangement, organisations: tuple[tuple[str, str, str], ...]
) -> OrganisationPage:
    """Give the page of an organisation."""
    parts = (
        (gettext("Areas of the country"), arrangement.areas, "ask_area", gettext("Add")),
        (
            gettext("Questionnaires"),
            _list_used(arrangement.questionnaires),
            "ask_questionnaires",
            gettext("Choose"),
        ),
        (
            gettext("Rule sets beside the leading ones"),
            _list_used(arrangement.rule_sets),
            "ask_rule_sets",
            gettext("Choose"),
        ),
    )
    return OrganisationPage(
        name=name,
        rows=tuple(
            SummaryRow(key, said, (Link(words, url_for(f"organisation.{endpoint}"), key),))
            for key, said, endpoint, words in parts
        ),
        periods=tuple(_describe_period(each) for each in arrangement.periods),
        others=tuple(_describe_organisation(*each) for each in organisations),
    )


def build_area(typed: TypedArea, *, is_sent: bool = False, refused: str = "") -> AskPage:
    """Give the page on which an area is added."""
    code_error = gettext("Enter a code of letters, digits and hyphens, such as north-east.")
    is_code = typed.code.replace("-", "").isalnum() and typed.code.isascii()
    is_code = is_code and len(typed.code) <= 30
    name_error = gettext("Enter the name of the area.")
    is_name = 0 < len(typed.name) <= LONGEST_NAME
    code = Field(
        "code",
        gettext("Code"),
        value=typed.code,
        hint=gettext("Never changed later: cases are found by it."),
        error=refused or (code_error if is_sent and not is_code else ""),
        width=20,
    )
    error = name_error if is_sent and not is_name else ""
    name = Field("name", gettext("Name"), value=typed.name, error=error)
    said = gettext("Areas are those of the country: all organisations that work in it see them.")
    asked = (Asked(Kind.LINE, code), Asked(Kind.LINE, name))
    return _page(gettext("Add an area"), (said,), asked, gettext("Add the area"))


def build_choice(arrangement: Arrangement, kind: str, refused: str = "") -> AskPage:
    """Give the page on which questionnaires or rule sets are chosen."""
    asks = kind == QUESTIONNAIRES
    title = gettext("Questionnaires") if asks else gettext("Rule sets beside the leading ones")
    said = gettext(
        "What is chosen is used for interviews that begin from now on. Interviews that began stay "
        "as they are."
    )
    leading = gettext("The leading rule sets are always read: without them nothing is found.")
    offers = arrangement.questionnaires if asks else arrangement.rule_sets
    field = Field(
        "used",
        gettext("Which does your organisation use?"),
        error=refused,
        choices=tuple(Choice(each.name, each.title, each.is_used, each.name) for each in offers),
    )
    paragraphs = (said,) if asks else (said, leading)
    return _page(title, paragraphs, (Asked(Kind.CHECKBOXES, field),), gettext("Keep"))


def build_periods(typed: Mapping[Purpose, str], wrong: frozenset[Purpose] = frozenset()) -> AskPage:
    """Give the page on which it is said how long things are kept."""
    said = gettext(
        "Counted in months from the day on which a case is closed. Leave a field empty where that "
        "is not decided yet. Nothing is destroyed by this: the page of your organisation says how "
        "many closed cases are older."
    )
    error = gettext("Enter whole months, from %(least)s to %(most)s.", least=SHORTEST, most=LONGEST)
    asked = tuple(
        Asked(
            Kind.LINE,
            Field(
                each.value,
                str(words),
                value=typed.get(each, ""),
                error=error if each in wrong else "",
                width=4,
                keyboard="numeric",
            ),
        )
        for each, words in PURPOSES.items()
    )
    return _page(gettext("How long things are kept"), (said,), asked, gettext("Keep"))


def build_founding(
    typed: TypedOrganisation, *, is_sent: bool = False, refused: str = ""
) -> AskPage:
    """Give the page on which another organisation is made."""
    wrong = _list_wrong(typed) if is_sent else {}
    labels = {
        "organisation": gettext("Name of the organisation"),
        "country": gettext("Country, two letters"),
        "email": gettext("E-mail address of its first administrator"),
        "name": gettext("Name of its first administrator"),
    }
    if refused:
        wrong = {"organisation": refused}
    lines = {
        name: _ask_line(name, label, str(getattr(typed, name)), wrong.get(name, ""))
        for name, label in labels.items()
    }
    choices = tuple(Choice(code, str(words), code == typed.kind) for code, words in KINDS.items())
    kind = Field("kind", gettext("What is it?"), error=wrong.get("kind", ""), choices=choices)
    asked = (lines.pop("organisation"), Asked(Kind.RADIOS, kind), *lines.values())
    said = gettext(
        "You see nothing of what it does, and it nothing of yours. Its administrator lets "
        "another one in first; only two together let anybody else in."
    )
    title = gettext("Let another organisation work here")
    return _page(title, (said,), asked, gettext("Make the organisation"))


def _ask_line(name: str, label: str, value: str, error: str) -> Asked:
    kind, width = "email" if name == "email" else "text", 4 if name == "country" else 0
    return Asked(Kind.LINE, Field(name, label, value, error=error, input_type=kind, width=width))


def _list_wrong(typed: TypedOrganisation) -> dict[str, str]:
    checks = {
        "organisation": (
            0 < len(typed.organisation) <= LONGEST_NAME,
            gettext("Enter the name of the organisation."),
        ),
        "kind": (typed.kind in KINDS, gettext("Choose what the organisation is.")),
        "country": (
            len(typed.country) == 2 and typed.country.isascii() and typed.country.isalpha(),
            gettext("Enter the two letters of the country, such as RS."),
        ),
        "email": (
            "@" in typed.email and len(typed.email) <= LONGEST_NAME,
            gettext("Enter the e-mail address of its first administrator."),
        ),
        "name": (
            0 < len(typed.name) <= LONGEST_NAME,
            gettext("Enter the name of its first administrator."),
        ),
    }
    return {name: sentence for name, (is_right, sentence) in checks.items() if not is_right}


def _describe_organisation(name: str, kind: str, country: str) -> SummaryRow:
    return SummaryRow(name, (f"{KINDS.get(kind, kind)} · {country}",))


def _list_used(offers: tuple[Offer, ...]) -> tuple[str, ...]:
    unused = [each.title for each in offers if not each.is_used]
    used = [each.title for each in offers if each.is_used]
    said = [gettext("Not used: %(titles)s", titles=", ".join(unused))] if unused else []
    return (*used, *said)


def _describe_period(period: Period) -> SummaryRow:
    words = str(PURPOSES[period.purpose])
    if period.months is None:
        return SummaryRow(words, (gettext("Not decided yet: nothing is due."),))
    kept = ngettext("%(num)s month", "%(num)s months", period.months)
    if not period.overdue:
        return SummaryRow(words, (kept,))
    due = ngettext("%(num)s closed case is older", "%(num)s closed cases are older", period.overdue)
    return SummaryRow(words, (kept,), mark=due)


def _page(
    title: str, paragraphs: tuple[str, ...], asked: tuple[Asked, ...], button: str
) -> AskPage:
    back = Link(gettext("Your organisation"), url_for("organisation.show"))
    return AskPage(title, "", paragraphs, asked, button, back)
