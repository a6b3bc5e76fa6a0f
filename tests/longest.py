"""The files of tests that take longest, which begin first.

Files come in an order of chance. One that takes minutes and begins last leaves the other process
without anything to do. Which these are, `--durations` tells; a file that is missing here costs time
and nothing else.
"""

from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parent
# The second stands between two that want the same sample: it is made while the second runs.
LONGEST: Final = (
    "journeys/test_accessibility.py",
    "web/test_matrix.py",
    "journeys/test_killed_server.py",
    "store/test_migration_with_rows.py",
    "journeys/test_four_people.py",
    "journeys/test_saving.py",
    "journeys/test_canaries.py",
    "journeys/test_hostile_text.py",
    "journeys/test_killed_postgresql.py",
    "journeys/test_court_cases.py",
    "journeys/test_leaving.py",
    "journeys/test_passkeys.py",
    "journeys/test_keyboard.py",
    "web/reviewing/test_review_pages.py",
    "reports/test_conformance.py",
    "web/test_old_versions.py",
    "web/documents/test_documents.py",
    "services/test_publishing.py",
    "content/test_readme_walk.py",
    "reports/test_length.py",
    "bulk/test_exactness.py",
)


def rank(path: Path) -> int:
    """Give the place of a file: the longest first, all others behind them."""
    name = path.relative_to(TESTS).as_posix()
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)
