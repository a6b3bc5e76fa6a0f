"""Records of the sample organisation: of two cases that were confirmed, and invented ones beside.

How often something occurs in invented records is set in the tables of `app.datasets.sample_victims`
and `sample_suspects`; the same seed always gives the same records.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from sqlalchemy.orm import Session

from app.cases.workflow import Decision
from app.datasets.held import Holding, Origin
from app.datasets.model import Dataset
from app.datasets.records import Record
from app.datasets.sample_suspects import generate_suspects
from app.datasets.sample_victims import generate_victims
from app.engine.result import FindingStatus
from app.services.actors import Actor
from app.services.dataset_records import SUSPECTS, VICTIMS, Keeper, enter, keep, load_kept
from app.services.reviewing import Said, decide, find_review
from app.services.workplace import Workplace
from app.store.cases import Reach, list_cases

SEED: Final = 2026
RECORDS: Final = {VICTIMS: 60, SUSPECTS: 30}
CONFIRMED: Final = 2
MOST_CASES: Final = 50
WHY: Final = "Invented: the papers were seen, and three others said the same."
GENERATORS: Final[dict[str, Callable[[Dataset, int, str], Iterator[Record]]]] = {
    VICTIMS: generate_victims,
    SUSPECTS: generate_suspects,
}


def keep_sample_records(
    session: Session, workplace: Workplace, analyst: Actor, supervisor: Actor, country: str
) -> None:
    """Confirm the oldest cases with a presumption, and keep invented records beside theirs."""
    _confirm(session, workplace, supervisor)
    datasets = load_kept(workplace.library.indicators_folder)
    keeper = Keeper(analyst.account, analyst.organisation, workplace.clock)
    for name, number in RECORDS.items():
        found = datasets.datasets.newest(name)
        holding = Holding(found.item)
        for record in islice(GENERATORS[name](found.item, SEED, country), number):
            keep(session, keeper, found, enter(holding, record.values, Origin.IMPORTED))


def _confirm(session: Session, workplace: Workplace, supervisor: Actor) -> None:
    confirmed = 0
    newest_first = list_cases(session, Reach(supervisor.organisation), MOST_CASES).cases
    for case in reversed(newest_first):
        review = find_review(session, workplace, supervisor, case.number)
        if review is None or review.is_author or review.presumption is not FindingStatus.YES:
            continue
        said = Said(WHY, review.history.last)
        decide(session, workplace, supervisor, review, Decision.CONFIRMED, said)
        confirmed += 1
        if confirmed == CONFIRMED:
            return
