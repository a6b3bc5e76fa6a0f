"""When a question on paper is to be asked, in words that refer to other questions by number."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.conditions.model import All, Any, Codes, Comparison, Condition, Not, Number, Statement
from app.instruments.vocabulary import QuestionType
from app.reports.wording import N_, Wording

COMPARISONS: Mapping[Comparison, str] = {
    Comparison.ABOVE: N_("%(what)s is more than %(limit)s"),
    Comparison.AT_LEAST: N_("%(what)s is %(limit)s or more"),
    Comparison.BELOW: N_("%(what)s is less than %(limit)s"),
    Comparison.AT_MOST: N_("%(what)s is %(limit)s or less"),
}
# Whether several answers may be given, and whether those that count are named or the others.
SENTENCES: Mapping[tuple[bool, bool], str] = {
    (False, True): N_("%(what)s is %(answers)s"),
    (False, False): N_("%(what)s is anything but %(answers)s"),
    (True, True): N_("%(what)s has %(answers)s"),
    (True, False): N_("%(what)s has anything but %(answers)s"),
}
MOST_OTHERS = 2


@dataclass(frozen=True)
class NumberedQuestion:
    """A question as words refer to it: by its number, and by the labels of its options."""

    number: int
    type: QuestionType
    labels: Mapping[str, str]


def word_skip(
    condition: Condition, questions: Mapping[str, NumberedQuestion], wording: Wording
) -> str:
    """Say a condition over questions in words."""
    match condition:
        case All(parts):
            return wording.say(" and ").join(_within(each, questions, wording) for each in parts)
        case Any(parts):
            return wording.say(" or ").join(_within(each, questions, wording) for each in parts)
        case Not(part):
            return wording.say(
                "it is not so that %(part)s", part=word_skip(part, questions, wording)
            )
        case Statement():
            return _word_statement(condition, questions, wording)


def _within(
    condition: Condition, questions: Mapping[str, NumberedQuestion], wording: Wording
) -> str:
    said = word_skip(condition, questions, wording)
    return f"({said})" if isinstance(condition, All | Any) else said


def _word_statement(
    statement: Statement, questions: Mapping[str, NumberedQuestion], wording: Wording
) -> str:
    asked = questions.get(statement.subject)
    what = statement.subject.replace("_", " ")
    if asked is not None:
        what = wording.say("question %(number)s", number=wording.number(asked.number))
    match statement.operand:
        case Codes(codes):
            return _word_codes(what, codes, asked, wording)
        case Number(value):
            limit = wording.number(value)
        case parameter:
            limit = wording.say("the country's %(value)s", value=parameter.name.replace("_", " "))
    return wording.say(COMPARISONS[statement.comparison], what=what, limit=limit)


def _word_codes(
    what: str, codes: tuple[str, ...], asked: NumberedQuestion | None, wording: Wording
) -> str:
    offered = {} if asked is None else asked.labels
    labels = {"yes": wording.say("Yes"), "no": wording.say("No"), **offered}
    others = [code for code in offered if code not in codes]
    is_short = len(others) > MOST_OTHERS or len(others) >= len(codes) or not others
    said = wording.say(" or ").join(
        f"“{labels.get(code, code)}”" for code in (codes if is_short else others)
    )
    has_several = asked is not None and asked.type is QuestionType.SEVERAL_CHOICES
    return wording.say(SENTENCES[has_several, is_short], what=what, answers=said)
