"""What the pages of visits show, and what their forms send."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from app.instruments.catalogue import Instruments
from app.services.actors import Actor
from app.services.organisations import list_unused
from app.services.parties import list_employers
from app.services.session import Session
from app.services.visits import NewVisit, SiteView
from app.store.ids import AreaId, PartyId, VisitId, new_id
from app.store.parties import PartyRecord
from app.store.visits import VisitRecord, find_language_of_visit
from app.web.components import Choice, Field, FieldError, Pages, SummaryRow, Table
from app.web.interviews.start import build_start_fields, fill_start_choices
from app.web.locale import list_languages, write_moment
from app.web.paging import turn_pages
from app.web.policy import get_actor
from app.web.sites.context import Pattern, build_cases, build_pattern
from app.web.sites.forms import NextForm, VisitForm
from app.web.unit_of_work import get_session


@dataclass(frozen=True)
class VisitFormPage:
    """What is chosen once for a visit."""

    site: str
    back_address: str
    visit: str
    employer: Field
    questionnaire: Field
    module: Field
    country: Field
    area: Field
    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class VisitPage:
    """A visit; `next_address` is empty for those who screen nobody.

    `summary_address` is empty as long as nobody's interview is finished.
    """

    site: str
    site_address: str
    facts: tuple[SummaryRow, ...]
    next_address: str
    case: str
    interview: str
    language: Field
    has_cases: bool
    cases: Table
    pages: Pages | None
    pattern: Pattern
    summary_address: str


def fill_visit_form(
    form: VisitForm, actor: Actor, instruments: Instruments, site: PartyRecord
) -> VisitForm:
    """Give the form its choices, and what is usual at the site."""
    unused = list_unused(get_session(), actor.organisation)
    fill_start_choices(form, actor, instruments, unused)
    employers = list_employers(get_session(), actor)
    form.employer.choices = {
        "": gettext("Not known yet"),
        **{str(each.id): each.name for each in employers},
    }
    if not form.is_submitted():
        form.visit.data, form.employer.data = new_id(), ""
        form.module.data = site.sector or ""
        if site.area_id in {area.id for area in actor.areas}:
            form.area.data = site.area_id
    return form


def build_visit_form(form: VisitForm, instruments: Instruments, site: PartyRecord) -> VisitFormPage:
    """Give everything that the form of a visit shows."""
    fields, errors = build_start_fields(form, instruments)
    employer = Field(
        "employer",
        gettext("Who is the employer there?"),
        hint=gettext("An employer who is not in the list can be added to each case later."),
        choices=_choose(form.employer.choices.items(), form.employer.data),
    )
    return VisitFormPage(
        site=site.name,
        back_address=url_for("sites.show", party_id=site.id),
        visit=form.visit.data or new_id(),
        employer=employer,
        errors=errors,
        **fields,
    )


def read_visit(form: VisitForm) -> NewVisit:
    """Give what a form that is right says of a visit."""
    return NewVisit(
        VisitId(form.visit.data),
        PartyId(form.employer.data) if form.employer.data else None,
        form.questionnaire.data,
        form.module.data or None,
        form.country.data,
        AreaId(form.area.data),
    )


def fill_next_form(form: NextForm, session: Session, visit: VisitRecord) -> NextForm:
    """Give the form its choices; the language is that of the talk before."""
    languages = {each.code: each.name for each in list_languages()}
    form.language.choices = {"": gettext("Ask the person"), **languages}
    if not form.is_submitted():
        form.case.data, form.interview.data = new_id(), new_id()
        form.language.data = find_language_of_visit(session, visit.id) or ""
    return form


def build_visit_page(
    visit: VisitRecord, view: SiteView, form: NextForm, number: int, *, may_screen: bool
) -> VisitPage:
    """Give the page of a visit; `number` is which page of its cases is shown."""
    told = view.content.visit
    address = url_for("sites.visit", visit_id=visit.id)
    may_screen = may_screen and visit.area_id in {area.id for area in get_actor().areas}
    facts = (
        (gettext("Begun"), write_moment(visit.began_at)),
        (gettext("Employer"), told.employer),
        (gettext("Address"), told.place),
        (gettext("Kind of work"), told.sector),
    )
    return VisitPage(
        site=told.site,
        site_address=url_for("sites.show", party_id=visit.site_id),
        facts=tuple(SummaryRow(key, (value,)) for key, value in facts if value),
        next_address=url_for("sites.screen", visit_id=visit.id) if may_screen else "",
        case=form.case.data or new_id(),
        interview=form.interview.data or new_id(),
        language=_ask_language(form),
        has_cases=bool(view.seen),
        cases=build_cases(view.seen, number),
        pages=turn_pages(len(view.seen), number, address),
        pattern=build_pattern(view),
        summary_address=""
        if view.content.workers == 0
        else url_for("reports.held_visit", visit_id=visit.id),
    )


def _ask_language(form: NextForm) -> Field:
    return Field(
        "language",
        gettext("Language of the talk"),
        hint=gettext("The same as before, unless you change it."),
        choices=_choose(form.language.choices.items(), form.language.data),
    )


def _choose(offered: Iterable[tuple[str, str]], chosen: str | None) -> tuple[Choice, ...]:
    return tuple(Choice(code, words, code == (chosen or "")) for code, words in offered)
