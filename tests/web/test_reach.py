"""What belongs to others is on no list; that it answers as missing stands in test_matrix.py."""

from flask import Flask

from tests.web.conftest import SignIn
from tests.web.walking import Finished


def test_case_of_others_is_on_no_list(finished: Finished, sign_in: SignIn) -> None:
    for name in ("southerner", "outreach", "stranger"):
        assert finished.case not in sign_in(name).get("/").text


def test_supervisor_reads_what_was_finished_and_changes_nothing(
    app: Flask, finished: Finished, sign_in: SignIn
) -> None:
    del app
    supervisor = sign_in("supervisor")

    page = supervisor.follow(supervisor.get("/"), finished.case)

    assert page.heading == f"Case {finished.case}"
    assert supervisor.follow(page, "Result").heading == "Result"
    assert supervisor.http.get(f"/interviews/{finished.interview}").status_code == 403
