"""A module adds to a questionnaire in the places that it names, and touches nothing else."""

import pytest

from app.conditions.model import Any
from app.documents.problem import FaultsError
from app.instruments.extend import extend_questionnaire
from app.instruments.model import Module, Questionnaire
from app.instruments.questions import map_questions
from tests.builders import question, questionnaire


def derivation(subject: str, because: str = "Because.") -> dict[str, object]:
    return {"when": {subject: "yes"}, "because": because}


def topic(name: str, *ids: str) -> dict[str, object]:
    asked = [question(identity) for identity in ids or (f"{name}_asked",)]
    return {"id": name, "title": name.title(), "questions": asked}


def added(name: str, section: str = "story", after: str | None = None) -> dict[str, object]:
    return {"section": section, "after": after, "topic": topic(name)}


def module(**keys: object) -> Module:
    whole: dict[str, object] = {
        "id": "fields",
        "version": "1.0.0",
        "title": "Fields",
        "description": "Work in fields.",
        "extends": ["short"],
    }
    return Module.model_validate(whole | keys)


def story() -> Questionnaire:
    """Two sections, the first with two topics."""
    return questionnaire(
        question("papers_held"),
        sections=[
            {
                "id": "story",
                "title": "Story",
                "topics": [topic("papers", "papers_held"), topic("pay", "paid")],
            },
            {"id": "end", "title": "End", "topics": [topic("wishes", "wished")]},
        ],
        indicators={"pay.low": derivation("paid")},
    )


def topics_of(asked: Questionnaire) -> list[list[str]]:
    return [[str(each.id) for each in section.topics] for section in asked.sections]


def test_topics_stand_behind_the_one_they_name_or_at_the_end_in_the_order_of_the_module() -> None:
    topics = [
        added("fields_a", after="papers"),
        added("fields_b"),
        added("fields_c", after="papers"),
        added("fields_d", after="fields_a"),
        added("fields_e"),
        added("fields_f", section="end"),
    ]

    whole = extend_questionnaire(story(), module(topics=topics))

    first = ["papers", "fields_a", "fields_d", "fields_c", "pay", "fields_b", "fields_e"]
    assert topics_of(whole) == [first, ["wishes", "fields_f"]]


def test_a_hint_is_a_paragraph_behind_the_guidance_and_says_whose_it_is() -> None:
    asked = questionnaire(question("papers_held", guidance="Ask kindly."), question("paid"))
    hints = [{"question": name, "guidance": "Look."} for name in ("papers_held", "paid", "other")]

    questions = map_questions(extend_questionnaire(asked, module(hints=hints)))

    guidance = [each.question.guidance for each in questions.values()]
    assert guidance == ["Ask kindly.\n\nFields: Look.", "Fields: Look."]


def test_a_condition_is_joined_by_any_and_keeps_the_reason_of_the_questionnaire() -> None:
    own = story().indicators
    further = module(indicators={"pay.low": derivation("wished", "Further.")})

    (joined,) = extend_questionnaire(story(), further).indicators.values()

    ((name, derived),) = own.items()
    assert joined.when == Any((derived.when, further.indicators[name].when))
    assert joined.because == derived.because


def test_a_condition_stands_alone_where_the_questionnaire_has_none() -> None:
    further = module(indicators={"pay.none": derivation("wished", "Further.")})

    whole = extend_questionnaire(story(), further)

    assert whole.indicators == {**story().indicators, **further.indicators}


def test_a_module_that_adds_nothing_leaves_the_questionnaire_as_it_is() -> None:
    assert extend_questionnaire(story(), module()) == story()


@pytest.mark.parametrize(
    ("keys", "path", "what"),
    [
        (
            {"extends": ["long"]},
            ("extends",),
            "“short” is not extended by this module",
        ),
        (
            {"topics": [added("fields_a", section="stories")]},
            ("topics", 0, "section"),
            "there is no section “stories”",
        ),
        (
            {"topics": [added("fields_a", after="fields_b"), added("fields_b")]},
            ("topics", 0, "after"),
            "section “story” has no topic “fields_b” before this one",
        ),
        (
            {"topics": [added("fields_a", section="end", after="pay")]},
            ("topics", 0, "after"),
            "section “end” has no topic “pay” before this one",
        ),
    ],
)
def test_what_has_no_place_is_refused_and_never_left_out(
    keys: dict[str, object], path: tuple[str | int, ...], what: str
) -> None:
    with pytest.raises(FaultsError) as caught:
        extend_questionnaire(story(), module(**keys))

    assert [(fault.path, fault.what) for fault in caught.value.faults] == [(path, what)]
