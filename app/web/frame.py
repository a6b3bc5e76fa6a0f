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

# Where one can go from everywhere, and with which permission; None is everybody's.
PAGES: Final = (
    (None, "home.show", lazy_gettext("Start")),
    (Permission.SCREEN, "interviews.begin", lazy_gettext("Screen a worker")),
    (Permission.KEEP_TASKS, "tasks.mine", lazy_gettext("Your tasks")),
    (Permission.KNOW_PERSONS, "persons.find", lazy_gettext("Find a person")),
    (Permission.ANSWER_REFERRALS, "sharing.received", lazy_gettext("Referred to us")),
    (Permission.READ_SITES, "sites.index", lazy_gettext("Sites and employers")),
    (Permission.COMPLETE_VICTIMS, "records.index", lazy_gettext("Records")),
    (Permission.READ_DATASETS, "crosstabs.show", lazy_gettext("Figures")),
    (Permission.READ_DATASETS, "tables.index", lazy_gettext("Yearly tables")),
    (Permission.READ_AGREEMENT, "agreement.show", lazy_gettext("Agreement")),
    (Permission.READ_DASHBOARD, "dashboard.show", lazy_gettext("Dashboard")),
    (Permission.REPORT_PROGRAMME, "performance.show", lazy_gettext("Performance")),
    (Permission.REPORT_PROGRAMME, "reports.programme", lazy_gettext("Programme")),
    (None, "rules.index", lazy_gettext("How this is decided")),
    (Permission.PREVIEW_IMPACT, "drafts.show", lazy_gettext("Drafts of rules")),
    (Permission.ADMINISTER, "people.index", lazy_gettext("People")),
    (Permission.ADMINISTER, "organisation.show", lazy_gettext("Your organisation")),
    (Permission.ADMINISTER, "directory.index", lazy_gettext("Directory")),
    (Permission.RESET_SIGN_INS, "resets.show", lazy_gettext("Help with signing in")),
    (None, "own.show", lazy_gettext("Your sign-in")),
)


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
    return tuple(
        Link(str(words), url_for(endpoint), current=request.endpoint == endpoint)
        for permission, endpoint, words in PAGES
        if permission is None or actor.may(permission)
    )
