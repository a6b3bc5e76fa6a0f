"""Closed unless opened: each route says who may use it, or the application does not start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from http import HTTPStatus
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user
from werkzeug.exceptions import Unauthorized
from werkzeug.routing import Rule

from app.cases.roles import Permission
from app.evidence.model import LARGEST_FILE
from app.services.actors import Actor, build_actor
from app.services.glass import list_opened
from app.services.signing_in import is_fresh, list_missing
from app.web.limits import refuse_too_many
from app.web.sign_in import (
    find_sign_in,
    forget_sign_in,
    get_desk,
    get_sign_in,
    was_signed_in,
)
from app.web.unit_of_work import get_session, get_workplace

ViewT = TypeVar("ViewT", bound=Callable[..., Any])
_MARK: Final = "__threshold_policy__"


# A file, and what stands around it; one that is a little too large gets a sentence of its own.
LARGEST_FORM_WITH_FILE: Final = LARGEST_FILE + 2 * 1024 * 1024


class Relation(Enum):
    """How somebody has to stand to what an address names, so that it opens to them."""

    WITHIN_REACH = "within the reach of the permission"
    ASKED_OF_THEM = "asked of them"
    THEIR_OWN = "their own"
    OF_THEIR_ORGANISATION = "of their organisation"
    KEPT_BY_THEM = "of their country, and not kept by another organisation"
    SENT_BY_OR_TO_THEM = "sent by them or to their organisation"
    THE_SAME_FOR_ALL = "the same for all"


@dataclass(frozen=True)
class Policy:
    """Who may use a route: everybody, everybody signed in, or those with a permission.

    A fresh route asks to sign in again after five minutes, and leads to the page `back` then: a
    download leaves whoever gets it on the page that they came from. Only a route of setting up
    opens to people who still lack a password of their own or a second factor. `relations` are
    those to what the address names: they come from its parts.
    """

    is_public: bool = False
    permission: Permission | None = None
    fresh: bool = False
    sets_up: bool = False
    takes_file: bool = False
    back: str = ""
    relations: frozenset[Relation] = frozenset()


PUBLIC: Final = Policy(is_public=True)
SIGNED_IN: Final = Policy()

# What the parts of addresses name, and to whom it opens. An address with another part keeps the
# application from starting: a route can't forget to ask whose record it shows.
RELATIONS: Final[Mapping[str, Relation]] = {
    "interview_id": Relation.WITHIN_REACH,
    "number": Relation.WITHIN_REACH,
    "document": Relation.WITHIN_REACH,
    "record_id": Relation.WITHIN_REACH,
    "coding_id": Relation.ASKED_OF_THEM,
    "batch_id": Relation.THEIR_OWN,
    "person_id": Relation.WITHIN_REACH,
    "referral_id": Relation.SENT_BY_OR_TO_THEM,
    "passkey_id": Relation.THEIR_OWN,
    "session_id": Relation.THEIR_OWN,
    "reset_id": Relation.OF_THEIR_ORGANISATION,
    "party_id": Relation.OF_THEIR_ORGANISATION,
    "visit_id": Relation.WITHIN_REACH,
    "purge_id": Relation.OF_THEIR_ORGANISATION,
    "glass_id": Relation.OF_THEIR_ORGANISATION,
    "evidence_id": Relation.WITHIN_REACH,
    "task_id": Relation.WITHIN_REACH,
    "account_id": Relation.OF_THEIR_ORGANISATION,
    "recipient_id": Relation.KEPT_BY_THEM,
    **dict.fromkeys(
        (
            "block_id",
            "filename",
            "indicator_id",
            "name",
            "questionnaire",
            "said",
            "section_id",
            "table_id",
            "topic_id",
            "year",
        ),
        Relation.THE_SAME_FOR_ALL,
    ),
}

# Routes that libraries add. Whatever else they add keeps the application from starting.
ROUTES_OF_LIBRARIES: Final[Mapping[str, Policy]] = {
    "static": PUBLIC,
}


class RouteWithoutPolicyError(Exception):
    """Some routes do not say who may use them."""


class NotFreshError(Unauthorized):
    """What was sent needs a sign-in from just now."""


def requires(
    permission: Permission, *, fresh: bool = False, back: str = "", takes_file: bool = False
) -> Callable[[ViewT], ViewT]:
    """Open a route to the people who have a permission; `fresh` ones sign in again before.

    `back` is the endpoint of the page that a fresh download is asked for on. What is sent to a
    route that takes a file may be as large as a file.
    """
    return _mark(Policy(permission=permission, fresh=fresh, back=back, takes_file=takes_file))


def signed_in(view: ViewT) -> ViewT:
    """Open a route to everybody who is signed in."""
    return _mark(SIGNED_IN)(view)


def signed_in_afresh(view: ViewT) -> ViewT:
    """Open a route to everybody who signed in within the last five minutes."""
    return _mark(Policy(fresh=True))(view)


def sets_up(*, fresh: bool = False) -> Callable[[ViewT], ViewT]:
    """Open a route to everybody signed in, also to those who still have to set sign-in up."""
    return _mark(Policy(fresh=fresh, sets_up=True))


def public(view: ViewT) -> ViewT:
    """Open a route to everybody."""
    return _mark(PUBLIC)(view)


def list_policies(app: Flask) -> dict[str, Policy]:
    """Give the policy of each route by its endpoint, or raise RouteWithoutPolicyError."""
    policies: dict[str, Policy] = {}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        policy = getattr(view, _MARK, None) or ROUTES_OF_LIBRARIES.get(rule.endpoint)
        if policy is not None:
            before = policies.get(rule.endpoint, policy).relations
            policies[rule.endpoint] = replace(policy, relations=before | _list_relations(rule))
    closed = sorted({str(rule.endpoint) for rule in app.url_map.iter_rules()} - set(policies))
    if closed:
        raise RouteWithoutPolicyError(
            f"Nobody said who may use {', '.join(closed)}. Put @requires(Permission.…), "
            "@signed_in or @public of app.web.policy below the route."
        )
    _refuse_open_records(policies)
    return policies


def _list_relations(rule: Rule) -> frozenset[Relation]:
    unknown = sorted(set(rule.arguments) - set(RELATIONS))
    if unknown:
        raise RouteWithoutPolicyError(
            f"The address {rule.rule} names {', '.join(unknown)}, and nobody said to whom that "
            "opens. Add it to RELATIONS of app.web.policy."
        )
    return frozenset(RELATIONS[each] for each in rule.arguments)


def _refuse_open_records(policies: Mapping[str, Policy]) -> None:
    """Refuse routes that leave out what a record opens by: sign-in, or for a reach a permission."""
    for endpoint, policy in policies.items():
        belongs = policy.relations - {Relation.THE_SAME_FOR_ALL}
        within = Relation.WITHIN_REACH in belongs
        if (policy.is_public and belongs) or (within and policy.permission is None):
            raise RouteWithoutPolicyError(
                f"{endpoint} names records that belong to somebody, and opens to people without "
                "the permission that reaches them. Put @requires(Permission.…) below the route."
            )


def register_gate(app: Flask) -> None:
    """Let nobody past who may not; runs before anything else looks at a request."""
    app.before_request(_guard)


def get_actor() -> Actor:
    """Give the person signed in; only routes that ask for sign-in may call this."""
    if "actor" not in g:
        actor = build_actor(current_user)
        opened = list_opened(get_session(), get_workplace(), actor)
        g.actor = replace(actor, opened=opened)
    found: Actor = g.actor
    return found


def find_actor() -> Actor | None:
    """Give the person signed in, or None."""
    return get_actor() if current_user.is_authenticated else None


def wants_json() -> bool:
    """Say whether the script of a page asks, and not a page for people."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def _mark(policy: Policy) -> Callable[[ViewT], ViewT]:
    def mark(view: ViewT) -> ViewT:
        setattr(view, _MARK, policy)
        return view

    return mark


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    # No address of ours holds this sign, and not every database can be asked about it.
    if "\x00" in request.path or b"%00" in request.query_string:
        abort(HTTPStatus.NOT_FOUND)
    _refuse_other_sites()
    policy: Policy = current_app.extensions["threshold.policies"][request.endpoint]
    if policy.is_public:
        return None
    each = find_sign_in()
    if each is None or each.proven_at is None:
        return _ask_to_sign_in()
    if policy.permission is not None and not get_actor().may(policy.permission):
        abort(HTTPStatus.FORBIDDEN)
    if policy.takes_file:
        request.max_content_length = LARGEST_FORM_WITH_FILE
    asked = _ask_to_set_up(policy) or _ask_to_sign_in_again(policy)
    if asked is None:
        refuse_too_many(each.account_id)
    return asked


def _refuse_other_sites() -> None:
    """Refuse what another site sends, where the browser says so; tokens guard the rest."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = request.headers.get("Sec-Fetch-Site", "none")
    # Our own pages send no referrer, and so browsers name no origin for their forms.
    origin = request.headers.get("Origin", "null")
    is_ours = origin == "null" or urlsplit(origin).netloc == request.host
    if site not in ("same-origin", "none") or not is_ours:
        abort(HTTPStatus.FORBIDDEN)


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.method != "GET" or wants_json():
        abort(HTTPStatus.UNAUTHORIZED)
    if was_signed_in():
        forget_sign_in()
        flash(gettext("Your session has ended. Sign in again to go on."), "warning")
    return redirect(url_for("account.sign_in", next=_read_address()))


def _ask_to_set_up(policy: Policy) -> ResponseReturnValue | None:
    if policy.sets_up or not list_missing(get_session(), get_sign_in().account):
        return None
    if request.method != "GET" or wants_json():
        abort(HTTPStatus.FORBIDDEN)
    return redirect(url_for("own.show"))


def _ask_to_sign_in_again(policy: Policy) -> ResponseReturnValue | None:
    if not policy.fresh or is_fresh(get_desk(), get_sign_in()):
        return None
    if request.method != "GET" or wants_json():
        raise NotFreshError
    following = _read_address()
    if policy.back:
        following = url_for(policy.back, **(request.view_args or {}))
    return redirect(url_for("account.again", next=following))


def _read_address() -> str:
    return request.full_path if request.query_string else request.path
