"""The directory on pages: an organisation is added, offered, changed and retired."""

from tests.web.conftest import SignIn
from tests.web.page_client import PageClient
from tests.web.walking import Finished


def test_organisation_is_added_offered_for_consent_changed_and_retired(
    inspector: PageClient, finished: Finished, sign_in: SignIn
) -> None:
    administrator = sign_in("administrator")
    asked = administrator.follow(administrator.get("/directory"), "Add an organisation")
    fields = {"name": "Night Shelter", "kind": "shelter", "telephone": "000 30 00", "own": "yes"}

    wrong = administrator.send(asked, "Add it", {"email": "nowhere"})
    added = administrator.send(asked, "Add it", fields)
    again = administrator.send(asked, "Add it", fields)

    assert wrong.status == again.status == 422
    assert "There is an organisation with this name already" in again.text
    assert "Works here as Inspectorate" in added.text
    offered = inspector.get(f"/cases/{finished.case}/consents/new").text
    assert "Night Shelter (Shelter)" in offered
    change = administrator.follow(added, "Change (Night Shelter)")
    refused = administrator.send(change, "Keep", {"telephone": "0" * 300})
    changed = administrator.send(change, "Keep", {"kind": "health"})
    assert refused.status == 422
    assert "Kept: Night Shelter" in changed.text
    retired = administrator.send(change, "Keep", {"offered": "no"})
    assert "Retired: Night Shelter" in retired.text
    assert "Night Shelter" not in inspector.get(f"/cases/{finished.case}/consents/new").text
