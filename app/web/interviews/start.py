"""The page on which an interview begins."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext
from flask_wtf import FlaskForm

from app.instruments.catalogue import Instruments
from app.services.actors import Actor
from app.store.ids import new_id
from app.web.components import Choice, Field, FieldError
from app.web.interviews.forms import StartForm

USUAL_QUESTIONNAIRE = "short-screening"


@dataclass(frozen=True)
class StartPage:
    """What to ask, where the work is, and for which area."""

    case: str
    interview: str
    questionnaire: Field
    module: Field
    country: Field
    area: Field
    errors: tuple[FieldError, ...]


def fill_start_form(
    form: StartForm, actor: Actor, instruments: Instruments, unused: frozenset[str]
) -> StartForm:
    """Give the form its choices, and what is usual for this person."""
    fill_start_choices(form, actor, instruments, unused)
    if not form.is_submitted():
        form.case.data, form.interview.data = new_id(), new_id()
    return form


def fill_start_choices(
    form: FlaskForm, actor: Actor, instruments: Instruments, unused: frozenset[str]
) -> None:
    """Give what is asked, where and of whose area its choices, and what is usual.

    What an organisation leaves unused is not among them.
    """
    questionnaires = [each for each in _list_newest(instruments) if each[0] not in unused]
    form.questionnaire.choices = {code: title for code, title, _ in questionnaires}
    form.module.choices = {"": gettext("Any other work"), **_list_modules(instruments)}
    form.country.choices = _list_countries(instruments)
    form.area.choices = {str(area.id): area.name for area in actor.areas}
    if not form.is_submitted():
        form.questionnaire.data = questionnaires[0][0]
        form.module.data = ""
        form.country.data = actor.country
        form.area.data = actor.areas[0].id if actor.areas else None


def build_start_page(form: StartForm, instruments: Instruments) -> StartPage:
    """Give everything that the page shows."""
    fields, errors = build_start_fields(form, instruments)
    return StartPage(
        case=form.case.data or new_id(),
        interview=form.interview.data or new_id(),
        errors=errors,
        **fields,
    )


def build_start_fields(
    form: FlaskForm, instruments: Instruments
) -> tuple[dict[str, Field], tuple[FieldError, ...]]:
    """Give the fields of what is asked, where and for which area, and what is wrong in them."""
    hints = {code: description for code, _, description in _list_newest(instruments)}
    hints_of_fields = {"module": gettext("Some kinds of work have a few further questions.")}
    labels = {
        "questionnaire": gettext("What do you want to ask?"),
        "module": gettext("What kind of work is it?"),
        "country": gettext("In which country is the work?"),
        "area": gettext("For which area?"),
    }
    sentences = {name: gettext("Choose one of those that are offered.") for name in labels}
    failed = {name: sentences[name] for name in labels if form.errors.get(name)}
    fields = {
        name: Field(
            name,
            label,
            hint=hints_of_fields.get(name, ""),
            error=failed.get(name, ""),
            choices=_choose(form[name].choices, form[name].data, hints),
        )
        for name, label in labels.items()
    }
    return fields, tuple(FieldError(name, sentence) for name, sentence in failed.items())


def _list_newest(instruments: Instruments) -> list[tuple[str, str, str]]:
    """Give the questionnaires, the usual one first: id, title, description."""
    newest = [
        instruments.questionnaires.newest(each) for each in instruments.questionnaires.list_ids()
    ]
    newest.sort(key=lambda each: each.id != USUAL_QUESTIONNAIRE)
    return [(each.id, each.item.title, each.item.description) for each in newest]


def _list_modules(instruments: Instruments) -> dict[str, str]:
    """Give the kinds of work for which there are further questions, by title."""
    newest = [instruments.modules.newest(each) for each in instruments.modules.list_ids()]
    newest.sort(key=lambda each: each.item.title)
    return {each.id: each.item.title for each in newest}


def _list_countries(instruments: Instruments) -> dict[str, str]:
    newest = [instruments.parameters.newest(each) for each in instruments.parameters.list_ids()]
    newest.sort(key=lambda each: each.item.title)
    return {each.item.country: each.item.title for each in newest}


def _choose(
    choices: Mapping[str, str], chosen: object, hints: Mapping[str, str]
) -> tuple[Choice, ...]:
    return tuple(
        Choice(code, label, code == str(chosen), hints.get(code, ""))
        for code, label in choices.items()
    )
