"""Names as they are looked for and held against each other, across scripts and spellings.

Latin letters stand for those of other scripts, roughly: good enough to propose two records to a
person who decides, and never to decide.
"""

import re
from collections.abc import Iterable
from typing import Final

from anyascii import anyascii
from jellyfish import jaro_winkler_similarity, metaphone

from app.cases.persons import Contact, WrittenName

LETTERS: Final = re.compile(r"[a-z0-9]+")
LAST_DIGITS: Final = 7
SHORTEST_SOUND: Final = 2
# How alike two words of one sound are held that are spelt differently.
SAME_SOUND: Final = 0.9
# How much a word counts that only one of two names has.
WORD_LEFT_OUT: Final = 0.1


def list_words(text: str) -> tuple[str, ...]:
    """Give the words of a name in small Latin letters without marks, in their order."""
    return tuple(LETTERS.findall(anyascii(text).casefold()))


def list_search_words(names: Iterable[WrittenName], contact: Contact) -> frozenset[str]:
    """Give what a person is found by: words of all names, how they sound, and a number's end."""
    words = {word for name in names for word in list_words(name.text)}
    sounds = {f"sound {sound}" for word in words if (sound := _sound(word))}
    digits = re.sub(r"\D", "", anyascii(contact.telephone))[-LAST_DIGITS:]
    numbers = {f"number {digits}"} if len(digits) == LAST_DIGITS else set()
    return frozenset({f"word {word}" for word in words} | sounds | numbers)


def compare_names(some: Iterable[WrittenName], others: Iterable[WrittenName]) -> float:
    """Say how alike the most alike of two persons' names are, from 0 to 1, in any order of words.

    Words that only one of two names has count a little against them: people are called by a part of
    their name.
    """
    known = [list_words(each.text) for each in others]
    pairs = ((list_words(each.text), other) for each in some for other in known)
    return max((_compare_words(*pair) for pair in pairs if all(pair)), default=0.0)


def _compare_words(some: tuple[str, ...], others: tuple[str, ...]) -> float:
    fewer, more = sorted((some, others), key=len)
    best = [max(_compare_word(word, other) for other in more) for word in fewer]
    left_over = (len(more) - len(fewer)) * WORD_LEFT_OUT
    return sum(best) / (len(fewer) + left_over)


def _compare_word(word: str, other: str) -> float:
    spelt = jaro_winkler_similarity(word, other)
    sound = _sound(word)
    return max(spelt, SAME_SOUND) if sound and sound == _sound(other) else spelt


def _sound(word: str) -> str:
    """Give how a word sounds, in letters of English; nothing where too little is left of it."""
    sound = metaphone(word)
    return sound if len(sound) >= SHORTEST_SOUND else ""
