"""The pages on which a case is opened in an emergency, and on which others are told of it."""

from tests.web.conftest import SignIn
from tests.web.walking import Finished

LINK = "Somebody is in danger, and the case is of another area: open it in an emergency"


def test_case_of_another_area_is_opened_and_its_supervisor_told(
    finished: Finished, sign_in: SignIn
) -> None:
    southerner, supervisor = sign_in("southerner"), sign_in("supervisor")
    found = southerner.get(f"/cases?number={finished.case}")
    asked = southerner.follow(found, LINK)

    failed = southerner.send(asked, "Open it for an hour", {"reason": ""})
    opened = southerner.send(asked, "Open it for an hour", {"reason": "She is in danger."})

    assert failed.status == 422
    assert opened.heading == f"Case {finished.case}"
    assert "The case is open to you for an hour" in opened.text
    assert finished.case not in southerner.get("/").text
    told = supervisor.follow(supervisor.get("/"), "Look")
    assert "southerner opened it" in told.text
    assert "She is in danger." in told.text
    noted = supervisor.send(told, f"I know of it ({finished.case})")
    assert "Nothing that you don’t know of yet." in noted.text


def test_who_opened_a_case_in_an_emergency_prints_nothing_and_learns_of_no_colleague(
    finished: Finished, sign_in: SignIn
) -> None:
    southerner = sign_in("southerner")
    asked = southerner.get(f"/emergency?number={finished.case}")
    southerner.send(asked, "Open it for an hour", {"reason": "She is in danger."})

    result = southerner.http.get(f"/interviews/{finished.interview}/result")
    shown = southerner.get(f"/cases/{finished.case}")
    documents = southerner.http.get(f"/interviews/{finished.interview}/documents")
    working_copy = southerner.http.get(f"/interviews/{finished.interview}/summary.pdf")
    takers = southerner.http.get(f"/cases/{finished.case}/answers")
    token = southerner.get("/emergency").find_all("input", name="csrf_token")[0].get("value")
    withdrawing = southerner.http.post(
        f"/interviews/{finished.interview}/documents/D-2026-7K3M-9QXA-4TBC/withdraw",
        data={"csrf_token": token},
    )

    assert result.status_code == 200
    assert f"/interviews/{finished.interview}/documents" not in result.text
    assert (documents.status_code, withdrawing.status_code) == (404, 404)
    assert (working_copy.status_code, takers.status_code) == (404, 404)
    for text in (result.text, shown.text):
        assert "summary.pdf" not in text
        assert f"/cases/{finished.case}/answers" not in text


def test_number_that_is_not_there_and_one_of_others_are_refused_alike(
    finished: Finished, sign_in: SignIn
) -> None:
    outreach = sign_in("outreach")
    asked = outreach.get("/emergency")

    pages = [
        outreach.send(asked, "Open it for an hour", {"number": number, "reason": "Danger."})
        for number in (finished.case, "T-2026-0000-0000")
    ]

    assert [page.status for page in pages] == [422, 422]
    assert all("No case of your organisation has this number" in page.text for page in pages)
