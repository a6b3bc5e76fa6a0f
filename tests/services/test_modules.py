"""An interview for a kind of work stands on a module, from its first page to its frozen result."""

import json
from dataclasses import replace

import pytest

from app.instruments.catalogue import Shelf
from app.services.actors import Actor
from app.services.interviews import assess_screening, start_interview
from app.services.library import (
    UnfitModuleError,
    VersionMissingError,
    find_sources,
)
from app.services.session import Session
from app.services.workplace import Workplace
from tests.services.conftest import Leading, new_start

FISHING = "fishing"


@pytest.fixture
def at_sea(session: Session, workplace: Workplace, inspector: Actor) -> Leading:
    """The inspector leads a short screening of somebody who fishes."""
    start = replace(new_start(inspector), module=FISHING)
    start_interview(session, workplace, inspector, start)
    return Leading(session, workplace, inspector, start.interview)


def test_answers_to_the_module_show_indicators(at_sea: Leading) -> None:
    at_sea.say(fishing_book="refused", fishing_rest="under_six")

    indicators = assess_screening(at_sea.now()).indicators

    shown = {str(name) for name, result in indicators.items() if result.truth.value == "yes"}
    assert shown == {"coercion_at_destination.documents", "exploitation.hours"}


def test_the_frozen_result_names_the_module_with_its_fingerprint(
    at_sea: Leading, workplace: Workplace
) -> None:
    at_sea.say(consent_storage="yes")
    newest = workplace.library.instruments.modules.newest(FISHING)

    record = at_sea.finish()

    named = {each["kind"]: each for each in json.loads(record.content)["versions"]}
    assert named["module"]["name"] == newest.name
    assert json.loads(record.versions)[newest.name] == newest.fingerprint


def test_without_a_module_none_is_named(leading: Leading) -> None:
    record = leading.finish()

    assert "module" not in {each["kind"] for each in json.loads(record.content)["versions"]}


def test_a_module_that_there_is_none_of_is_refused(
    session: Session, workplace: Workplace, inspector: Actor
) -> None:
    with pytest.raises(KeyError, match="mining"):
        start_interview(
            session, workplace, inspector, replace(new_start(inspector), module="mining")
        )


def test_a_module_for_other_questionnaires_is_refused(
    session: Session, workplace: Workplace, inspector: Actor
) -> None:
    newest = workplace.library.instruments.modules.newest(FISHING)
    other = replace(newest, item=newest.item.model_copy(update={"extends": ("full-assessment",)}))
    instruments = replace(
        workplace.library.instruments, modules=Shelf({(FISHING, newest.version): other})
    )
    there = replace(workplace, library=replace(workplace.library, instruments=instruments))

    with pytest.raises(UnfitModuleError):
        start_interview(session, there, inspector, replace(new_start(inspector), module=FISHING))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"fingerprint": "0" * 64}, "was changed after it was published"),
        ({"version": "0.0.1"}, "is not there any more"),
    ],
)
def test_an_interview_is_refused_without_the_module_that_it_stands_on(
    at_sea: Leading, workplace: Workplace, changes: dict[str, str], sentence: str
) -> None:
    record = at_sea.now().record
    assert record.module is not None
    other = replace(record, module=replace(record.module, **changes))

    with pytest.raises(VersionMissingError, match=sentence):
        find_sources(workplace.library, other)
