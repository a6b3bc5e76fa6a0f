"""What a referral sheet says: the least that the recipient needs, and only what was agreed to."""

from dataclasses import dataclass, replace
from datetime import date

from app.conditions.truth import Truth
from app.reports.imprint import Level


class ConsentMissingError(Exception):
    """The person did not agree to this sharing, or took it back: nothing may be printed."""


@dataclass(frozen=True)
class Consent:
    """What a person agreed to: with whom, for what, since when, and until they took it back."""

    recipient: str
    purpose: str
    given_on: date
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class Reaching:
    """How the person can be reached, and how they must not be."""

    name: str
    telephone: str
    address: str
    do_not_call: bool
    do_not_write: bool


@dataclass(frozen=True)
class Shared:
    """One thing that the person agreed to share; `is_own_words` if it is theirs to the letter."""

    about: str
    said: str
    is_own_words: bool


@dataclass(frozen=True)
class ReferralFacts:
    """All that could be told. `shares_identity` and `shares_result` say what was agreed to."""

    case_number: str
    organisation: str
    referred_by: str
    consent: Consent
    needs: tuple[str, ...]
    dangers: tuple[str, ...]
    language: str
    interpreter: Truth
    under_18: Truth
    reaching: Reaching
    shares_identity: bool
    presumption: Truth
    shares_result: bool
    shared: tuple[Shared, ...]
    printed_on: date


@dataclass(frozen=True)
class ReferralContent:
    """Everything that the sheet says; `reaching` and `presumption` are None where not agreed to."""

    case_number: str
    organisation: str
    referred_by: str
    consent: Consent
    needs: tuple[str, ...]
    dangers: tuple[str, ...]
    language: str
    interpreter: Truth
    under_18: Truth
    reaching: Reaching | None
    presumption: Truth | None
    shared: tuple[Shared, ...]
    printed_on: date

    @property
    def about(self) -> str:
        """Give what the margin names besides the organisation."""
        return self.case_number


def build_referral(facts: ReferralFacts, level: Level) -> ReferralContent:
    """Give what may stand on the sheet. Raises ConsentMissingError."""
    consent = facts.consent
    if consent.withdrawn_on is not None or consent.given_on > facts.printed_on:
        raise ConsentMissingError
    is_full, is_shareable = level is Level.FULL, level is Level.SHAREABLE
    return ReferralContent(
        case_number="" if is_shareable else facts.case_number,
        organisation=facts.organisation,
        referred_by=facts.referred_by if is_full else "",
        consent=consent,
        needs=facts.needs,
        dangers=facts.dangers,
        language=facts.language,
        interpreter=facts.interpreter,
        under_18=facts.under_18,
        reaching=_reach(facts.reaching) if is_full and facts.shares_identity else None,
        presumption=facts.presumption if facts.shares_result else None,
        shared=tuple(each for each in facts.shared if is_full or not each.is_own_words),
        printed_on=facts.printed_on,
    )


def _reach(reaching: Reaching) -> Reaching:
    """Leave out what must not be used: whoever reads it would use it."""
    telephone = "" if reaching.do_not_call else reaching.telephone
    address = "" if reaching.do_not_write else reaching.address
    return replace(reaching, telephone=telephone, address=address)
