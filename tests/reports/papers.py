"""Documents that are no summary of an interview, invented, at each level of disclosure."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.conditions.truth import Truth
from app.instruments.vocabulary import Provenance
from app.reports.carried import write_content
from app.reports.imprint import Level
from app.reports.pdf import Printable, prepare_report
from app.reports.programme import (
    ProgrammeContent,
    ProgrammeFigure,
    ProgrammeIndicator,
    disclose_programme,
)
from app.reports.referral import Consent, Reaching, ReferralFacts, Shared, build_referral
from app.reports.render import KINDS, ReportContent
from app.reports.site_visit import (
    Observation,
    SiteIndicator,
    SiteVisit,
    WorkerResult,
    build_site_visit,
)
from tests.builders import TODAY
from tests.reports.scripts import SENTENCES
from tests.reports.small import imprint, word

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
EVERY_SCRIPT = " ".join(SENTENCES.values())

VISIT = SiteVisit(
    organisation="Labour Inspectorate",
    site="Fish plant 7",
    place="Harbour road, Northport",
    employer="Northern Catch Ltd",
    sector="Fishing",
    visited_on=(date(2026, 11, 20), TODAY),
    observations=(Observation("Where people sleep", f"Bunks in a shed. {EVERY_SCRIPT}"),),
    printed_on=TODAY,
)
INDICATORS = tuple(
    SiteIndicator(name, label, dimension)
    for name, label, dimension in (
        ("papers", "Confiscation of documents", "Coercion at destination"),
        ("hours", "Excessive hours", "Exploitation"),
        ("debt", "Debt bondage", "Coercive recruitment"),
        ("locked", "Isolation, confinement or surveillance", "Coercion at destination"),
        ("child", "Work that is bad for a child", "Exploitation"),
    )
)
# Of seven: six and one; five and two; nobody asked; one locked up; nobody.
ROWS = {
    "papers": (YES,) * 6 + (NO,),
    "hours": (YES,) * 5 + (UNKNOWN,) * 2,
    "debt": (UNKNOWN,) * 7,
    "locked": (YES,) + (NO,) * 6,
    "child": (NO,) * 7,
}
WORKERS = tuple(
    WorkerResult(
        case_number=f"ZZ-2026-{number:04}",
        presumption=YES if number < 5 else UNKNOWN,
        under_18=NO,
        indicators={name: row[number] for name, row in ROWS.items()},
        is_within_reach=True,
    )
    for number in range(7)
)
REFERRAL = ReferralFacts(
    case_number="ZZ-2026-0012",
    organisation="Labour Inspectorate",
    referred_by="A. Doe (Labour inspector)",
    consent=Consent("Harbour House", "a safe place to sleep", date(2026, 11, 20)),
    needs=("A bed for tonight", "A doctor"),
    dangers=("Somebody threatens the person.",),
    language="ne",
    interpreter=YES,
    under_18=UNKNOWN,
    reaching=Reaching("Sita R.", "+999 55 0101", "Harbour road 4", True, False),  # noqa: FBT003
    shares_identity=True,
    presumption=YES,
    shares_result=True,
    shared=(
        Shared("Do you need a doctor?", "Yes", is_own_words=False),
        Shared("What happened?", EVERY_SCRIPT, is_own_words=True),
    ),
    printed_on=TODAY,
)
PROGRAMME = ProgrammeContent(
    organisation="Labour Inspectorate",
    title="How the programme performs",
    source="Invented figures.",
    first=date(2026, 1, 1),
    last=date(2026, 6, 30),
    indicators=(
        ProgrammeIndicator(
            "K01", "Persons screened", "protection", "persons", "persons with a screening", "",
            Provenance.PROPOSAL, "",
            (ProgrammeFigure("", Decimal(40), 40, None, unit="persons", is_count=True),),
        ),
        ProgrammeIndicator(
            "K08", "Referral within N days", "protection", "%", "referred soon", "presumed victims",
            Provenance.PROPOSAL, "counted from the screening",
            (
                ProgrammeFigure("within 1 days", Decimal("60.0"), 12, 20, unit="%"),
                ProgrammeFigure("within 3 days", Decimal("90.0"), 18, 20, unit="%"),
                ProgrammeFigure("within 7 days", None, 0, 0),
            ),
        ),
        ProgrammeIndicator(
            "K40", "Not kept", "programme", "%", "nothing", "nothing", Provenance.PROPOSAL, "", (),
        ),
    ),
    withholds=False,
    printed_on=TODAY,
)  # fmt: skip


def list_papers() -> Iterator[tuple[str, Level, ReportContent]]:
    """Give each document at each level, and a visit of which too few may be known."""
    for level in Level:
        yield "visit", level, build_site_visit(VISIT, INDICATORS, WORKERS, level)
        yield "referral", level, build_referral(REFERRAL, level)
        yield "programme", level, disclose_programme(PROGRAMME, level)
    few = [replace(each, is_within_reach=False) for each in WORKERS[:3]]
    yield "few", Level.FULL, build_site_visit(VISIT, INDICATORS, few, Level.FULL)


def prepare_paper(content: ReportContent, level: Level, language: str = "en") -> Printable:
    """Give what a document is printed from, with what it carries and its fingerprint."""
    borne = imprint(level)
    carried = write_content(KINDS[type(content)], content, borne.number, level)
    fingerprint = hashlib.sha256(carried.encode()).hexdigest()
    return prepare_report(content, word(language), replace(borne, fingerprint=fingerprint), carried)
