"""The pages of sites and visits: named once, asked about when alike, and screened one by one."""

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.page_client import PageClient, list_controls
from tests.web.walking import Finished, finish, read_case_number

FARM = "Sunny Hill Farm"


def add_site(client: PageClient, name: str = FARM, **fields: str) -> Page:
    """Add a site from the list of sites."""
    form = client.follow(client.follow(client.get("/"), "Sites and employers"), "Add one")
    return client.send(form, "Continue", {"name": name, "address": "Mill Road 4", **fields})


def test_visit_screens_one_worker_after_the_other(inspector: PageClient, sign_in: SignIn) -> None:
    site = add_site(inspector)

    form = inspector.follow(site, "Begin a visit here")
    visit = inspector.send(form, "Begin the visit")
    first = inspector.send(visit, "Screen the first worker", {"language": "ne"})
    finished = finish(inspector, first)
    again = inspector.get(visit.address)
    second = inspector.send(again, "Screen the next worker")

    assert visit.heading == f"Visit to {FARM}"
    assert second.address != first.address
    language = again.find_form("Screen the next worker").iter("option")
    assert [each.get("value") for each in language if each.get("selected") is not None] == ["ne"]
    both = inspector.get(visit.address)
    assert finished.case in both.text
    assert read_case_number(second) in both.text
    case = inspector.get(f"/cases/{finished.case}")
    assert inspector.follow(case, "All cases of this visit").heading == visit.heading
    assert sign_in("southerner").http.get(visit.address).status_code == 404
    elsewhere = sign_in("southerner").get(site.address)
    assert "Fewer than 5 workers" in elsewhere.text
    assert finished.case not in elsewhere.text


def test_name_that_is_like_a_known_one_asks_and_is_never_taken_for_it(
    inspector: PageClient,
) -> None:
    first = add_site(inspector)

    asked = add_site(inspector, "sunny hill farm")
    same = asked.find_all("input", name="choice")[0].get("value") or ""
    one = inspector.send(asked, "Continue", {"choice": same})
    other = inspector.send(asked, "Continue", {"choice": "new"})

    assert asked.heading == "Add a site or employer"
    assert one.address == first.address
    assert other.address != first.address


def test_case_names_its_recruiter_and_takes_it_back(
    inspector: PageClient, finished: Finished, sign_in: SignIn
) -> None:
    page = inspector.get(f"/cases/{finished.case}")

    form = inspector.follow(page, "Name a site, employer, recruiter or transporter")
    named = inspector.send(form, "Keep with the case", {"kind": "recruiter", "name": "Blue <b>"})

    assert "Recruiter: Blue <b>" in named.text
    assert "Blue <b>" in sign_in("supervisor").get(f"/cases/{finished.case}").text
    bare = inspector.send(named, "Take out “Blue <b>” as recruiter")
    assert "Recruiter:" not in bare.text


@pytest.mark.parametrize(("field", "typed"), [("name", ""), ("name", "x" * 300)])
def test_what_is_wrong_in_the_form_is_said(inspector: PageClient, field: str, typed: str) -> None:
    page = add_site(inspector, **{field: typed})

    assert page.status == 422
    assert page.list_error_links() == [field]


def test_site_of_others_is_not_there(inspector: PageClient, sign_in: SignIn) -> None:
    address = add_site(inspector).address
    stranger = sign_in("stranger")

    assert stranger.http.get(address).status_code == 404
    assert FARM not in stranger.get("/sites?words=sunny").text
    assert FARM in sign_in("supervisor").get("/sites?words=SUNNY").text


def test_cookie_holds_no_name_while_the_next_page_is_on_its_way(
    app: Flask, inspector: PageClient, finished: Finished
) -> None:
    form = inspector.follow(
        inspector.get(f"/cases/{finished.case}"), "Name a site, employer, recruiter or transporter"
    )
    button = "Keep with the case"
    sent = list_controls(form.find_form(button), button)
    sent.setlist("kind", ["recruiter"])
    sent.setlist("name", ["Blue Agency"])

    answer = inspector.http.post(form.address, data=sent)

    assert answer.status_code == 302
    cookie = inspector.http.get_cookie(app.config["SESSION_COOKIE_NAME"])
    reader = SecureCookieSessionInterface().get_signing_serializer(app)
    assert cookie is not None
    assert reader is not None
    held = str(reader.loads(cookie.value))
    assert "It is kept with the case" in held
    assert "Blue" not in held
