"""What every application of a process would make anew, though it is the same for all of them.

A test has an application and databases of its own. What is kept here holds nothing of any of them:
how a statement is written in SQL, how a template and an address are compiled, what is shipped.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

STATEMENTS_KEPT = 5000
"""More than the application has; a server has one engine and meets each statement again."""


@contextmanager
def statements_written_once() -> Iterator[None]:
    """Write each statement in SQL once for all databases of a kind, and not for each of them.

    The library keeps what it wrote by engine and by dialect, and each test opens engines anew: then
    nothing is ever met again, which took a quarter of the time of a test.
    """
    kept: LRUCache[object, object] = LRUCache(STATEMENTS_KEPT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Engine, "_compiled_cache", property(lambda _: kept, lambda *_: None), raising=False
        )
        for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
            patch.setattr(dialect, "__eq__", lambda one, other: type(one) is type(other))
            patch.setattr(dialect, "__hash__", lambda one: hash(type(one)))
        yield
