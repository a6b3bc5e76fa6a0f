"""What people enter about a programme is about that of their own organisation."""

from datetime import date

from app.services.programme_figures import keep_entry
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.ids import FigureId, OrganisationId, new_id
from app.store.publications import TARGET, Entry, list_entries
from tests.services.conftest import FindActor

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def read_targets(session: Session, organisation: OrganisationId) -> list[str]:
    found = list_entries(session, organisation, FIRST, LAST)
    return [each.entry.value for each in found]


def test_what_one_organisation_enters_neither_shows_nor_counts_in_another(
    session: Session, workplace: Workplace, person: FindActor
) -> None:
    own, other = person("supervisor"), person("stranger")
    for actor, value in ((own, "80"), (other, "5")):
        entry = Entry(TARGET, "K02", "", FIRST, LAST, value, "", "")
        keep_entry(session, workplace, actor, FigureId(new_id()), entry)

    assert read_targets(session, own.organisation) == ["80"]
    assert read_targets(session, other.organisation) == ["5"]
