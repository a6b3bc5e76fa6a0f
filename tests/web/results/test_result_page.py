"""The page of a result: one sentence first, then why, then what could still change it."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from flask import Flask, render_template

from app.reports.content import SummaryContent
from app.web.components import Locale
from app.web.results.context import Addresses, ResultPage, build_result_page
from tests.reports.small import compare_with_golden, summarise, word
from tests.reports.stories import AGELESS, PRESUMED, SILENT, STORIES
from tests.reports.test_render import HOSTILE
from tests.web.conftest import SignIn
from tests.web.page import Page, inspect, read
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish, read_interview_id, topic

GOLDEN = Path(__file__).parent / "golden"
GO = "Save and continue"
EXPLOITED = (
    "The answers so far do not add up to a presumption of trafficking, but they do add up to "
    "exploitation at work."
)


def build(content: SummaryContent, *, may_change: bool = True) -> ResultPage:
    addresses = Addresses(
        back="/back",
        result="/result",
        summary="/summary.pdf",
        may_change=may_change,
        topic=lambda topic: f"/topics/{topic}",
        indicator=lambda indicator: f"/indicators/{indicator}",
    )
    return build_result_page(content, word(), addresses)


def render(app: Flask, page: ResultPage, locale: Locale | None = None) -> Page:
    with app.test_request_context():
        html = render_template("results/show.html", page=page, locale=locale or Locale())
    rendered = Page("/result", 200, html)
    inspect(rendered)
    return rendered


def main_part(page: Page) -> str:
    html = re.sub(r"[0-9a-f]{64}", "0" * 64, page.html)
    lines = (line.strip() for line in html[html.index("<main") : html.index("</main>")].split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def links(page: Page) -> list[str]:
    main = next(page.root.iter("main"))
    return [link.get("href") or "" for link in main.iter("a")]


def find_section(page: Page, name: str) -> Element:
    return page.find_all("section", id=name)[0]


@pytest.mark.parametrize("name", ["presumed", "silent", "ageless"])
def test_the_page_is_as_it_was_looked_at(app: Flask, name: str) -> None:
    page = render(app, build(summarise(*STORIES[name])))

    compare_with_golden(GOLDEN / f"{name}.golden", main_part(page))


def test_the_sentence_comes_first_and_then_the_parts_in_their_order(app: Flask) -> None:
    page = render(app, build(summarise(*STORIES["assumed"])))

    headings = [read(each) for each in page.root.iter() if each.tag in ("h1", "h2")]
    text = page.text
    assert headings == [
        "Result",
        EXPLOITED,
        "The six dimensions",
        "Why",
        "What could still change this",
        "All rule sets, side by side",
        "The eleven indicators of forced labour",
        "Sources and versions",
        "All answers",
    ]
    assert text.index("It is not a legal determination") < text.index("The six dimensions")
    assert text.index("3 of 11 answers are assumed") < text.index("The six dimensions")


def test_an_immediate_danger_stands_above_the_result(app: Flask) -> None:
    page = render(app, build(summarise(PRESUMED)))

    assert page.text.index("Get medical help") < page.text.index("There are signs")
    assert "tel:00002" in links(page)


def test_where_age_is_not_sure_the_child_comes_first_and_the_adult_beside(app: Flask) -> None:
    page = render(app, build(summarise(AGELESS)))

    text = page.text
    assert text.index("If the person was under 18") < text.index("If the person was 18 or older")
    assert "It is not sure whether the person was under 18" in text


def test_silences_stand_apart_and_are_not_pressed(app: Flask) -> None:
    openness = read(find_section(render(app, build(summarise(SILENT))), "open"))

    assert "Asked, not answered" in openness
    assert "Ask again only if it is safe and kind." in openness
    assert "Not asked yet" not in openness


def test_whoever_may_not_change_answers_gets_no_links_to_questions(app: Flask) -> None:
    content = summarise(*STORIES["empty"])

    may, may_not = (render(app, build(content, may_change=each)) for each in (True, False))

    assert [link for link in links(may) if link.startswith(("/topics", "/indicators"))]
    assert not [link for link in links(may_not) if link.startswith(("/topics", "/indicators"))]
    assert may_not.find_link("Back to the case") == "/back"


def test_the_page_survives_being_written_from_the_right(app: Flask) -> None:
    page = render(app, build(summarise(PRESUMED)), Locale("ar", "rtl"))

    assert page.root.get("dir") == "rtl"
    assert page.find_all("link", rel="stylesheet")[0].get("href", "").endswith("rtl.css")


def test_each_open_question_leads_to_its_field(inspector: PageClient) -> None:
    first = begin(inspector)
    page = inspector.get(f"/interviews/{read_interview_id(first)}/result")

    openness = find_section(page, "open")
    addresses = [a.get("href") or "" for a in openness.iter("a") if "#" in (a.get("href") or "")]

    assert len(addresses) > 10
    for address in (addresses[0], addresses[len(addresses) // 2], addresses[-1]):
        target = inspector.get(address)
        assert address.partition("#")[2] in {each.get("id") for each in target.root.iter()}


def test_an_indicator_beyond_the_questionnaire_leads_to_where_it_is_set(
    inspector: PageClient,
) -> None:
    first = begin(inspector, questionnaire="short-screening")
    page = inspector.get(f"/interviews/{read_interview_id(first)}/result")

    addresses = [link for link in links(page) if "/indicators/" in link]

    assert addresses
    assert "Save" in inspector.get(addresses[0]).text


def test_a_set_indicator_in_conflict_is_said_near_the_top(inspector: PageClient) -> None:
    first = begin(inspector)
    fields = {
        "hours_day": "15",
        "days_week": "7",
        "work_began-year": "2020",
        "still_working": "yes",
    }
    inspector.send(topic(inspector, first, "hours"), GO, fields)
    interview = read_interview_id(first)
    setting = inspector.get(f"/interviews/{interview}/indicators/exploitation.hours")
    inspector.send(setting, "Save", {"choice": "no", "reason": HOSTILE})

    page = inspector.get(f"/interviews/{interview}/result")

    assert "1 indicator was set differently from what the answers say." in page.text
    assert "The answers say that it is present; that counts." in page.text
    assert HOSTILE in page.text
    assert not page.find_all("img", src="x")


def test_a_supervisor_reads_the_finished_result_and_goes_back_to_the_case(
    inspector: PageClient, sign_in: SignIn
) -> None:
    finished = finish(inspector, begin(inspector))

    page = sign_in("supervisor").get(f"/interviews/{finished.interview}/result")

    assert page.status == 200
    assert finished.case in page.text
    assert page.find_link("Back to the case") == f"/cases/{finished.case}"
    assert not [link for link in links(page) if "/topics/" in link]


def test_an_interview_that_there_is_not_has_no_result(inspector: PageClient) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"

    assert inspector.get(f"/interviews/{nobody}/result").status == 404
    assert inspector.get(f"/interviews/{nobody}/summary.pdf").status == 404
