"""An interview to code a second time, the people around it, and what they do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from app.cases.roles import Permission
from app.cases.second_coding import CodingBasis
from app.cases.workflow import CaseEventKind
from app.conditions.values import Value
from app.services.actors import Actor
from app.services.case_lists import find_history
from app.services.coding import (
    Assignment,
    begin_coding,
    find_assignment,
    finish_coding,
)
from app.services.interviews import find_screening
from app.services.second_codings import (
    Request,
    ask_to_code,
)
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.ids import InterviewId, SecondCodingId, new_id
from app.store.records import SecondCodingRecord
from tests.services.conftest import Leading
from tests.web.installation import MovingClock

FIRST: Mapping[str, Value] = {"papers_held": "employer", "paid_how": "nothing", "hours_day": 14}
RECORDED = "He says that the boss has his passport."


@dataclass
class World:
    """An interview that the inspector finished, the people around it, and what they do."""

    leading: Leading
    supervisor: Actor
    colleague: Actor
    moving: MovingClock

    @property
    def session(self) -> Session:
        return self.leading.session

    @property
    def workplace(self) -> Workplace:
        return self.leading.workplace

    def request(self) -> Request:
        """Give a request to the colleague to code what was recorded."""
        coder = self.colleague.account
        return Request(SecondCodingId(new_id()), coder, CodingBasis.RECORD, RECORDED)

    def ask(self, request: Request | None = None) -> SecondCodingRecord:
        """Send a request, by default that to the colleague."""
        screening = find_screening(
            self.session,
            self.workplace,
            self.supervisor,
            self.leading.interview,
            Permission.ASK_SECOND_CODING,
        )
        assert screening is not None
        return ask_to_code(
            self.session, self.workplace, self.supervisor, screening, request or self.request()
        )

    def assign(self, coding: SecondCodingRecord) -> Assignment:
        found = find_assignment(self.session, self.workplace, self.colleague, coding.id)
        assert found is not None
        return found

    def begin(self, coding: SecondCodingRecord) -> Leading:
        """Let the colleague begin; what comes back leads on the sheet."""
        self.moving.moment += timedelta(days=400)
        sheet = begin_coding(
            self.session,
            self.workplace,
            self.colleague,
            self.assign(coding),
            InterviewId(new_id()),
        )
        return Leading(self.session, self.workplace, self.colleague, sheet)

    def end(self, sheet: Leading) -> None:
        finish_coding(self.session, self.workplace, self.colleague, sheet.now())

    def list_events(self) -> list[CaseEventKind]:
        number = self.leading.now().case.number
        history = find_history(self.session, self.workplace, self.supervisor, number)
        assert history is not None
        return [each.kind for each in history.happenings]
