"""The part of a result page, and of the PDF, in which all rule sets stand side by side."""

import io
from xml.etree.ElementTree import Element

import pikepdf
from flask import Flask, render_template

from app.questionnaire.model import AnswerSheet
from app.reports.content import SummaryContent
from app.reports.render import render_summary
from app.web.components import Locale
from tests.content.sheets import SHORT
from tests.reports.shipped import SURVEY, find_sources, summarise_those, switch_on
from tests.reports.small import imprint, print_summary, word
from tests.reports.test_comparison import DECEIVED, DISPUTED, INVOLUNTARY
from tests.web.page import Page, inspect, read
from tests.web.results.test_result_page import build

DEPENDS = "This result depends on strengths of indicators on which sources disagree."
ON_THE_VARIANT = "This result depends on the variant: sources disagree"
SURVEYED = find_sources(library=switch_on(f"{SURVEY}-adult"), further=("icls-2018", SURVEY))


def render(app: Flask, content: SummaryContent) -> Page:
    with app.test_request_context():
        html = render_template("results/show.html", page=build(content), locale=Locale())
    page = Page("/result", 200, html)
    inspect(page)
    return page


def find_sides(page: Page) -> Element:
    return page.find_all("section", id="sides")[0]


def test_each_rule_set_has_a_row_with_its_provenance_and_leads_to_how_it_decides(
    app: Flask,
) -> None:
    section = find_sides(render(app, summarise_those(INVOLUNTARY)))

    rows = [read(each) for each in section.iter("tr")]
    links = [each.get("href") for each in section.iter("a")]
    assert rows[0] == "Rule set Signs of trafficking Signs of forced labour"
    assert "leads" in rows[1]
    assert "its rules: Threshold's own proposal" in rows[1]
    assert rows[2].startswith("Statistical definition of forced labour, adults differs")
    assert "its rules: two sources" in rows[2]
    assert rows[2].endswith("says nothing of it yes")
    assert "/rules/icls-2018-adult@1.0.0" in links
    assert len(rows) == len(links) + 1 == 6


def test_result_that_depends_on_a_variant_says_so_at_the_top_and_where_and_why_below(
    app: Flask,
) -> None:
    page = render(app, summarise_those([*DECEIVED, *DISPUTED]))

    said = read(find_sides(page))
    assert page.text.index(DEPENDS) < page.text.index("The six dimensions")
    assert ON_THE_VARIANT in said
    assert "Signs of trafficking: here yes, by the rules that lead no." in said
    assert "Bad living conditions (present): strong here, medium in the catalogue." in said
    assert (
        "Exploitative conditions of work: positive (by the rules that lead: not positive)" in said
    )


def test_result_that_depends_on_no_variant_says_that_too(app: Flask) -> None:
    page = render(app, summarise_those([]))

    assert DEPENDS not in page.text
    assert "This result doesn't depend on it" in read(find_sides(page))
    assert "All of them say the same" in read(find_sides(page))


def test_indicators_without_a_strength_are_named_without_one(app: Flask) -> None:
    said = read(find_sides(render(app, summarise_those(INVOLUNTARY))))

    assert "not graded" not in said
    assert "Elements of involuntariness: positive" in said


def test_rule_set_that_was_off_by_default_is_marked_where_it_is_shown(app: Flask) -> None:
    off, on = (
        read(find_sides(render(app, summarise_those([], sources)))) for sources in (None, SURVEYED)
    )

    assert "Survey guidelines of 2012" not in off
    assert "Survey guidelines of 2012, adults (superseded, unverified) off by default" in on
    assert "Superseded in 2024, and its strengths were never compared with the document." in on


def test_rule_set_that_these_questions_cannot_feed_is_named(app: Flask) -> None:
    said = read(find_sides(render(app, summarise_those([], find_sources(SHORT, further=())))))

    assert said.endswith("read: Statistical definition of forced labour, adults.")


def test_where_age_is_not_sure_each_group_has_a_table(app: Flask) -> None:
    section = find_sides(render(app, summarise_those(INVOLUNTARY, sheet=AnswerSheet())))

    captions = [read(each) for each in section.iter("caption")]
    assert captions == [
        "What each rule set says: If the person was under 18",
        "What each rule set says: If the person was 18 or older",
    ]


def test_print_says_the_same_as_the_page() -> None:
    html = render_summary(summarise_those([*DECEIVED, *DISPUTED], SURVEYED), word(), imprint())

    assert DEPENDS in html
    assert ON_THE_VARIANT in html
    assert "Signs of trafficking: here yes, by the rules that lead no." in html
    assert "(present): strong here, medium in the catalogue." in html
    assert "Superseded in 2024" in html


def test_all_rule_sets_side_by_side_still_fit_a_summary_of_few_pages() -> None:
    present = [*DECEIVED, *DISPUTED, *INVOLUNTARY]
    content = summarise_those(present, SURVEYED, AnswerSheet())

    pdf = print_summary(content)

    assert len(content.comparison.sides) == 2
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert 2 <= len(document.pages) <= 4
