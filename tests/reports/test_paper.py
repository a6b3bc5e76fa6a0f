"""Forms to be filled in by hand: every question and option once, and a code on every page."""

import io
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from html import unescape

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from app.conditions.model import All, Any, Codes, Comparison, Not, Number, ParameterName, Statement
from app.instruments.catalogue import Instruments, Published, load_instruments
from app.instruments.extend import extend_questionnaire
from app.instruments.model import Questionnaire
from app.instruments.questions import list_codes, place_questions
from app.instruments.vocabulary import QuestionType
from app.reports.paper import build_paper_form
from app.reports.pdf import make_paper_form
from app.reports.render import render_paper_form
from app.reports.skipping import NumberedQuestion, word_skip
from app.settings import REPOSITORY
from tests.reports.small import word


@cache
def load() -> Instruments:
    return load_instruments(REPOSITORY / "indicators")


def list_questionnaires() -> dict[str, Published[Questionnaire]]:
    """Give the newest version of each questionnaire, alone and with each module that adds to it."""
    shelves = load()
    found = {}
    for name in shelves.questionnaires.list_ids():
        alone = shelves.questionnaires.newest(name)
        found[name] = alone
        for module in map(shelves.modules.newest, shelves.modules.list_ids()):
            if name in module.item.extends:
                asked = extend_questionnaire(alone.item, module.item)
                found[f"{name} {module.id}"] = Published(
                    asked, alone.id, alone.version, alone.document
                )
    return found


@pytest.fixture(scope="module")
def short() -> bytes:
    return make_paper_form(build_paper_form(list_questionnaires()["short-screening"]), word())


@pytest.mark.parametrize("name", list_questionnaires())
def test_every_question_and_option_stands_on_paper_once(name: str) -> None:
    published = list_questionnaires()[name]
    asked = [each.question for each in place_questions(published.item)]

    html = render_paper_form(build_paper_form(published), word())

    blocks = re.split(r'<div class="question[^"]*" id="', html)[1:]
    found = {block.partition('"')[0]: block for block in blocks}
    assert list(found) == [str(each.id) for each in asked]
    for question in asked:
        block = unescape(found[str(question.id)])
        assert f"</b> {question.ask}</p>" in block
        assert re.findall(r'data-code="([^"]+)"', block) == list(list_codes(question))
        labels = Counter(re.findall(r'data-code="[^"]+">([^<]+)<', block))
        is_yes_no = question.type is QuestionType.YES_NO
        offered = ["Yes", "No"] if is_yes_no else [each.label for each in question.options]
        assert labels == Counter(offered)


@pytest.mark.parametrize("name", list_questionnaires())
def test_every_way_past_a_question_is_said_in_words(name: str) -> None:
    form = build_paper_form(list_questionnaires()[name])
    html = unescape(render_paper_form(form, word()))

    hidden = [each for each in form.questions if each.only_if is not None]

    assert html.count('<p class="only">Only if ') == len(hidden)
    assert not re.search(r'class="only">[^<]*_', html), "A code is no word."


def test_the_code_of_every_page_is_read_back_from_its_picture(short: bytes) -> None:
    document = pypdfium2.PdfDocument(short)
    pictures = [page.render(scale=150 / 72).to_pil() for page in document]
    document.close()

    read = [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]

    assert len(read) > 1
    assert read == [[f"short-screening@1.0.0/{page}"] for page in range(1, len(read) + 1)]


def test_questions_stand_in_the_text_in_their_order(short: bytes) -> None:
    pages = PdfReader(io.BytesIO(short)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    form = build_paper_form(list_questionnaires()["short-screening"])

    places = [text.find("".join(f"{each.number}.{each.ask}".split())) for each in form.questions]

    assert -1 not in places
    assert places == sorted(places)


ASKED = {
    "any_debt": NumberedQuestion(3, QuestionType.YES_NO, {}),
    "paid_how": NumberedQuestion(4, QuestionType.ONE_CHOICE, {"cash": "Cash", "kind": "In kind"}),
    "seen": NumberedQuestion(
        5, QuestionType.SEVERAL_CHOICES, {"none": "None", "a": "Locks", "b": "Guards", "c": "Dogs"}
    ),
    "hours": NumberedQuestion(6, QuestionType.WHOLE_NUMBER, {}),
}


def one_of(subject: str, *codes: str) -> Statement:
    return Statement(subject, Comparison.IS, Codes(codes))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (one_of("any_debt", "yes"), "question 3 is “Yes”"),
        (one_of("paid_how", "cash"), "question 4 is “Cash”"),
        (one_of("seen", "a"), "question 5 has “Locks”"),
        (one_of("seen", "a", "b", "c"), "question 5 has anything but “None”"),
        (Statement("hours", Comparison.ABOVE, Number(Decimal(12))), "question 6 is more than 12"),
        (Statement("hours", Comparison.AT_MOST, Number(Decimal(2))), "question 6 is 2 or less"),
        (
            Statement("hours", Comparison.AT_LEAST, ParameterName("normal_weekly_hours")),
            "question 6 is the country's normal weekly hours or more",
        ),
        (Not(one_of("any_debt", "no")), "it is not so that question 3 is “No”"),
        (
            All((one_of("any_debt", "yes"), Any((one_of("seen", "a"), one_of("seen", "b"))))),
            "question 3 is “Yes” and (question 5 has “Locks” or question 5 has “Guards”)",
        ),
    ],
)
def test_conditions_are_said_by_the_numbers_of_questions(condition: object, words: str) -> None:
    assert word_skip(condition, ASKED, word()) == words  # type: ignore[arg-type]
