"""Who does something: the person signed in, as services see them, and what is in their reach."""

from dataclasses import dataclass

from app.cases.fields import CaseField, list_seen
from app.cases.roles import Permission, Role, find_reach
from app.cases.roles import Reach as WidestReach
from app.store.cases import Reach
from app.store.ids import AccountId, AreaId, CaseId, OrganisationId
from app.store.records import CaseRecord
from app.store.tables import Account


class NotAllowedError(Exception):
    """The person may not do this with this case."""


@dataclass(frozen=True)
class AreaChoice:
    """An area that a person works in."""

    id: AreaId
    name: str


@dataclass(frozen=True)
class Actor:
    """A person with their roles, their organisation and the areas that they work in.

    `opened` are cases of other areas that are open to them in an emergency, to be read.
    """

    account: AccountId
    name: str
    roles: tuple[Role, ...]
    organisation: OrganisationId
    organisation_name: str
    country: str
    areas: tuple[AreaChoice, ...]
    opened: frozenset[CaseId] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Say whether this person can do such a thing at all."""
        return find_reach(self.roles, permission) is not None

    def may_count_all(self, permission: Permission) -> bool:
        """Say whether a permission is about all cases for this person, as counts alone."""
        return find_reach(self.roles, permission) is WidestReach.COUNTS_ALONE

    def reach(self, permission: Permission) -> Reach | None:
        """Give the cases that a permission opens for this person; None if it opens none."""
        widest = find_reach(self.roles, permission)
        if widest in (None, WidestReach.COUNTS_ALONE):
            return None
        areas = frozenset(area.id for area in self.areas)
        opened = self.opened if permission is Permission.READ_CASES else frozenset()
        within = areas if widest is WidestReach.OWN_AREAS else None
        return Reach(self.organisation, within, opened=opened)

    def may_on(self, permission: Permission, case: CaseRecord) -> bool:
        """Say whether this person can do such a thing with this case."""
        reach = self.reach(permission)
        if reach is None or case.organisation_id != reach.organisation_id:
            return False
        return reach.areas is None or case.area_id in reach.areas or case.id in reach.opened

    def sees(self, part: CaseField, case: CaseRecord) -> bool:
        """Say whether a part of a case that is open to this person is shown to them."""
        through_glass = case.id in self.opened and case.area_id not in {a.id for a in self.areas}
        return part in list_seen(self.roles, through_glass=through_glass)


def build_actor(account: Account) -> Actor:
    """Give the person behind an account."""
    return Actor(
        account=account.id,
        name=account.name,
        roles=tuple(Role(role.name) for role in account.roles),
        organisation=account.organisation_id,
        organisation_name=account.organisation.name,
        country=account.organisation.country,
        areas=tuple(AreaChoice(area.id, area.name) for area in account.areas),
    )
