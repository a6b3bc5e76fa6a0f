"""An assessment as text: the same for ever, with versions, and without what people wrote."""

import json
from hashlib import sha256

from app.assessment.freeze import fingerprint_frozen, freeze, list_versions
from app.conditions.values import Silence, Text
from tests.assessment.story import (
    ADULT_SINCE_LONG,
    CHILD_THEN,
    HARD_WORK,
    Told,
    assess_story,
    build_sources,
    give,
    set_to,
)

DOCUMENTS, HOURS = "coercion_at_destination.documents", "exploitation.hours"
TOLD: Told = {**ADULT_SINCE_LONG, **HARD_WORK, "own_words": Text("My own words.")}


def test_the_same_assessment_gives_the_same_text() -> None:
    assert freeze(assess_story(give(TOLD))) == freeze(assess_story(give(TOLD)))


def test_another_answer_gives_another_text() -> None:
    assert freeze(assess_story(give(TOLD))) != freeze(assess_story(give(CHILD_THEN)))


def test_the_text_holds_findings_outcomes_and_what_decides() -> None:
    frozen = json.loads(freeze(assess_story(give(TOLD), set_to(present=[DOCUMENTS]))))

    (leading,) = frozen["leading"]
    assert frozen["day"] == "2026-11-22"
    assert frozen["child"] == "no"
    assert frozen["indicators"][HOURS] == "yes"
    assert leading["rule_set"] == "presumption-adult@1.0.0"
    assert leading["dimensions"]["exploitation"] == "positive"
    assert leading["findings"] == {"presumption": "open", "forced_labour": "open"}
    assert "exploited" in leading["possible_outcomes"]
    assert leading["deciding"]["coercion_at_destination.debt"] == 1
    assert frozen["others"][0]["group"] == "adult"


def test_the_text_holds_what_is_open() -> None:
    told = {**ADULT_SINCE_LONG, **HARD_WORK, "papers_held": Silence.UNKNOWN}

    frozen = json.loads(freeze(assess_story(give(told), laws=False)))["open"]

    assert "any_debt" in frozen["not_asked"]
    assert "papers_held" in frozen["not_answered"]
    assert "exploitation.bad_living" in frozen["beyond"]
    assert frozen["lacking"][HOURS] == ["parameter:maximum_weekly_hours"]


def test_the_text_names_each_file_that_was_used_once() -> None:
    frozen = json.loads(freeze(assess_story(give({}))))

    names = [(version["kind"], version["name"]) for version in frozen["versions"]]
    assert names == [
        ("questionnaire", "story@1.0.0"),
        ("catalogue", build_sources().catalogue.name),
        ("catalogue", build_sources().eleven.name),
        ("parameters", "zz@1.0.0"),
        ("rule_set", "presumption-adult@1.0.0"),
        ("rule_set", "presumption-child@1.0.0"),
        ("rule_set", "ilo-ec-2009-published@1.0.0"),
    ]
    assert all(len(version["fingerprint"]) == 64 for version in frozen["versions"])


def test_a_version_bears_the_title_of_its_file() -> None:
    titles = {version.name: version.title for version in list_versions(build_sources())}

    assert titles["story@1.0.0"] == "Short story"
    assert titles["presumption-child@1.0.0"].endswith("children")


def test_the_text_is_written_in_one_way_only() -> None:
    text = freeze(assess_story(give(TOLD)))

    content = json.loads(text)
    assert content["format"] == 1
    assert text == json.dumps(content, sort_keys=True, separators=(",", ":"))


def test_what_people_wrote_is_no_part_of_the_text() -> None:
    frozen = freeze(assess_story(give(TOLD), set_to(present=[DOCUMENTS], absent=[HOURS])))

    assert "My own words." not in frozen
    assert "Seen." not in frozen
    assert json.loads(frozen)["set_by_interviewer"] == {DOCUMENTS: "yes", HOURS: "no"}


def test_the_fingerprint_is_that_of_the_text() -> None:
    assert fingerprint_frozen("é") == sha256("é".encode()).hexdigest()
