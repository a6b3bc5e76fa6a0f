"""Closed unless opened: each route says who may use it, or the application does not start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.cases.roles import Permission
from app.services.actors import Actor, build_actor

ViewT = TypeVar("ViewT", bound=Callable[..., Any])
_MARK: Final = "__threshold_policy__"


@dataclass(frozen=True)
class Policy:
    """Who may use a route: everybody, everybody signed in, or those with a permission."""

    is_public: bool = False
    permission: Permission | None = None


PUBLIC: Final = Policy(is_public=True)
SIGNED_IN: Final = Policy()

# Routes that libraries add. Whatever else they add keeps the application from starting.
ROUTES_OF_LIBRARIES: Final[Mapping[str, Policy]] = {
    "static": PUBLIC,
    "security.login": PUBLIC,
    "security.logout": PUBLIC,
}


class RouteWithoutPolicyError(Exception):
    """Some routes do not say who may use them."""


def requires(permission: Permission) -> Callable[[ViewT], ViewT]:
    """Open a route to the people who have a permission."""
    return _mark(Policy(permission=permission))


def signed_in(view: ViewT) -> ViewT:
    """Open a route to everybody who is signed in."""
    return _mark(SIGNED_IN)(view)


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
            policies[rule.endpoint] = policy
    closed = sorted({str(rule.endpoint) for rule in app.url_map.iter_rules()} - set(policies))
    if closed:
        raise RouteWithoutPolicyError(
            f"Nobody said who may use {', '.join(closed)}. Put @requires(Permission.…), "
            "@signed_in or @public of app.web.policy below the route."
        )
    return policies


def register_gate(app: Flask) -> None:
    """Let nobody past who may not; runs before anything else looks at a request."""
    app.before_request(_guard)


def get_actor() -> Actor:
    """Give the person signed in; only routes that ask for sign-in may call this."""
    if "actor" not in g:
        g.actor = build_actor(current_user)
    actor: Actor = g.actor
    return actor


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
    _refuse_other_sites()
    policy: Policy = current_app.extensions["threshold.policies"][request.endpoint]
    if policy.is_public:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if policy.permission is not None and not get_actor().may(policy.permission):
        abort(HTTPStatus.FORBIDDEN)
    return None


def _refuse_other_sites() -> None:
    """Refuse what another site sends, where the browser says so; tokens guard the rest."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    if request.method not in ("GET", "HEAD", "OPTIONS") and site not in ("same-origin", "none"):
        abort(HTTPStatus.FORBIDDEN)


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.method != "GET" or wants_json():
        abort(HTTPStatus.UNAUTHORIZED)
    following = request.full_path if request.query_string else request.path
    return redirect(url_for("security.login", next=following))
