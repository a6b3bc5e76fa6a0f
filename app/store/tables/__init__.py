"""The tables: one class for each, in files by subject."""

from app.store.tables.accounts import Account, Area, Organisation, Role, account_areas
from app.store.tables.base import Base, Moment
from app.store.tables.cases import AnswerComment, Case, CaseEvent, Erasing
from app.store.tables.dataset_records import DatasetEntry, DatasetRecord, DatasetRecordCase
from app.store.tables.documents import IssuedDocument
from app.store.tables.evidence import EvidenceFile
from app.store.tables.glass import BrokenGlass
from app.store.tables.interviews import (
    Answer,
    Assessment,
    IndicatorSetting,
    Interview,
    PinnedModule,
    PinnedRuleSet,
)
from app.store.tables.keys import CaseKeyRow, ErasedCase, ErasedPart, KeyStoreBase
from app.store.tables.log import UNLOGGED, LogEntry, LogHead
from app.store.tables.organisations import RetentionPeriod, SwitchedOff
from app.store.tables.paper import PaperEntry
from app.store.tables.parties import CaseParty, Party, Visit, VisitCase
from app.store.tables.persons import Person, PersonLink, PersonToken
from app.store.tables.publications import EnteredFigure, Publication
from app.store.tables.purges import Purge
from app.store.tables.second_codings import SecondCoding
from app.store.tables.sharing import ConsentWord, Recipient, Referral
from app.store.tables.sign_in import (
    Attempt,
    Challenge,
    KnownPlace,
    Passkey,
    ProviderErrand,
    ProviderLink,
    RecoveryCode,
    Reset,
    SignInSession,
)
from app.store.tables.tasks import CaseTask

__all__ = [
    "UNLOGGED",
    "Account",
    "Answer",
    "AnswerComment",
    "Area",
    "Assessment",
    "Attempt",
    "Base",
    "BrokenGlass",
    "Case",
    "CaseEvent",
    "CaseKeyRow",
    "CaseParty",
    "CaseTask",
    "Challenge",
    "ConsentWord",
    "DatasetEntry",
    "DatasetRecord",
    "DatasetRecordCase",
    "EnteredFigure",
    "ErasedCase",
    "ErasedPart",
    "Erasing",
    "EvidenceFile",
    "IndicatorSetting",
    "Interview",
    "IssuedDocument",
    "KeyStoreBase",
    "KnownPlace",
    "LogEntry",
    "LogHead",
    "Moment",
    "Organisation",
    "PaperEntry",
    "Party",
    "Passkey",
    "Person",
    "PersonLink",
    "PersonToken",
    "PinnedModule",
    "PinnedRuleSet",
    "ProviderErrand",
    "ProviderLink",
    "Publication",
    "Purge",
    "Recipient",
    "RecoveryCode",
    "Referral",
    "Reset",
    "RetentionPeriod",
    "Role",
    "SecondCoding",
    "SignInSession",
    "SwitchedOff",
    "Visit",
    "VisitCase",
    "account_areas",
]
