"""Put the application together, or refuse to with every reason."""

import hashlib
import logging
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.clock import SYSTEM_CLOCK, Clock
from app.evidence.scanning import Scanner
from app.extensions import babel, csrf
from app.services.library import load_library
from app.services.printing import PrintQueue
from app.services.provider_sign_in import build_provider_desk
from app.services.sample import has_sample
from app.services.workplace import Workplace
from app.settings import REPOSITORY, Settings
from app.store.errors import InventedPeopleError
from app.store.key_files import KeyFile
from app.store.opening import read_key
from app.store.password_keys import read_password_keys
from app.store.setup import Store, finish_erasing, open_store
from app.web.account.own import own
from app.web.account.provider import provider, register_provider
from app.web.account.resets import resets
from app.web.account.second_factors import second_factors
from app.web.account.signing_in import account
from app.web.administration.directory import directory
from app.web.administration.linking import linking
from app.web.administration.organisation import organisation
from app.web.administration.people import people
from app.web.administration.purging import purges
from app.web.agreement.routes import agreement
from app.web.cases.routes import cases
from app.web.compression import register_compression
from app.web.crosstabs.routes import crosstabs
from app.web.dashboard.routes import dashboard
from app.web.deeds import register_deeds
from app.web.documents.routes import documents
from app.web.drafts.routes import drafts
from app.web.errors import register_error_pages
from app.web.evidence.routes import evidence
from app.web.frame import register_frame
from app.web.glass.routes import glass
from app.web.headers import A_YEAR, register_headers
from app.web.health import health
from app.web.home.routes import home
from app.web.indicators.routes import indicators
from app.web.interviews.routes import interviews
from app.web.locale import LANGUAGES, choose_locale, choose_timezone, register_locale
from app.web.metrics import register_metrics
from app.web.paper.entry import paper_entry
from app.web.paper.routes import paper
from app.web.performance.routes import performance
from app.web.persons.routes import persons
from app.web.policy import list_policies, register_gate
from app.web.printing.routes import QUEUE, printing
from app.web.reassessing.routes import reassessing
from app.web.records.routes import records
from app.web.reports.routes import reports
from app.web.requests import CleanRequest
from app.web.results.routes import results
from app.web.review.routes import review
from app.web.reviewing.routes import reviewing
from app.web.rules.routes import rules
from app.web.second_coding.routes import second_coding
from app.web.server_log import register_server_log
from app.web.sharing.routes import sharing
from app.web.sign_in import register_sign_in
from app.web.sites.involved import involved
from app.web.sites.routes import sites
from app.web.tables.routes import tables
from app.web.tasks.routes import tasks
from app.web.unit_of_work import get_session, register_unit_of_work

STATIC: Final = Path(__file__).parent / "static"
BLUEPRINTS: Final = (
    health,
    account,
    provider,
    own,
    second_factors,
    resets,
    home,
    interviews,
    review,
    indicators,
    results,
    documents,
    reports,
    printing,
    paper,
    paper_entry,
    cases,
    rules,
    reassessing,
    second_coding,
    agreement,
    drafts,
    records,
    crosstabs,
    performance,
    tables,
    reviewing,
    sites,
    involved,
    glass,
    persons,
    sharing,
    evidence,
    tasks,
    people,
    linking,
    organisation,
    purges,
    directory,
    dashboard,
)

# A page of answers is small; twenty long texts fit in.
LARGEST_PAGE: Final = 2 * 1024 * 1024


def create_app(settings: Settings, clock: Clock = SYSTEM_CLOCK) -> Flask:
    """Give the application for these settings.

    Raises DocumentError with the problems of all instruments and rule sets, StoreError if the
    store can't be opened, and RouteWithoutPolicyError if a route is not guarded.
    """
    library = load_library(settings.indicators, settings.rules, switched_on=settings.switched_on)
    app = Flask(
        "app.web",
        static_folder=str(STATIC),
        static_url_path=f"/static/{_fingerprint_of_folder(STATIC)}",
        template_folder=str(REPOSITORY / "templates"),
    )
    app.request_class = CleanRequest
    _trust_proxies(app, settings.proxies)
    app.config.from_mapping(_configure(settings))
    store = open_store(settings, clock)
    _refuse_invented_people(store, settings)
    finish_erasing(store, clock.now())
    app.extensions["threshold.store"] = store
    app.logger.setLevel(logging.INFO)
    scanner = Scanner(settings.clamd) if settings.clamd else None
    workplace = Workplace(library, store.records, store.keys, clock, scanner)
    app.extensions[QUEUE] = PrintQueue(workplace)
    _register_parts(app, settings, workplace)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.extensions["threshold.policies"] = list_policies(app)
    return app


def _trust_proxies(app: Flask, proxies: int) -> None:
    """Take where people come from from our own proxies: tries to sign in are counted by address."""
    if proxies:
        trusted = {"x_for": proxies, "x_proto": proxies}
        app.wsgi_app = ProxyFix(app.wsgi_app, **trusted)  # type: ignore[method-assign]


def _refuse_invented_people(store: Store, settings: Settings) -> None:
    """Keep from production those whose passwords and codes everybody can read."""
    if settings.is_demonstration:
        return
    with store.records.reading() as session:
        if not has_sample(session):
            return
    store.close()
    raise InventedPeopleError(
        "This database holds the invented people of the demonstration, whose passwords everybody "
        "knows. Set THRESHOLD_DATABASE to another file, and run: flask migrate"
    )


def _register_parts(app: Flask, settings: Settings, workplace: Workplace) -> None:
    """Give the application its parts; the gate looks at a request before anything else does."""
    register_compression(app)
    register_server_log(app)
    register_metrics(app)
    at = build_provider_desk(settings)
    register_provider(app, at)
    leads_to = "" if at is None else at.provider.origin
    register_headers(app, is_https=settings.base_url.startswith("https://"), leads_to=leads_to)
    register_unit_of_work(app, workplace)
    register_gate(app)
    register_deeds(app, get_session)
    register_sign_in(app, workplace, settings, read_password_keys(settings.keys))
    csrf.init_app(app)
    babel.init_app(app, locale_selector=choose_locale, timezone_selector=choose_timezone)
    register_locale(app)
    register_frame(app, is_demonstration=settings.is_demonstration)
    register_error_pages(app)


def _configure(settings: Settings) -> dict[str, Any]:
    is_https = settings.base_url.startswith("https://")
    return {
        "TRUSTED_HOSTS": list_hosts(settings),
        "THRESHOLD_ORIGIN": "{0.scheme}://{0.netloc}".format(urlsplit(settings.base_url)),
        "SECRET_KEY": read_key(settings, KeyFile.SESSIONS).secret,
        # The prefix makes browsers keep the cookie to this host, its root and TLS.
        "SESSION_COOKIE_NAME": "__Host-threshold" if is_https else "threshold",
        "SESSION_COOKIE_SECURE": is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": LARGEST_PAGE,
        "MAX_FORM_MEMORY_SIZE": LARGEST_PAGE,
        "SEND_FILE_MAX_AGE_DEFAULT": A_YEAR,
        # A token lives as long as its session: an interview may take a day.
        "WTF_CSRF_TIME_LIMIT": None,
        # Pages send no referrer; where a request comes from is looked at by the gate.
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_TRANSLATION_DIRECTORIES": "translations",
        "BABEL_DEFAULT_LOCALE": LANGUAGES[0],
        "BABEL_DEFAULT_TIMEZONE": "UTC",
    }


def list_hosts(settings: Settings) -> list[str]:
    """Give the names by which the server answers: another one may be a trap for links."""
    own = urlsplit(settings.base_url).hostname or ""
    local = ("localhost", "127.0.0.1") if settings.is_demonstration else ()
    return [own, *local, *settings.hosts]


def _fingerprint_of_folder(folder: Path) -> str:
    """Give a name that changes with any static file, so that browsers may keep them for long."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\x00" + path.read_bytes())
    return digest.hexdigest()[:16]
