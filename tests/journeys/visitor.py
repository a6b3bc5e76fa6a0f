"""Somebody who uses the pages without a browser's help: forms by hand, and the script's saving."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from typing import IO, Any, Final
from uuid import uuid4

import pyotp

from app.services.sample import PEOPLE, SECRET_OF_SAMPLE, SignIn
from tests.journeys.filling import Entries, write_fields
from tests.journeys.server import BY_ADDRESS, PATIENCE
from tests.web.page import Page, inspect, inspect_failure
from tests.web.page_client import list_controls

Fields = Iterable[tuple[str, str]]
SCRIPTED: Final = {"Accept": "application/json"}
TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Reply:
    """What came back; `follows` is where it leads, if it leads on."""

    status: int
    address: str
    follows: str
    body: bytes

    @property
    def text(self) -> str:
        """The page as it was sent."""
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        """What the script of a page would read."""
        return json.loads(self.body)

    @cached_property
    def page(self) -> Page:
        """The page, which holds to what every page must hold to."""
        page = Page(self.address, self.status, self.text)
        inspect(page)
        if self.status == 422 or page.list_error_links():
            inspect_failure(page)
        return page

    @property
    def names(self) -> set[str | None]:
        """The names of the fields that the page offers."""
        return {each.get("name") for each in self.page.root.iter()}

    def list_open_questions(self) -> list[str]:
        """Give the ids of the questions that are shown."""
        asked = (each for each in self.page.root.iter("div") if each.get("data-question"))
        return [each.get("data-question", "") for each in asked if each.get("hidden") is None]


class Visitor:
    """One person at one device, with a session of their own."""

    def __init__(self, address: str, cookies: CookieJar | None = None) -> None:
        self.address = address
        self.cookies = CookieJar() if cookies is None else cookies
        self._opener = urllib.request.build_opener(
            _NoRedirects, urllib.request.HTTPCookieProcessor(self.cookies)
        )
        self._token = ""

    def get(self, path: str) -> Reply:
        """Open a page, and what it leads to."""
        return self.follow(self._send(path, None, {}))

    def post(self, path: str, fields: Fields, headers: Mapping[str, str] | None = None) -> Reply:
        """Send a form; where the reply leads is not followed."""
        whole = (("csrf_token", self._token), *fields)
        return self._send(path, urllib.parse.urlencode(list(whole)).encode(), headers or {})

    def follow(self, reply: Reply) -> Reply:
        """Go where a reply leads."""
        while reply.follows:
            reply = self._send(reply.follows, None, {})
        return reply

    def sign_in(self, person: SignIn) -> None:
        """Sign in, and keep the token that forms are sent with."""
        self.cookies.clear()
        self._token = find_token(self.get("/sign-in"))
        given = (("email", person.email), ("password", person.password))
        second = self.follow(self.post("/sign-in", given))
        self._token = find_token(second)
        home = self.follow(self.post("/sign-in/second", (("code", make_code(self.address)),)))
        assert home.page.heading == "Start", home.page.heading
        self._token = find_token(home)

    def open_another(self) -> "Visitor":
        """Give another device of the same person, which goes on with the same sign-in."""
        other = Visitor(self.address)
        for each in self.cookies:
            other.cookies.set_cookie(each)
        other._token = self._token
        return other

    def open_tab(self) -> "Visitor":
        """Give another window of the same browser: what one is told of the sign-in, all know."""
        other = Visitor(self.address, self.cookies)
        other._token = self._token
        return other

    def begin(self, questionnaire: str) -> str:
        """Begin an interview, and give its id."""
        reply = self.get("/interviews/new")
        fields = list_controls(reply.page.find_form("Begin the interview"), "Begin the interview")
        fields["questionnaire"] = questionnaire
        begun = self.post("/interviews/new", fields.items(multi=True))
        assert begun.follows, begun.text
        return fields["interview"]

    def save(self, interview: str, question: str, fields: Fields, answer_id: str = "") -> Reply:
        """Save one answer as the script of the page does."""
        named = (("question", question), ("answer_id", answer_id or str(uuid4())), *fields)
        return self.post(f"/interviews/{interview}/answers", named, SCRIPTED)

    def answer_pages(self, interview: str, entries: Entries) -> Reply:
        """Send page after page while something is left to answer; give the page after them."""
        left = set(entries)
        page = self.get(f"/interviews/{interview}")
        while asked := left.intersection(page.list_open_questions()):
            fields = (
                field for each in sorted(asked) for field in write_fields(each, entries[each])
            )
            sent = self.post(page.address, [each for each in fields if each[0] in page.names])
            assert sent.follows, sent.text
            left -= asked
            page = self.get(f"/interviews/{interview}")
        assert not left, f"These were not asked: {left}"
        return page

    def finish(self, interview: str) -> Reply:
        """Finish an interview, and give the page of its result."""
        return self.follow(self.post(f"/interviews/{interview}/finish", ()))

    def _send(self, path: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        address = urllib.parse.urljoin(self.address, path)
        asked = urllib.request.Request(address, body, dict(headers))  # noqa: S310 - It is our server.
        try:
            with self._opener.open(asked, timeout=PATIENCE) as answered:
                return Reply(answered.status, address, "", answered.read())
        except urllib.error.HTTPError as answered:
            with answered:
                follows = answered.headers.get("Location", "") if answered.code < 400 else ""
                return Reply(answered.code, address, follows, answered.read())


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Shows each reply as it came: a redirect after a form is what acknowledges it."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        del req, fp, code, msg, headers, newurl


def find_sign_in(role: str) -> SignIn:
    """Give what an invented person signs in with."""
    return next(each.sign_in for each in PEOPLE if each.role.value == role)


def make_code(address: str) -> str:
    """Give the code of an invented person, as an authenticator app would show it now."""
    BY_ADDRESS[address].let_codes_be_used_again()
    return pyotp.TOTP(SECRET_OF_SAMPLE).now()


def find_token(reply: Reply) -> str:
    """Give the token that the forms of a page are sent with."""
    found = TOKEN.search(reply.text)
    assert found, reply.text
    return found[1]
