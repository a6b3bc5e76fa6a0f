"""The kind of work is offered at the start, and stands on the pages of the result."""

from tests.web.page_client import PageClient, list_controls
from tests.web.walking import begin, read_interview_id, topic

START = "/interviews/new"
BEGIN = "Begin the interview"


def test_every_kind_of_work_is_offered_and_none_is_chosen(inspector: PageClient) -> None:
    page = inspector.get(START)

    (field,) = page.find_all("select", name="module")
    offered = [each.get("value") for each in field]
    assert offered[0] == ""
    assert len(offered) == 7
    assert list_controls(page.find_form(BEGIN), BEGIN)["module"] == ""


def test_a_start_that_says_nothing_of_the_kind_of_work_is_one_without(
    inspector: PageClient,
) -> None:
    page = inspector.get(START)
    sent = list_controls(page.find_form(BEGIN), BEGIN)
    del sent["module"]

    response = inspector.http.post(START, data=sent)

    assert response.status_code == 302


def test_questions_of_the_module_are_asked_and_count(inspector: PageClient) -> None:
    first = begin(inspector, module="domestic-work")
    agreement = topic(inspector, first, "domestic_work_agreement")
    fields = {"domestic_work_agreed": "spoken", "domestic_work_ending": "pay_first"}

    inspector.send(agreement, "Save and continue", fields)

    result = inspector.get(f"/interviews/{read_interview_id(first)}/result")
    assert "before paying back what the people they work for spent on them" in result.text
    assert "Module for a kind of work: Domestic work" in result.text
    assert "domestic-work@1.0.0" in result.text
