"""What stands around every page: who is signed in, where to go, and the way out."""

from typing import Final

from babel import Locale
from flask import Flask, request, url_for
from flask_babel import get_locale, get_translations, lazy_gettext

from app.cases.roles import Permission, Role
from app.services.actors import Actor
from app.services.summaries import Speech
from app.web.components import Frame, Link, SignedIn
from app.web.policy import find_actor

# A harmless page that anybody might have open.
UNRELATED_SITE: Final = "https://www.bbc.com/weather"

NAMES_OF_ROLES: Final = {
    Role.INSPECTOR: lazy_gettext("Labour inspector"),
    Role.OUTREACH: lazy_gettext("Outreach worker"),
    Role.SUPERVISOR: lazy_gettext("Supervisor"),
    Role.ANALYST: lazy_gettext("Analyst"),
    Role.ADMINISTRATOR: lazy_gettext("Administrator"),
}


def register_frame(app: Flask, *, is_demonstration: bool) -> None:
    """Give every template its frame."""
    words = (lazy_gettext("Demonstration: every person and case here is invented"),)
    versions = words if is_demonstration else ()

    @app.context_processor
    def give_frame() -> dict[str, Frame]:
        return {"frame": build_frame(find_actor(), tuple(str(each) for each in versions))}


def get_speech() -> Speech:
    """Give the language of the page, for documents that are made for it."""
    roles = {role: str(words) for role, words in NAMES_OF_ROLES.items()}
    return Speech(get_locale() or Locale("en"), get_translations(), roles)


def build_frame(actor: Actor | None, versions: tuple[str, ...]) -> Frame:
    """Give the frame of a page."""
    if actor is None:
        return Frame(exit_address=UNRELATED_SITE, versions=versions)
    roles = ", ".join(str(NAMES_OF_ROLES[role]) for role in actor.roles)
    return Frame(
        exit_address=UNRELATED_SITE,
        exit_signs_out=True,
        person=SignedIn(actor.name, roles, actor.organisation_name),
        navigation=list_links(actor),
        home_address=url_for("home.show"),
        sign_out_address=url_for("account.sign_out"),
        versions=versions,
    )


def list_links(actor: Actor) -> tuple[Link, ...]:
    """Give the pages that a person can go to from everywhere."""
    links = [("home.show", lazy_gettext("Start"))]
    if actor.may(Permission.SCREEN):
        links.append(("interviews.begin", lazy_gettext("Screen a worker")))
    if actor.may(Permission.READ_SITES):
        links.append(("sites.index", lazy_gettext("Sites and employers")))
    if actor.may(Permission.COMPLETE_VICTIMS):
        links.append(("records.index", lazy_gettext("Records")))
    if actor.may(Permission.READ_DATASETS):
        links.append(("tables.index", lazy_gettext("Yearly tables")))
    if actor.may(Permission.READ_AGREEMENT):
        links.append(("agreement.show", lazy_gettext("Agreement")))
    if actor.may(Permission.REPORT_PROGRAMME):
        links.append(("reports.programme", lazy_gettext("Programme")))
    links.append(("rules.index", lazy_gettext("How this is decided")))
    if actor.may(Permission.PREVIEW_IMPACT):
        links.append(("drafts.show", lazy_gettext("Drafts of rules")))
    if actor.may(Permission.RESET_SIGN_INS):
        links.append(("resets.show", lazy_gettext("Help with signing in")))
    links.append(("own.show", lazy_gettext("Your sign-in")))
    return tuple(
        Link(str(words), url_for(endpoint), current=request.endpoint == endpoint)
        for endpoint, words in links
    )
