"""Who a case is about: look for somebody, write down who they are, say that two are one."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.persons import Contact, NameKind, WrittenName, hide_unsafe, keep_hidden
from app.cases.roles import Permission
from app.conditions.values import PartialDate
from app.services import persons as services
from app.services.case_lists import find_history
from app.services.persons import Known, Sought
from app.store.ids import LinkId, PersonId, new_id
from app.store.records import CaseRecord, PersonRecord
from app.web.components import Link
from app.web.persons.context import build_edit, build_find, build_person, link_to_case, name_person
from app.web.persons.forms import (
    FLAGS,
    PARTS_OF_BIRTH,
    FindForm,
    LinkForm,
    PersonForm,
    read_birth,
    read_contact,
    read_names,
)
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

persons = Blueprint("persons", __name__)


@persons.route("/persons", methods=["GET", "POST"])
@requires(Permission.KNOW_PERSONS)
def find() -> ResponseReturnValue:
    """Look for somebody before another record of them is made."""
    form = FindForm()
    found = None
    if form.validate_on_submit():
        sought = Sought((WrittenName(form.name.data or ""),), Contact(form.telephone.data or ""))
        found = services.find_alike(get_session(), get_workplace(), get_actor(), sought)
    return render_template("persons/find.html", page=build_find(form, found))


@persons.route("/cases/<number>/persons", methods=["GET", "POST"])
@requires(Permission.KNOW_PERSONS)
def add(number: str) -> ResponseReturnValue:
    """Write down who a case is about, after a look at who is known already."""
    case = _get_case(number)
    form = PersonForm()
    form.id.data = form.id.data or new_id()
    back = Link(case.number, url_for("cases.show", number=case.number))
    born = read_birth(form, get_workplace().clock.today().year)
    if form.validate_on_submit() and not born.error:
        record = _read(form, _new_record(form, case), born.birth)
        alike = _find_others(record) if not form.none_of_them.data else ()
        if not alike:
            return _keep(case, record)
        page = build_edit(gettext("Who is this case about?"), back, form, "", alike)
        return render_template("persons/edit.html", page=page)
    return _show_form(gettext("Who is this case about?"), back, form, born.error)


@persons.get("/persons/<person_id>")
@requires(Permission.KNOW_PERSONS)
def show(person_id: str) -> ResponseReturnValue:
    """Show who somebody is, who is the same person, and who could be."""
    actor, session, workplace = get_actor(), get_session(), get_workplace()
    known = _get_known(person_id)
    linked = services.list_linked(session, workplace, actor, known)
    alike = services.find_duplicates(session, workplace, actor, known)
    page = build_person(known, linked, alike)
    return render_template("persons/show.html", page=page)


@persons.route("/persons/<person_id>/edit", methods=["GET", "POST"])
@requires(Permission.KNOW_PERSONS)
def edit(person_id: str) -> ResponseReturnValue:
    """Mend who somebody is."""
    known = _get_known(person_id)
    form = PersonForm(data=_fill_in(known))
    form.id.data = known.record.id
    born = read_birth(form, get_workplace().clock.today().year)
    if form.validate_on_submit() and not born.error:
        return _keep(known.case, _read(form, known.record, born.birth))
    title = gettext("Mend who this is: %(name)s", name=name_person(known))
    return _show_form(title, link_to_case(known), form, born.error)


@persons.post("/persons/<person_id>/link")
@requires(Permission.KNOW_PERSONS)
def link(person_id: str) -> ResponseReturnValue:
    """Say that two records are of one person; both stay as they are."""
    known, form = _get_known(person_id), LinkForm()
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    other = _get_known(form.other.data)
    if other.record.id == known.record.id:
        abort(HTTPStatus.BAD_REQUEST)
    services.link(get_session(), get_workplace(), get_actor(), known, other)
    flash(gettext("Linked as one person. Both records stay as they are."), "done")
    return redirect(url_for("persons.show", person_id=person_id))


@persons.post("/persons/<person_id>/unlink")
@requires(Permission.KNOW_PERSONS)
def unlink(person_id: str) -> ResponseReturnValue:
    """Say that two records are of two persons after all."""
    known, form = _get_known(person_id), LinkForm()
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    link_id = LinkId(form.other.data)
    if not services.undo(get_session(), get_workplace(), get_actor(), known, link_id):
        abort(HTTPStatus.NOT_FOUND)
    flash(gettext("The link is undone. Both records are as they were."), "done")
    return redirect(url_for("persons.show", person_id=person_id))


def _show_form(title: str, back: Link, form: PersonForm, birth_error: str) -> ResponseReturnValue:
    is_sent = form.is_submitted()
    page = build_edit(title, back, form, birth_error if is_sent else "")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent and page.errors else HTTPStatus.OK
    return render_template("persons/edit.html", page=page), status


def _keep(case: CaseRecord, record: PersonRecord) -> ResponseReturnValue:
    services.save_person(get_session(), get_workplace(), get_actor(), case, record)
    flash(gettext("Kept, apart from the answers."), "done")
    return redirect(url_for("persons.show", person_id=record.id))


def _find_others(record: PersonRecord) -> tuple[services.Alike, ...]:
    sought = Sought(record.names, record.contact, record.birth)
    return services.find_alike(get_session(), get_workplace(), get_actor(), sought, record.id)


def _get_case(number: str) -> CaseRecord:
    """Give a case whose person may be known; 404 otherwise, all alike."""
    history = find_history(get_session(), get_workplace(), get_actor(), number)
    if history is None or not services.may_know(get_session(), get_actor(), history.case):
        abort(HTTPStatus.NOT_FOUND)
    if get_workplace().keys.find(history.case.id) is None:
        abort(HTTPStatus.NOT_FOUND)
    return history.case


def _get_known(person_id: str) -> Known:
    known = services.find_known(get_session(), get_workplace(), get_actor(), PersonId(person_id))
    if known is None:
        abort(HTTPStatus.NOT_FOUND)
    return known


def _new_record(form: PersonForm, case: CaseRecord) -> PersonRecord:
    return PersonRecord(
        id=PersonId(form.id.data),
        case_id=case.id,
        names=(),
        contact=Contact(),
        birth=None,
        do_not_call=False,
        do_not_write=False,
        created_at=get_workplace().clock.now(),
        created_by=get_actor().account,
    )


def _read(form: PersonForm, before: PersonRecord, birth: PartialDate | None) -> PersonRecord:
    """Give the record as the form says; a way that was blocked stays unless another is typed."""
    flags = {"do_not_call": before.do_not_call, "do_not_write": before.do_not_write}
    shown = hide_unsafe(before.contact, **flags)
    chosen = form.safety.data or ()
    return replace(
        before,
        names=read_names(form),
        contact=keep_hidden(read_contact(form), before.contact, shown),
        birth=birth,
        do_not_call="do_not_call" in chosen,
        do_not_write="do_not_write" in chosen,
    )


def _fill_in(known: Known) -> dict[str, object]:
    record, contact, birth = known.record, known.contact, known.record.birth
    by_kind = {
        kind: "\n".join(each.text for each in record.names if each.kind is kind)
        for kind in NameKind
    }
    main = next((each for each in record.names if each.kind is NameKind.MAIN), WrittenName(""))
    parts = (birth.year, birth.month, birth.day) if birth else (None, None, None)
    return {
        "name": main.text,
        "order": main.order.value,
        "spellings": by_kind[NameKind.SPELLING],
        "aliases": by_kind[NameKind.ALIAS],
        **{
            name: "" if part is None else str(part)
            for name, part in zip(PARTS_OF_BIRTH, parts, strict=True)
        },
        "birth_about": birth.about if birth else False,
        "telephone": contact.telephone,
        "address": contact.address,
        "safety": [name for name in FLAGS if getattr(record, name)],
    }
