"""The type of the session that services take, for the floors that may not know the database."""

from sqlalchemy.orm import Session

__all__ = ["Session"]
