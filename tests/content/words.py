"""Words in which nobody is asked about their own life."""

import re
from collections.abc import Iterator

from app.instruments.model import Question

LEGAL_WORDS = re.compile(
    r"forced|traffick|bondage|coerc|exploit|slave|servitude|victim|perpetrat|illegal|vulnerab"
    r"|decei|decept|abus|confiscat",
    re.IGNORECASE,
)
LEADING = re.compile(r"^\W*(\w+n't|\w+n’t|surely|you were|you are|so you|is it true|right)\b", re.I)


def list_unfit_words(question: Question) -> Iterator[str]:
    """Give what a question asks or offers in words of the law, and what leads."""
    asked = [question.ask, question.ask_child or ""]
    for words in (*asked, *(option.label for option in question.options)):
        if LEGAL_WORDS.search(words):
            yield f"{question.id}: {words}"
    for words in asked:
        if LEADING.search(words):
            yield f"{question.id}: {words}"
