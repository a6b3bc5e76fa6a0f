"""The page on agreement: counts, kappa with its interval, or the reason why there is none."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, render_template

from app.datasets.agreement import FEWEST, Agreement, Kappa, Obstacle
from app.services.agreement import AgreementReport, Group, Row
from app.web.agreement.context import ENOUGH_FOR_INTERVALS, AgreementPage, build_agreement_page
from app.web.agreement.wording import OBSTACLES
from app.web.application import create_app
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock, settings_in
from tests.web.page import Page, inspect
from tests.web.second_coding.asking import FEW, ask_for

FULL = Agreement(12, 12, Kappa(1.0, None))
HALF = Agreement(12, 9, Kappa(0.5, (-0.071, 1.0)))
CHOICES = (Row("Hit", HALF, 2), Row("Insulted", Agreement(12, 12, Obstacle.ONE_CODE)))


def report(codings: int = 12, *rows: Row) -> AgreementReport:
    groups = (Group("Work", rows),)
    return AgreementReport(
        codings, 4, Row("", FULL), groups, (Group("Signs", (Row("Debt", HALF),)),)
    )


@pytest.fixture(scope="module")
def english(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all tests that only write words."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(installed, folder / "installation")
    application = create_app(settings_in(folder / "installation"), MovingClock().clock)
    yield application
    application.extensions["threshold.store"].close()


@pytest.fixture
def in_english(english: Flask) -> Iterator[None]:
    with english.test_request_context("/agreement"):
        yield


def build(*rows: Row) -> AgreementPage:
    return build_agreement_page(report(12, *rows))


@pytest.mark.usefixtures("in_english")
def test_row_says_counts_kappa_and_interval() -> None:
    (lines,) = build(Row("Any debt?", HALF, 2)).questions

    (line,) = lines.measured
    assert line.counts == "9 of 12 the same. 2 left out."
    assert line.kappa == "Kappa 0.50 (\N{MINUS SIGN}0.07 to 1.00)."
    assert lines.how_many == "1 of 1 with kappa"


@pytest.mark.usefixtures("in_english")
def test_full_agreement_has_no_interval_and_is_not_among_the_least() -> None:
    page = build(Row("Any debt?", FULL), Row("Hours?", HALF))

    assert page.presumption.kappa == "Kappa 1.00, without an interval."
    assert [line.label for line in page.least] == ["Hours?", "Indicator: Debt"]


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("obstacle", Obstacle)
def test_where_there_is_no_kappa_it_says_why_and_never_nought(obstacle: Obstacle) -> None:
    (lines,) = build(Row("Any debt?", Agreement(3, 2, obstacle))).questions

    (unmeasured,) = lines.unmeasured
    assert unmeasured.reason.startswith("Kappa cannot be computed: ")
    assert "%" not in unmeasured.reason
    assert [line.counts for line in unmeasured.lines] == ["2 of 3 the same."]
    assert lines.measured == ()


@pytest.mark.usefixtures("in_english")
def test_each_choice_stands_with_its_question() -> None:
    whole = Agreement(12, 8, Obstacle.EACH_CHOICE)

    (lines,) = build(Row("Treated?", whole, 0, CHOICES)).questions

    assert [line.label for line in lines.measured] == ["Treated? – Hit"]
    found = [line.label for each in lines.unmeasured for line in each.lines]
    assert found == ["Treated?", "Treated? – Insulted"]


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("codings", "words"),
    [
        (0, "Nothing can be said yet."),
        (1, "These are too few to judge a question by"),
        (ENOUGH_FOR_INTERVALS - 1, "These are too few to judge a question by"),
        (ENOUGH_FOR_INTERVALS, "Look at the intervals first"),
    ],
)
def test_page_says_how_little_it_shows(codings: int, words: str) -> None:
    assert build_agreement_page(report(codings)).caution.startswith(words)


@pytest.mark.usefixtures("in_english")
def test_page_reads_as_every_page_must() -> None:
    shown = build(Row("Any debt?", HALF), Row("Hours?", Agreement(3, 2, Obstacle.NO_CODES)))

    page = Page("/agreement", 200, render_template("agreement/show.html", page=shown))

    inspect(page)
    assert f"fewer than {FEWEST} interviews can be compared" in page.text
    assert "95% interval" in page.text


def test_page_says_that_nothing_was_coded_twice_yet(sign_in: SignIn) -> None:
    client = sign_in("supervisor")

    page = client.follow(client.get("/"), "Agreement")

    assert page.heading == "Agreement between interviewers"
    assert "0 interviews were coded by a second person" in page.text
    assert "Nothing can be said yet." in page.text


def test_page_counts_what_was_coded_and_names_nobody(app: Flask, sign_in: SignIn) -> None:
    asked = ask_for(app, FEW)
    coder = sign_in("colleague")
    topic = coder.send(
        coder.get(f"/second-codings/{asked.coding}"), "Continue", {"readiness": "unseen"}
    )
    sheet = coder.get(topic.address.rpartition("/topics")[0] + "/review")
    coder.send(sheet, "Finish the coding")

    page = sign_in("analyst").get("/agreement")

    assert "1 interview was coded by a second person" in page.text
    assert "0 of 0 the same. 1 left out." in page.text
    assert f"fewer than {FEWEST} interviews have an answer in both." in page.text
    main = next(each for each in page.root.iter("main"))
    words = "".join(main.itertext())
    assert not any(name in words for name in ("colleague", "inspector@", asked.case))


def test_every_obstacle_has_words() -> None:
    assert set(OBSTACLES) == set(Obstacle)
