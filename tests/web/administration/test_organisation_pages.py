"""Administrators arrange areas, what is asked, how long it is kept, and who else works here."""

import pytest

from tests.web.conftest import SignIn
from tests.web.page_client import PageClient

FULL = "full-assessment"


@pytest.fixture
def administrator(sign_in: SignIn) -> PageClient:
    return sign_in("administrator")


def test_questionnaire_that_is_not_used_is_offered_to_this_organisation_no_more(
    administrator: PageClient, inspector: PageClient, sign_in: SignIn
) -> None:
    asked = administrator.get("/organisation/questionnaires")
    nothing = administrator.send(asked, "Keep", {"used": []})

    kept = administrator.send(asked, "Keep", {"used": ["short-screening"]})

    assert nothing.status == 422
    assert "Interviews that began stay as they are" in kept.text
    assert f'value="{FULL}"' not in inspector.get("/interviews/new").html
    assert f'value="{FULL}"' in sign_in("outreach").get("/interviews/new").html


def test_area_is_added_once_and_offered_to_people(administrator: PageClient) -> None:
    asked = administrator.get("/organisation/areas/new")
    wrong = administrator.send(asked, "Add the area", {"code": "no where", "name": ""})

    added = administrator.send(asked, "Add the area", {"code": "east", "name": "East"})
    again = administrator.send(asked, "Add the area", {"code": "east", "name": "East"})

    assert wrong.status == again.status == 422
    assert "East" in added.text
    assert "East" in administrator.get("/people/new").text


def test_how_long_things_are_kept_is_counted_in_whole_months(administrator: PageClient) -> None:
    asked = administrator.get("/organisation/retention")
    wrong = administrator.send(asked, "Keep", {"help": "3", "statistics": "many"})

    kept = administrator.send(asked, "Keep", {"help": "24"})
    taken_back = administrator.send(asked, "Keep", {"help": ""})

    assert wrong.status == 422
    assert "24 months" in kept.text
    assert "24 months" not in taken_back.text


def test_other_organisation_begins_with_its_administrator(administrator: PageClient) -> None:
    asked = administrator.get("/organisation/others/new")
    fields = {
        "organisation": "Open House",
        "kind": "civil_society",
        "email": "oda@house.example",
        "name": "Oda",
    }
    wrong = administrator.send(asked, "Make the organisation", {"email": ""})

    made = administrator.send(asked, "Make the organisation", fields)

    assert wrong.status == 422
    assert made.heading == "The account is made"
    assert "Open House" in administrator.get("/organisation").text
    assert "Oda" not in administrator.get("/people").text
