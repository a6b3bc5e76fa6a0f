"""A screening without a mouse, from sign-in to the result.

By night every page of questions is answered with the keyboard, by day the first six.
"""

from collections.abc import Mapping

import pytest

from app.conditions.values import Value
from app.instruments.questions import place_questions
from tests.content.sheets import SHORT, choose_fair, questionnaire
from tests.journeys.conftest import OpenWindow
from tests.journeys.interviewing import END
from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import find_sign_in, make_code
from tests.journeys.window import Window

FIRST_PAGES = 6
# What is not in order; all other answers are those of somebody whose work is.
TROUBLE: Mapping[str, Value] = {
    "hours_day": 14,
    "days_week": 7,
    "paid_how": "nothing",
    "papers_held": "employer",
    "papers_back": "refused",
    "warned_here": frozenset({"hurt_me", "report"}),
}


@pytest.mark.browser
@pytest.mark.night
def test_the_keyboard_alone_completes_a_screening(open_window: OpenWindow) -> None:
    window = open_window()
    keyboard = Keyboard(window)
    sign_in(window, keyboard)

    keyboard.enter("Screen a worker")
    keyboard.skip_to_main()  # The navigation has a link of the same words as the button.
    keyboard.enter("Begin the interview")
    answer_until_end(window, keyboard)
    keyboard.skip_to_main()
    keyboard.enter("Finish the interview")

    assert window.heading == "Result"
    assert "Presumption of trafficking: yes" in window.text
    assert keyboard.unseen == []


@pytest.mark.browser
def test_the_keyboard_alone_begins_answers_and_finishes(open_window: OpenWindow) -> None:
    window = open_window()
    keyboard = Keyboard(window)
    sign_in(window, keyboard)

    keyboard.enter("Screen a worker")
    keyboard.skip_to_main()
    keyboard.enter("Begin the interview")
    interview = window.path.partition("/topics/")[0]
    answer_until_end(window, keyboard, FIRST_PAGES)
    window.open(f"{interview}/review")
    keyboard.skip_to_main()
    keyboard.enter("Finish the interview")

    assert window.heading == "Result"
    assert keyboard.unseen == []


def sign_in(window: Window, keyboard: Keyboard) -> None:
    person = find_sign_in("inspector")
    window.open("/")
    keyboard.tab_to(lambda focus: focus.name == "email")
    keyboard.type(person.email)
    keyboard.tab_to(lambda focus: focus.name == "password")
    keyboard.type(person.password)
    with window.page.expect_navigation(wait_until="load"):
        keyboard.press("Enter")
    keyboard.tab_to(lambda focus: focus.name == "code")
    keyboard.type(make_code(window.address))
    with window.page.expect_navigation(wait_until="load"):
        keyboard.press("Enter")


def answer_until_end(window: Window, keyboard: Keyboard, most: int | None = None) -> None:
    """Answer one page after another up to the look back, or the first of them alone."""
    answered = 0
    while window.heading != END and answered != most:
        if window.list_open_questions():
            answer_page(window, keyboard)
            answered += 1
        else:
            keyboard.enter("Continue")


def answer_page(window: Window, keyboard: Keyboard) -> None:
    """Answer each question that can be seen, also those that come while the page is answered."""
    answers = list_answers()
    answered: set[str] = set()
    keyboard.skip_to_main()
    while left := [each for each in window.list_open_questions() if each not in answered]:
        keyboard.answer(left[0], answers[left[0]])
        answered.add(left[0])
    keyboard.enter("Save and continue")


def list_answers() -> dict[str, Value]:
    """Give an answer to every question of the short screening."""
    fair = (placed.question for placed in place_questions(questionnaire(SHORT)))
    return {**{str(each.id): choose_fair(each) for each in fair}, **TROUBLE}
