"""A browser without scripts that inspects every page it gets, and sends forms as they stand."""

from collections.abc import Mapping, Sequence
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app.services.workplace import Workplace
from tests.web.installation import PASSWORD, let_codes_be_used_again, make_code
from tests.web.page import Page, inspect, inspect_failure, read

Filled = str | Sequence[str]
SECOND_STEP = "Show that it is you"


class PageClient:
    """One person at one browser."""

    def __init__(self, http: FlaskClient) -> None:
        self.http = http

    def sign_in(self, name: str) -> Page:
        """Sign in as a person of the installation, with both factors."""
        page = self.give_password(self.get("/sign-in"), name)
        return self.give_code(page) if page.heading == SECOND_STEP else page

    def give_password(self, page: Page, name: str) -> Page:
        """Take the first step of signing in."""
        fields = {"email": f"{name}@people.example", "password": PASSWORD}
        return self.send(page, "Sign in", fields)

    def give_code(self, page: Page) -> Page:
        """Take the second step, with the code of just now."""
        workplace: Workplace = self.http.application.extensions["threshold"]
        let_codes_be_used_again(workplace.records)
        return self.send(page, "Continue", {"code": make_code(workplace.clock.now())})

    def get(self, address: str) -> Page:
        """Open a page, follow where it leads, and inspect what comes."""
        return self._read(self.http.get(address, follow_redirects=True))

    def follow(self, page: Page, words: str) -> Page:
        """Press a link."""
        return self.get(urljoin(page.address, page.find_link(words)))

    def send(self, page: Page, button: str, fields: Mapping[str, Filled] | None = None) -> Page:
        """Fill in the form of a button and press it; the rest of the form goes as it stands."""
        form = page.find_form(button)
        sent = list_controls(form, button)
        for name, value in (fields or {}).items():
            offered = {each.get("name") for each in form.iter()}
            assert name in offered, f"{page.address} has no field {name}."
            sent.setlist(name, [value] if isinstance(value, str) else list(value))
        address = urljoin(page.address, form.get("action") or page.address)
        return self._read(self.http.post(address, data=sent, follow_redirects=True))

    def _read(self, response: TestResponse) -> Page:
        page = Page(response.request.path, response.status_code, response.text)
        inspect(page)
        if response.status_code == 422 or page.list_error_links():
            inspect_failure(page)
        return page


def list_controls(form: Element, button: str) -> "MultiDict[str, str]":
    """Give what a browser would send: nothing of fieldsets that are disabled."""
    sent: MultiDict[str, str] = MultiDict()
    closed = {
        each
        for fieldset in form.iter("fieldset")
        if fieldset.get("disabled") is not None
        for each in fieldset.iter()
    }
    for each in form.iter():
        name = each.get("name")
        if name and each not in closed:
            for value in read_control(each, button):
                sent.add(name, value)
    return sent


def read_control(control: Element, button: str) -> list[str]:
    """Give what one control sends."""
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        return [chosen[-1].get("value") or ""] if chosen else []
    if control.tag == "textarea":
        return [(control.text or "").removeprefix("\n")]
    if control.tag == "button":
        return [control.get("value") or ""] if read(control) == button else []
    if control.get("type") in ("radio", "checkbox") and control.get("checked") is None:
        return []
    return [control.get("value") or ""]
