"""Interviews: what was asked, what was said, what the interviewer set, what came of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.ids import AccountId, AnswerId, AssessmentId, CaseId, InterviewId, SettingId
from app.store.tables.base import Base, Code, Fingerprint, JsonText, Sealed


class PinnedRuleSet(Base):
    """A rule set that an interview is read by, as it was when the interview began."""

    __tablename__ = "pinned_rule_sets"

    interview_id: Mapped[InterviewId] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    rule_set: Mapped[Code] = mapped_column(primary_key=True)
    version: Mapped[Code]
    fingerprint: Mapped[Fingerprint]


class PinnedModule(Base):
    """The module that an interview's questionnaire is extended by, as it was at the beginning."""

    __tablename__ = "pinned_modules"

    interview_id: Mapped[InterviewId] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    module: Mapped[Code]
    version: Mapped[Code]
    fingerprint: Mapped[Fingerprint]


class Interview(Base):
    """One way through one questionnaire, with one person."""

    __tablename__ = "interviews"
    # What somebody did not finish is read from this, however much they began.
    __table_args__ = (Index(None, "started_by", "finished_at"),)

    id: Mapped[InterviewId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"), index=True)
    questionnaire: Mapped[Code]
    questionnaire_version: Mapped[Code]
    questionnaire_fingerprint: Mapped[Fingerprint]
    parameters: Mapped[Code]
    parameters_version: Mapped[Code]
    parameters_fingerprint: Mapped[Fingerprint]
    country: Mapped[str] = mapped_column(String(2))
    language: Mapped[Code | None]
    started_at: Mapped[datetime]
    started_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    finished_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    rule_sets: Mapped[list[PinnedRuleSet]] = relationship(order_by=PinnedRuleSet.rule_set)
    module: Mapped[PinnedModule | None] = relationship()


class Answer(Base):
    """One answer as it was given. A correction is another answer; the last one counts."""

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("interview_id", "sequence"),
        CheckConstraint(
            "CASE WHEN value IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN sealed IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN silence IS NULL THEN 0 ELSE 1 END = 1",
            name="value_or_sealed_or_silence",
        ),
    )

    id: Mapped[AnswerId] = mapped_column(primary_key=True)
    interview_id: Mapped[InterviewId] = mapped_column(ForeignKey("interviews.id"))
    sequence: Mapped[int]
    question_id: Mapped[Code]
    value: Mapped[JsonText | None]
    sealed: Mapped[Sealed | None]
    silence: Mapped[Code | None]
    basis: Mapped[Code | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)


class IndicatorSetting(Base):
    """An indicator that the interviewer set, or set no longer, with the reason."""

    __tablename__ = "indicator_settings"
    __table_args__ = (UniqueConstraint("interview_id", "sequence"),)

    id: Mapped[SettingId] = mapped_column(primary_key=True)
    interview_id: Mapped[InterviewId] = mapped_column(ForeignKey("interviews.id"))
    sequence: Mapped[int]
    indicator_id: Mapped[Code]
    setting: Mapped[Code]
    reason: Mapped[Sealed]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)


class Assessment(Base):
    """A result, frozen with the versions that it came from."""

    __tablename__ = "assessments"

    id: Mapped[AssessmentId] = mapped_column(primary_key=True)
    interview_id: Mapped[InterviewId] = mapped_column(ForeignKey("interviews.id"), index=True)
    content: Mapped[JsonText]
    words: Mapped[Sealed | None]
    fingerprint: Mapped[Fingerprint]
    versions: Mapped[JsonText]
    made_at: Mapped[datetime]
    made_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
