"""A confirmed case whose person may be referred, for several tests."""

from app.cases.consents import Consent, ConsentBy, ConsentKind, Share
from app.cases.persons import Contact, WrittenName
from app.cases.referrals import RecipientKind
from app.cases.workflow import CaseAction, CaseEventKind
from app.services.actors import Actor
from app.services.consenting import say_consent
from app.services.persons import save_person
from app.services.referrals import Sent, find_sent, follow, refer
from app.store.cases import get_case
from app.store.ids import ConsentId, PersonId, RecipientId, ReferralId, new_id
from app.store.recipients import RecipientRecord, store_recipient
from app.store.records import CaseRecord, PersonRecord
from tests.services.reviewing_world import FindActor, ReviewWorld

BED = "a bed for some nights"
BOTH = frozenset(Share)


class Sharing:
    """A confirmed case, and a shelter that the helpers run."""

    def __init__(
        self, world: ReviewWorld, person: FindActor, *, is_elsewhere: bool = False
    ) -> None:
        self.world, self.person = world, person
        self.inspector, self.supervisor = person("inspector"), person("supervisor")
        self.helper = person("outreach")
        self.shelter = RecipientRecord(
            RecipientId(new_id()),
            "Open Door",
            RecipientKind.SHELTER.value,
            "ZZ",
            organisation_id=None if is_elsewhere else self.helper.organisation,
        )
        now = world.workplace.clock.now()
        store_recipient(world.session, self.shelter, now, self.supervisor.account)
        self.case_id = world.screening(self.inspector).case.id
        world.decide(self.supervisor)

    @property
    def case(self) -> CaseRecord:
        return get_case(self.world.session, self.case_id)

    def say(
        self,
        by: ConsentBy = ConsentBy.PERSON,
        *,
        agrees: bool = True,
        shares: frozenset[Share] = BOTH,
        actor: Actor | None = None,
        purpose: str = BED,
    ) -> None:
        said = Consent(
            ConsentKind.SHARING,
            by,
            agrees,
            self.world.workplace.clock.today(),
            self.shelter.id,
            purpose if agrees else "",
            shares if agrees else frozenset(),
        )
        say_consent(
            self.world.session,
            self.world.workplace,
            actor or self.inspector,
            self.case,
            ConsentId(new_id()),
            said,
        )

    def agree(self, shares: frozenset[Share] = BOTH) -> None:
        """Let the person, whose age nobody asked, agree, and child protection beside them."""
        self.say(shares=shares)
        self.say(ConsentBy.CHILD_PROTECTION, shares=shares)

    def refer(self, words: str = "") -> ReferralId:
        return refer(
            self.world.session,
            self.world.workplace,
            self.supervisor,
            self.case,
            (self.shelter.id, words),
        )

    def find(self, referral: ReferralId, actor: Actor) -> Sent:
        found = find_sent(self.world.session, self.world.workplace, actor, referral)
        assert found is not None
        return found

    def sees(self, referral: ReferralId, actor: Actor) -> bool:
        return find_sent(self.world.session, self.world.workplace, actor, referral) is not None

    def follow(self, referral: ReferralId, actor: Actor, action: CaseAction) -> None:
        sent = self.find(referral, self.supervisor)
        follow(self.world.session, self.world.workplace, actor, sent, action, "full")

    def tell(self) -> list[CaseEventKind]:
        return [each.kind for each in self.world.review(self.supervisor).history.happenings]

    def name_person(self, *, do_not_call: bool) -> PersonId:
        now = self.world.workplace.clock.now()
        record = PersonRecord(
            PersonId(new_id()),
            self.case_id,
            (WrittenName("Amina Ziri"),),
            Contact("000 60 01", "Harbour Street 1"),
            None,
            do_not_call=do_not_call,
            do_not_write=False,
            created_at=now,
            created_by=self.inspector.account,
        )
        save_person(self.world.session, self.world.workplace, self.inspector, self.case, record)
        return record.id
