"""The tables: one class for each, in files by subject."""

from app.store.tables.accounts import Account, Area, Organisation, Role, account_areas
from app.store.tables.base import Base, Moment
from app.store.tables.cases import AnswerComment, Case, CaseEvent, Erasing, Person
from app.store.tables.dataset_records import DatasetEntry, DatasetRecord, DatasetRecordCase
from app.store.tables.documents import IssuedDocument
from app.store.tables.interviews import (
    Answer,
    Assessment,
    IndicatorSetting,
    Interview,
    PinnedModule,
    PinnedRuleSet,
)
from app.store.tables.keys import CaseKeyRow, ErasedCase, KeyStoreBase
from app.store.tables.log import UNLOGGED, LogEntry, LogHead
from app.store.tables.second_codings import SecondCoding

__all__ = [
    "UNLOGGED",
    "Account",
    "Answer",
    "AnswerComment",
    "Area",
    "Assessment",
    "Base",
    "Case",
    "CaseEvent",
    "CaseKeyRow",
    "DatasetEntry",
    "DatasetRecord",
    "DatasetRecordCase",
    "ErasedCase",
    "Erasing",
    "IndicatorSetting",
    "Interview",
    "IssuedDocument",
    "KeyStoreBase",
    "LogEntry",
    "LogHead",
    "Moment",
    "Organisation",
    "Person",
    "PinnedModule",
    "PinnedRuleSet",
    "Role",
    "SecondCoding",
    "account_areas",
]
