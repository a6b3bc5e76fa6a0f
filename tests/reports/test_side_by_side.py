"""Forms in two languages side by side: all words once in each, boxes once, and typed in alike."""

import io
import re
from dataclasses import replace
from html import unescape

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from app.instruments.questions import list_codes, place_questions
from app.instruments.vocabulary import QuestionType
from app.reports.paper import PaperForm
from app.reports.pdf import make_paper_form
from app.reports.render import render_paper_form
from tests.assessment.story import load_story
from tests.reports.small import word
from tests.reports.translations import build_story_form, load_translation

PAIRS = [("en", "ar"), ("ar", "en"), ("fr", "ar"), ("en", "fr")]
DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl"}


def render(own: str, beside: str, frame: str = "en") -> str:
    forms = build_story_form(own), build_story_form(beside)
    return unescape(render_paper_form(forms[0], word(frame), forms[1]))


def split_questions(html: str) -> dict[str, str]:
    blocks = re.split(r'<div class="question[^"]*" id="', html)[1:]
    return {block.partition('"')[0]: block for block in blocks}


def list_labels(form: PaperForm, name: str) -> list[str]:
    """Give the words of the options of a question in the language of a form."""
    question = next(each for each in form.questions if each.id == name)
    if question.type is QuestionType.YES_NO:
        said = form.translation
        return ["Yes", "No"] if said is None else [said.answers.yes, said.answers.no]
    return [each.label for each in question.options]


@pytest.mark.parametrize(("own", "beside"), PAIRS)
def test_every_question_and_option_stands_once_in_each_language(own: str, beside: str) -> None:
    forms = build_story_form(own), build_story_form(beside)
    found = split_questions(render(own, beside))

    assert list(found) == [str(each.id) for each in forms[0].questions]
    for one, other in zip(forms[0].questions, forms[1].questions, strict=True):
        block = found[str(one.id)]
        sides = re.split(r'<div class="side"', block)[1:]
        assert [
            side.count(f"</b> {each.ask}</p>")
            for side, each in zip(sides, (one, other), strict=True)
        ] == [1, 1]
        boxes = re.findall(r'data-code="([^"]+)">([^<]+)<', block)
        read = re.findall(r'data-says="([^"]+)">([^<]+)<', block)
        assert [label for _, label in boxes] == list_labels(forms[0], one.id)
        assert [label for _, label in read] == list_labels(forms[1], one.id)
        assert [code for code, _ in boxes] == [code for code, _ in read]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_form_in_another_language_is_typed_in_by_the_same_numbers(language: str) -> None:
    asked = [each.question for each in place_questions(load_story().item)]

    form = build_story_form(language)

    numbered = [(each.number, each.id) for each in form.questions]
    assert numbered == [(number, each.id) for number, each in enumerate(asked, start=1)]
    for question, printed in zip(asked, form.questions, strict=True):
        offered = list_codes(question) if question.options else ()
        assert tuple(each.code for each in printed.options) == offered


@pytest.mark.parametrize(("own", "beside"), PAIRS)
def test_each_side_says_its_language_and_its_direction(own: str, beside: str) -> None:
    block = split_questions(render(own, beside))["hurt_now"]

    said = re.findall(r'lang="(\w+)" dir="(\w+)"', block)

    assert set(said) == {(each, DIRECTIONS[each]) for each in {own, beside} - {"en"}}


def test_a_language_that_nobody_knows_is_written_from_the_left() -> None:
    form = build_story_form("ar")

    assert form.direction == "rtl"
    assert replace(form, language="zxx").direction == "ltr"


def test_ways_past_a_question_are_said_in_the_words_of_the_boxes() -> None:
    block = split_questions(render("fr", "en"))["work_ended"]

    assert "Only if question 11 is “Non”" in block


def test_words_that_nobody_checked_are_said_to_be_a_proposal() -> None:
    name, fingerprint = (
        load_translation("ar").name,
        load_translation("ar").fingerprint[:16],
    )

    proposed, checked = render("en", "ar"), render("en", "fr")

    assert "The words in Arabic are a proposal that nobody else has checked." in proposed
    assert f"{name} {fingerprint}" in proposed
    assert "proposal" not in checked
    assert load_translation("fr").name in checked


@pytest.fixture(scope="module")
def printed() -> bytes:
    return make_paper_form(build_story_form("en"), word(), build_story_form("ar"))


def test_the_code_of_every_page_is_read_back_where_two_languages_stand(printed: bytes) -> None:
    document = pypdfium2.PdfDocument(printed)
    pictures = [page.render(scale=150 / 72).to_pil() for page in document]
    document.close()

    read = [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]

    assert len(read) > 1
    assert read == [[f"story@1.0.0/{page}"] for page in range(1, len(read) + 1)]


def test_each_question_is_read_in_one_language_and_then_in_the_other(printed: bytes) -> None:
    pages = PdfReader(io.BytesIO(printed)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)

    places: list[int] = []
    for one, other in zip(
        build_story_form("en").questions, build_story_form("ar").questions, strict=True
    ):
        for each in (one, other):
            start = places[-1] + 1 if places else 0
            places.append(text.find("".join(each.ask.split()), start))

    assert -1 not in places
    assert places == sorted(places)
