"""What is about the talk itself is left out, and all else stays as it was."""

from app.instruments.narrow import leave_out_the_talk
from app.instruments.questions import map_questions
from tests.builders import question, questionnaire


def test_topics_about_the_interview_are_left_out_and_others_stay() -> None:
    consents = {
        "id": "consents",
        "title": "C",
        "about": "interview",
        "questions": [question("consent")],
    }
    seen = {"id": "seen", "title": "S", "about": "site", "questions": [question("seen_gate")]}
    told = {"id": "told", "title": "T", "questions": [question("papers_held")]}
    whole = questionnaire(
        sections=[
            {"id": "safety", "title": "Safety", "topics": [consents]},
            {"id": "story", "title": "Story", "topics": [{**consents, "id": "more"}, told, seen]},
        ],
        child_when={"papers_held": "yes"},
    )

    narrowed = leave_out_the_talk(whole)

    assert [section.id for section in narrowed.sections] == ["story"]
    assert list(map_questions(narrowed)) == ["papers_held", "seen_gate"]
    assert (narrowed.id, narrowed.version) == (whole.id, whole.version)
    assert len(whole.sections) == 2
