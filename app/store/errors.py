"""What can go wrong with what is stored, each as a sentence that says what to do."""


class StoreError(Exception):
    """Something stored can't be opened, read or written; the message is fit for the operator."""


class KeyFileError(StoreError):
    """A key file is missing, of the wrong size, or readable by others."""


class DatabaseUnavailableError(StoreError):
    """A database can't be opened."""


class SchemaError(StoreError):
    """The tables of a database are not those of this version of the program."""


class BackupError(StoreError):
    """A backup can't be made, read or put back."""


class LogError(StoreError):
    """The log can't be added to or checked."""


class CaseKeyError(StoreError):
    """The key of a case is missing, destroyed, or does not unwrap."""


class SealError(StoreError):
    """A sealed value does not open: another key, another place, or changed bytes."""


class NotFoundError(StoreError):
    """No row has this id."""


class ConflictError(StoreError):
    """An id that was given to one record came again with other content."""


class CaseMovedError(StoreError):
    """Somebody else did something to the case since the person looked at it."""


class InterviewErasedError(StoreError):
    """The interview was erased, and takes in nothing any more."""


class InventedPeopleError(StoreError):
    """Invented people of a demonstration stand in a database of production."""
