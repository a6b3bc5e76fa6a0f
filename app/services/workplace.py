"""What services work with besides the session: the library, the store, the clock."""

from dataclasses import dataclass

from app.clock import Clock
from app.evidence.scanning import Scanner
from app.services.library import Library
from app.store.database import Database
from app.store.keys import KeyStore


@dataclass(frozen=True)
class Workplace:
    """Everything that stays the same from one request to the next."""

    library: Library
    records: Database
    keys: KeyStore
    clock: Clock
    scanner: Scanner | None = None
