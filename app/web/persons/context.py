"""What the pages of persons show."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from flask_wtf import FlaskForm

from app.cases.persons import NameKind, list_scripts
from app.conditions.values import PartialDate
from app.reports.wording import Wording
from app.services.persons import Alike, Known, Linked
from app.web.cases.wording import word_state
from app.web.components import Choice, Field, FieldError, Link, SummaryRow
from app.web.frame import get_speech
from app.web.persons.forms import FLAGS
from app.web.persons.wording import DO_NOT_CALL, DO_NOT_WRITE, KINDS, ORDERS


@dataclass(frozen=True)
class AlikeLine:
    """Somebody who could be the same person, and why."""

    id: str
    name: str
    why: str
    case: Link


@dataclass(frozen=True)
class LinkedLine:
    """Somebody who was said to be the same person, and what undoes it."""

    link: str
    name: str
    case: Link


@dataclass(frozen=True)
class PersonPage:
    """A person: names, ways to reach them, who is the same person, who could be."""

    heading: str
    facts: tuple[SummaryRow, ...]
    warnings: tuple[str, ...]
    linked: tuple[LinkedLine, ...]
    alike: tuple[AlikeLine, ...]
    edit_address: str
    link_address: str
    unlink_address: str
    case: Link


@dataclass(frozen=True)
class EditPage:
    """The fields of a person, and who was found before another is made."""

    title: str
    case: Link
    id: str
    name: Field
    order: Field
    spellings: Field
    aliases: Field
    birth: tuple[Field, ...]
    birth_error: str
    about: Field
    telephone: Field
    address: Field
    safety: Field
    alike: tuple[AlikeLine, ...]
    errors: tuple[FieldError, ...]
    link_address: str = ""


@dataclass(frozen=True)
class FindPage:
    """The fields by which somebody is looked for, and who was found; None before that."""

    name: Field
    telephone: Field
    found: tuple[AlikeLine, ...] | None


def build_rows(known: Iterable[Known]) -> tuple[SummaryRow, ...]:
    """Give the persons of a case for its page."""
    return tuple(
        SummaryRow(
            gettext("Person"),
            (name_person(each),),
            (
                Link(
                    gettext("Open"),
                    url_for("persons.show", person_id=each.record.id),
                    about=name_person(each),
                ),
            ),
        )
        for each in known
    )


def build_person(known: Known, linked: tuple[Linked, ...], alike: tuple[Alike, ...]) -> PersonPage:
    """Give the page of a person."""
    record = known.record
    address = {
        name: url_for(f"persons.{name}", person_id=record.id) for name in ("edit", "link", "unlink")
    }
    return PersonPage(
        heading=name_person(known),
        facts=tuple(_list_facts(known)),
        warnings=tuple(
            str(words)
            for flag, words in (
                (record.do_not_call, DO_NOT_CALL),
                (record.do_not_write, DO_NOT_WRITE),
            )
            if flag
        ),
        linked=tuple(
            LinkedLine(each.link, name_person(each.known), link_to_case(each.known))
            for each in linked
        ),
        alike=describe_alike(alike),
        edit_address=address["edit"],
        link_address=address["link"],
        unlink_address=address["unlink"],
        case=link_to_case(known),
    )


def build_edit(
    title: str, case: Link, form: FlaskForm, birth_error: str, alike: tuple[Alike, ...] = ()
) -> EditPage:
    """Give the page on which it is written down who somebody is."""
    name = _ask_name(form)
    errors = (("name", name.error), ("birth_year", birth_error))
    estimated = Choice("yes", gettext("It is estimated"), bool(form.birth_about.data))
    blocked = gettext("What is blocked below is kept, and shown nowhere, here neither.")
    to_write = gettext("Address, e-mail or other ways to write")
    return EditPage(
        title=title,
        case=case,
        id=form.id.data or "",
        name=name,
        order=_ask_order(form),
        spellings=_ask_lines(form, "spellings", gettext("Also written, one on each line")),
        aliases=_ask_lines(form, "aliases", gettext("Also called, one on each line")),
        birth=tuple(_ask_birth(form)),
        birth_error=birth_error,
        about=Field("birth_about", gettext("Is this exact?"), choices=(estimated,)),
        telephone=Field("telephone", gettext("Telephone"), form.telephone.data or ""),
        address=Field("address", to_write, form.address.data or "", blocked),
        safety=_ask_safety(form),
        alike=describe_alike(alike),
        errors=tuple(FieldError(field, words) for field, words in errors if words),
    )


def build_find(form: FlaskForm, found: tuple[Alike, ...] | None) -> FindPage:
    """Give the page on which somebody is looked for before another is made."""
    return FindPage(
        name=Field("name", gettext("Name"), form.name.data or "", is_first=found is None),
        telephone=Field("telephone", gettext("Telephone"), form.telephone.data or ""),
        found=None if found is None else describe_alike(found),
    )


def describe_alike(alike: Iterable[Alike]) -> tuple[AlikeLine, ...]:
    """Give those who could be one person, each with why."""
    return tuple(
        AlikeLine(
            each.known.record.id, name_person(each.known), _say_why(each), link_to_case(each.known)
        )
        for each in alike
    )


def name_person(known: Known) -> str:
    """Give what a person is called first."""
    names = known.record.names
    return names[0].text if names else gettext("No name")


def link_to_case(known: Known) -> Link:
    """Give the way to the case of a person."""
    return Link(known.case.number, url_for("cases.show", number=known.case.number))


def word_birth(birth: PartialDate) -> str:
    """Give a date of birth as exactly as it is known."""
    speech = get_speech()
    return Wording(speech.locale, speech.translations, {}).partial_date(birth)


def _list_facts(known: Known) -> Iterable[SummaryRow]:
    record, contact = known.record, known.contact
    for each in record.names:
        scripts = ", ".join(name.capitalize() for name in list_scripts(each.text))
        order = (str(ORDERS[each.order]),) if each.kind is NameKind.MAIN else ()
        more = " · ".join((*order, gettext("Script: %(scripts)s", scripts=scripts or "–")))
        yield SummaryRow(str(KINDS[each.kind]), (each.text, more))
    if record.birth is not None:
        yield SummaryRow(gettext("Born"), (word_birth(record.birth),))
    blocked = gettext("Blocked: kept, and not shown or printed")
    for words, stored, shown in (
        (gettext("Telephone"), record.contact.telephone, contact.telephone),
        (gettext("Address"), record.contact.address, contact.address),
    ):
        if stored:
            yield SummaryRow(words, (shown or blocked,))
    yield SummaryRow(gettext("Case"), (word_state(known.case),), (link_to_case(known),))


def _say_why(alike: Alike) -> str:
    share = round(alike.likeness * 100)
    said = [gettext("Name alike to %(share)s %%", share=share)]
    said += [gettext("same telephone number")] if alike.same_number else []
    fits = {True: gettext("dates of birth can be the same"), False: gettext("born differently")}
    said += [fits[alike.birth_fits]] if alike.birth_fits is not None else []
    return " · ".join(said)


def _ask_name(form: FlaskForm) -> Field:
    error = gettext("Enter a name, or what the person is called.")
    return Field(
        "name",
        gettext("Name, as the person says or writes it"),
        value=form.name.data or "",
        hint=gettext("In any script."),
        error=error if form.errors.get("name") else "",
    )


def _ask_order(form: FlaskForm) -> Field:
    choices = tuple(
        Choice(each.value, str(words), each.value == form.order.data)
        for each, words in ORDERS.items()
    )
    return Field("order", gettext("Which part of the name comes first?"), choices=choices)


def _ask_lines(form: FlaskForm, name: str, label: str) -> Field:
    hint = gettext("Other scripts and spellings.") if name == "spellings" else ""
    return Field(name, label, form[name].data or "", hint)


def _ask_birth(form: FlaskForm) -> Iterable[Field]:
    for name, label, width in (
        ("birth_year", gettext("Year of birth"), 4),
        ("birth_month", gettext("Month"), 2),
        ("birth_day", gettext("Day"), 2),
    ):
        yield Field(name, label, form[name].data or "", width=width, keyboard="numeric")


def _ask_safety(form: FlaskForm) -> Field:
    chosen = form.safety.data or ()
    words = zip(FLAGS, (DO_NOT_CALL, DO_NOT_WRITE), strict=True)
    choices = tuple(Choice(code, str(said), code in chosen) for code, said in words)
    return Field("safety", gettext("What would be dangerous?"), choices=choices)
