"""How far codings agree, over the interviews that the sample has coded twice."""

import pytest

from app.datasets.agreement import Kappa, Obstacle
from app.services.agreement import AgreementReport, Group, Row, measure
from app.services.sample_codings import CODINGS, SamplePeople, lead_codings
from app.services.session import Session
from app.services.workplace import Workplace
from tests.services.conftest import FindActor

FINISHED = [each for each in CODINGS if each.second is not None]


@pytest.fixture
def report(session: Session, workplace: Workplace, person: FindActor) -> AgreementReport:
    """The report of the sample; others than its organisation have nothing to count."""
    people = SamplePeople(person("colleague"), person("supervisor"), person("inspector"))
    lead_codings(session, workplace, people)
    elsewhere = measure(session, workplace, person("stranger"))
    assert elsewhere is not None
    assert elsewhere.codings == 0
    assert measure(session, workplace, person("administrator")) is None
    found = measure(session, workplace, person("analyst"))
    assert found is not None
    return found


def list_rows(groups: tuple[Group, ...]) -> dict[str, Row]:
    return {row.label: row for group in groups for row in group.rows}


def test_agreement_is_counted_over_all_interviews_that_were_coded_twice(
    report: AgreementReport,
) -> None:
    assert (report.codings, report.present) == (len(FINISHED), 4)
    assert report.presumption.agreement.compared == len(FINISHED)
    assert_questions(list_rows(report.questions))
    assert_indicators(report)


def assert_questions(questions: dict[str, Row]) -> None:
    debt = next(row for label, row in questions.items() if label.startswith("Do you owe money"))
    # One of the two heard no debt where the other one noted that it was not said.
    assert (debt.agreement.agreed, debt.agreement.compared) == (5, 6)
    assert isinstance(debt.agreement.kappa, Kappa)

    back = questions["If you wanted your papers today, what would happen?"]
    # It is not asked of those who have their papers, and was left out by both of one interview.
    assert (back.agreement.compared, back.left_out) == (3, 3)
    assert back.agreement.kappa is Obstacle.TOO_FEW

    hours = questions["How many hours do you work on a usual day?"]
    assert hours.agreement.kappa is Obstacle.NO_CODES
    assert hours.agreement.agreed == 4

    treated = next(row for label, row in questions.items() if "treat" in label and row.choices)
    assert treated.agreement.kappa is Obstacle.EACH_CHOICE
    assert {type(each.agreement.kappa) for each in treated.choices} == {Kappa, Obstacle}
    assert not any("consent" in label or "keep what you tell" in label for label in questions)


def assert_indicators(report: AgreementReport) -> None:
    indicators = list_rows(report.indicators)
    assert report.indicators[0].title == "Deceptive recruitment"
    assert all(row.agreement.compared == len(FINISHED) for row in indicators.values())
    bondage = indicators["Debt bondage"].agreement
    assert bondage.agreed < bondage.compared
    assert isinstance(bondage.kappa, Kappa)
    same = [row for row in indicators.values() if row.agreement.kappa is Obstacle.ONE_CODE]
    assert all(row.agreement.agreed == len(FINISHED) for row in same)
