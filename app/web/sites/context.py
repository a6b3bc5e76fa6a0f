"""What the pages of sites and visits show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext, ngettext

from app.reports.site_visit import SiteLine, SiteVisitContent
from app.reports.spread import SMALLEST_SHOWN
from app.services.visits import SiteView
from app.store.ids import CaseId
from app.store.parties import PartyPage, PartyRecord
from app.store.records import CaseRecord
from app.store.visits import MOST_COUNTED, VisitRecord
from app.web.cases.wording import word_state
from app.web.components import Cell, Field, Link, Pages, SummaryRow, Table
from app.web.locale import write_moment
from app.web.paging import cut, turn_pages
from app.web.sites.adding import describe_party
from app.web.sites.wording import KINDS

# What the address calls the page of the list of visits.
VISITS: Final = "visits"


@dataclass(frozen=True)
class PatternRow:
    """One indicator, and in words how many workers it is present, open and absent with."""

    label: str
    about: str
    counts: str
    rest: str


@dataclass(frozen=True)
class Pattern:
    """What the workers of some cases have in common."""

    headline: str
    rest: str
    children: str
    withheld: str
    rows: tuple[PatternRow, ...]
    open_rows: tuple[PatternRow, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True)
class ListPage:
    """Some parties, a search, and where the next ones are."""

    words: Field
    rows: tuple[SummaryRow, ...]
    pages: Pages | None
    add_address: str


@dataclass(frozen=True)
class SitePage:
    """A site or another party; `begin_address` is empty where no visit can begin."""

    name: str
    facts: tuple[SummaryRow, ...]
    pattern: Pattern
    cases: Table
    pages: Pages | None
    visits: tuple[SummaryRow, ...]
    visit_pages: Pages | None
    begin_address: str


def build_list(page: PartyPage, words: str, *, may_add: bool, is_later: bool) -> ListPage:
    """Give a page of the list of parties."""
    following = None
    if page.next_after is not None:
        address = url_for("sites.index", words=words, after=page.next_after)
        following = Link(gettext("Older"), address)
    newest = Link(gettext("Newest"), url_for("sites.index", words=words)) if is_later else None
    return ListPage(
        words=Field("words", gettext("Name, or a part of it"), value=words, width=20),
        rows=tuple(_list_party(each) for each in page.parties),
        pages=Pages((), newest, following) if following or newest else None,
        add_address=url_for("sites.add") if may_add else "",
    )


def build_site_page(
    party: PartyRecord,
    view: SiteView,
    visits: Sequence[VisitRecord],
    numbers: tuple[int, int],
    *,
    area: str,
    may_visit: bool,
) -> SitePage:
    """Give the page of a party; `numbers` are which pages of its cases and visits are shown."""
    address = url_for("sites.show", party_id=party.id)
    number, of_visits = numbers
    return SitePage(
        name=party.name,
        facts=_list_facts(party, view, area),
        pattern=build_pattern(view),
        cases=build_cases(view.seen, number),
        pages=turn_pages(len(view.seen), number, address),
        visits=tuple(_list_visit(each) for each in cut(visits, of_visits)),
        visit_pages=turn_pages(len(visits), of_visits, address, name=VISITS),
        begin_address=url_for("sites.begin", party_id=party.id) if may_visit else "",
    )


def build_pattern(view: SiteView) -> Pattern:
    """Give what the workers have in common, in words; what is withheld is said to be."""
    content = view.content
    counted = [each for each in content.lines if each.spread is None or each.spread.yes]
    still_open = [each for each in content.lines if each.spread and not each.spread.yes]
    return Pattern(
        headline=_say_how_many(content),
        rest=_say_rest(view),
        children=_say_children(content),
        withheld=_say_withheld(content),
        rows=tuple(_write_line(each) for each in counted),
        open_rows=tuple(_write_line(each) for each in still_open),
        absent=content.absent,
    )


def build_cases(seen: Sequence[CaseRecord], number: int) -> Table:
    """Give one page of the cases that the person can open."""
    return Table(
        caption=gettext("Cases that you can open"),
        heads=(Cell(gettext("Case")), Cell(gettext("State")), Cell(gettext("Begun"))),
        rows=tuple(
            (
                Cell(each.number, url_for("cases.show", number=each.number), unbroken=True),
                Cell(word_state(each)),
                Cell(write_moment(each.created_at)),
            )
            for each in cut(seen, number)
        ),
        empty=gettext("None."),
    )


def list_shown(view: SiteView, number: int) -> tuple[CaseId, ...]:
    """Give the cases that one page of a list names."""
    return tuple(each.id for each in cut(view.seen, number))


def _list_party(party: PartyRecord) -> SummaryRow:
    address = url_for("sites.show", party_id=party.id)
    return SummaryRow(
        party.name, (describe_party(party),), (Link(gettext("Open"), address, about=party.name),)
    )


def _list_facts(party: PartyRecord, view: SiteView, area: str) -> tuple[SummaryRow, ...]:
    facts = (
        (gettext("What it is"), str(KINDS[party.kind])),
        (gettext("Address"), party.address),
        (gettext("Area"), area),
        (gettext("Kind of work"), view.content.visit.sector),
    )
    return tuple(SummaryRow(key, (value,)) for key, value in facts if value)


def _list_visit(visit: VisitRecord) -> SummaryRow:
    begun = write_moment(visit.began_at)
    address = url_for("sites.visit", visit_id=visit.id)
    return SummaryRow(begun, (), (Link(gettext("Open"), address, about=begun),))


def _say_how_many(content: SiteVisitContent) -> str:
    if content.workers is None:
        return str(
            gettext(
                "Fewer than %(smallest)s workers: what they have in common is withheld from those "
                "who may not open all their cases.",
                smallest=SMALLEST_SHOWN,
            )
        )
    if not content.workers:
        return str(gettext("No screening is finished here yet."))
    if content.presumption is None:
        return str(
            ngettext(
                "%(num)s worker. For how many signs add up to a presumption of trafficking is "
                "withheld here.",
                "%(num)s workers. For how many signs add up to a presumption of trafficking is "
                "withheld here.",
                content.workers,
            )
        )
    return str(
        gettext(
            "For %(yes)s of %(count)s workers, signs add up to a presumption of trafficking.",
            yes=content.presumption.yes,
            count=content.presumption.count,
        )
    )


def _say_rest(view: SiteView) -> str:
    """Say what is open and not presumed, and what is not counted at all."""
    found, said = view.content.presumption, []
    if found is not None and found.count:
        said.append(
            gettext(
                "Not presumed: %(no)s. Still open: %(unknown)s.", no=found.no, unknown=found.unknown
            )
        )
    if view.unfinished and not view.content.withholds:
        said.append(
            ngettext(
                "%(num)s screening is not finished and not counted.",
                "%(num)s screenings are not finished and not counted.",
                view.unfinished,
            )
        )
    if view.is_cut:
        said.append(gettext("Only the newest %(most)s cases are counted.", most=MOST_COUNTED))
    return " ".join(said)


def _say_children(content: SiteVisitContent) -> str:
    found = content.under_18
    if found is None or not (found.yes or found.unknown):
        return ""
    return str(
        gettext(
            "Under 18 when recruited or at work: %(yes)s. Not sure: %(unknown)s.",
            yes=found.yes,
            unknown=found.unknown,
        )
    )


def _say_withheld(content: SiteVisitContent) -> str:
    if not content.withholds or content.workers is None:
        return ""
    return str(
        gettext(
            "Lines in which fewer than %(smallest)s workers are counted anywhere are withheld, "
            "because you may not open all these cases.",
            smallest=SMALLEST_SHOWN,
        )
    )


def _write_line(line: SiteLine) -> PatternRow:
    found = line.spread
    if found is None:
        return PatternRow(line.label, line.dimension, gettext("withheld"), "")
    counts = gettext("%(yes)s of %(count)s", yes=found.yes, count=found.count)
    rest = gettext("open: %(unknown)s · absent: %(no)s", unknown=found.unknown, no=found.no)
    return PatternRow(line.label, line.dimension, counts, rest)
