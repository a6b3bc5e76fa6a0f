"""What belongs to others is on no list; that it answers as missing stands in test_matrix.py."""

from flask import Flask

from tests.web.conftest import SignIn
from tests.web.page_client import PageClient
from tests.web.walking import begin, finish


def test_case_of_others_is_on_no_list(inspector: PageClient, sign_in: SignIn) -> None:
    case = finish(inspector, begin(inspector)).case

    for name in ("southerner", "outreach", "stranger"):
        assert case not in sign_in(name).get("/").text


def test_supervisor_reads_what_was_finished_and_changes_nothing(
    app: Flask, inspector: PageClient, sign_in: SignIn
) -> None:
    del app
    finished = finish(inspector, begin(inspector))
    supervisor = sign_in("supervisor")

    page = supervisor.follow(supervisor.get("/"), finished.case)

    assert page.heading == f"Case {finished.case}"
    assert supervisor.follow(page, "Result").heading == "Result"
    assert supervisor.http.get(f"/interviews/{finished.interview}").status_code == 403
