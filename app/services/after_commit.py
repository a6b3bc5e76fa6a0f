"""Things that may happen only once a unit of work is committed, such as destroying a key.

Whoever commits calls `run_after_commit`; what was put off is dropped with a unit that fails.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

_PUT_OFF = "threshold.after_commit"


def do_after_commit(session: Session, task: Callable[[], None]) -> None:
    """Put a task off until the unit of work is committed."""
    session.info.setdefault(_PUT_OFF, []).append(task)


def run_after_commit(session: Session) -> None:
    """Do what was put off, in order."""
    for task in session.info.pop(_PUT_OFF, []):
        task()
