"""Where there is no value: what a standard writes, and what comes back when that is read."""

from app.conditions.values import Silence
from app.datasets.model import SilenceCodes


def write_silence(codes: SilenceCodes, silence: Silence) -> str:
    """Give what a standard writes for a silence; empty where it has no code."""
    return {
        Silence.UNKNOWN: codes.unknown,
        Silence.PREFER_NOT_TO_SAY: codes.prefer_not_to_say,
        Silence.NOT_ASKED: codes.not_asked,
        Silence.NOT_APPLICABLE: codes.not_applicable,
    }[silence]


def read_silence(codes: SilenceCodes, text: str) -> Silence | None:
    """Give the silence that a cell means, or None for a value; an empty cell says nothing."""
    if not text:
        return Silence.NOT_ASKED
    return next((each for each in Silence if write_silence(codes, each) == text), None)


def find_returned(codes: SilenceCodes, silence: Silence) -> Silence:
    """Give what a silence has become once it was written and read again."""
    return read_silence(codes, write_silence(codes, silence)) or silence
