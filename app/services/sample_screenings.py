"""Invented screenings of the sample organisation, made from invented answers."""

from sqlalchemy.orm import Session

from app.services.workplace import Workplace


def screen_sample_people(session: Session, workplace: Workplace) -> None:
    """Screen."""
    del session, workplace
