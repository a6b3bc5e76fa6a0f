"""Faults of a module beside questionnaires are told with their place in the module."""

from app.documents.problem import Fault
from app.instruments.checks import check_questionnaire
from app.instruments.model import Module, Questionnaire
from app.instruments.module_checks import check_extensions, check_module
from tests.builders import question, questionnaire
from tests.instruments.test_extend import added, derivation, module, story, topic


def faults_of(found: Module, *extended: Questionnaire) -> list[tuple[tuple[str | int, ...], str]]:
    questionnaires = {str(each.id): each for each in extended}
    faults = check_extensions(found, questionnaires, check_questionnaire)
    return [(fault.path, fault.what) for fault in faults]


def test_a_sound_module_has_no_faults() -> None:
    found = module(
        hints=[{"question": "paid", "guidance": "Look."}],
        topics=[added("fields_a", after="pay")],
        indicators={"pay.low": derivation("fields_a_asked")},
    )

    assert list(check_module(found)) == []
    assert faults_of(found, story()) == []


def test_a_module_that_adds_nothing_is_a_fault() -> None:
    assert [fault.what for fault in check_module(module())] == ["adds nothing"]


def test_ids_begin_with_the_id_of_the_module() -> None:
    found = module(id="far-fields", topics=[{"section": "story", "topic": topic("far_f", "paid")}])

    paths = {fault.path: fault.what for fault in check_module(found)}

    assert paths == {
        ("topics", 0, "topic", "id"): "“far_f” has to begin with “far_fields_”",
        ("topics", 0, "topic", "questions", 0, "id"): "“paid” has to begin with “far_fields_”",
    }


def test_a_fault_in_all_questionnaires_is_told_once() -> None:
    longer = story().model_copy(update={"id": "long"})
    found = module(extends=["short", "long"], indicators={"pay.low": derivation("pade")})

    faults = faults_of(found, story(), longer)

    assert faults == [(("indicators", "pay.low", "when", "pade"), "there is no question “pade”")]


def test_a_fault_in_one_questionnaire_says_in_which() -> None:
    other = questionnaire(id="long", indicators={})
    found = module(extends=["short", "long"], indicators={"pay.low": derivation("paid")})

    faults = faults_of(found, story(), other)

    place = ("indicators", "pay.low", "when", "paid")
    assert faults == [(place, "there is no question “paid” (in long)")]


def test_a_hint_may_stand_by_a_question_that_only_one_questionnaire_asks() -> None:
    other = questionnaire(id="long")
    hints = [{"question": name, "guidance": "Look."} for name in ("paid", "pade")]
    found = module(extends=["short", "long"], hints=hints)

    faults = faults_of(found, story(), other)

    assert faults == [(("hints", 1, "question"), "no questionnaire that is extended asks “pade”")]


def test_without_a_questionnaire_only_that_is_told() -> None:
    found = module(extends=["shirt"], hints=[{"question": "paid", "guidance": "Look."}])

    faults = faults_of(found, story())

    assert faults == [(("extends", 0), "there is no questionnaire “shirt”")]


def test_a_topic_without_a_place_is_told_in_place_of_what_follows_from_it() -> None:
    found = module(
        topics=[added("fields_a", section="stories")],
        indicators={"pay.low": derivation("fields_a_asked")},
    )

    faults = faults_of(found, story())

    assert faults == [(("topics", 0, "section"), "there is no section “stories”")]


def test_a_fault_of_a_topic_has_its_place_in_the_module() -> None:
    shown = question("fields_b_asked", shown_when={"wished": "yes"})
    late = {"id": "fields_b", "title": "B", "questions": [shown]}
    found = module(topics=[added("fields_a"), {"section": "story", "topic": late}])

    faults = faults_of(found, story())

    place = ("topics", 1, "topic", "questions", 0, "shown_when", "wished")
    assert faults == [(place, "“wished” isn't asked before this one")]


def test_an_id_that_the_questionnaire_has_too_is_a_fault_of_the_module() -> None:
    asked = questionnaire(
        question("papers_held"),
        sections=[
            {"id": "story", "title": "Story", "topics": [topic("papers", "papers_held")]},
            {"id": "end", "title": "End", "topics": [topic("fields_a", "wished")]},
        ],
    )

    faults = faults_of(module(topics=[added("fields_a")]), asked)

    what = "sections › 1 › topics › 0 › id: the topic id “fields_a” stands here a second time"
    assert faults == [(("extends",), what)]


def test_a_fault_of_the_questionnaire_itself_is_told_as_such() -> None:
    found = module(topics=[added("fields_a")])

    faults = check_extensions(
        found,
        {"short": story()},
        lambda _: [Fault(("indicators", "pay.low"), "is odd", "Mend it.")],
    )

    assert list(faults) == [Fault(("extends",), "indicators › pay.low: is odd", "Mend it.")]
