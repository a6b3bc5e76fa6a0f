"""The short story in two more languages, one of them written from the right."""

from functools import cache

from app.instruments.catalogue import Published
from app.instruments.translations.checks import check_translation
from app.instruments.translations.model import Translation
from app.reports.paper import PaperForm, build_paper_form
from tests.assessment.story import load_story
from tests.reports.small import load


@cache
def load_translation(language: str) -> Published[Translation]:
    found = load(f"story-{language}", Translation)
    story = load_story()
    assert list(check_translation(found.item, {story.name: story.item})) == []
    return found


def build_story_form(language: str) -> PaperForm:
    """Give the story as a form in English, French or Arabic."""
    translated = None if language == "en" else load_translation(language)
    return build_paper_form(load_story(), translated)
