"""From a question to what its page shows: a table from question type to a small builder."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

from babel.core import get_global
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.conditions.values import Silence
from app.instruments.catalogue import Instruments
from app.instruments.ids import QuestionId
from app.instruments.model import Parameters, Question
from app.instruments.vocabulary import About, QuestionType
from app.questionnaire.intake import OFFERED_SILENCES, RawAnswer
from app.questionnaire.model import Basis
from app.services.second_codings import RecordedText
from app.web.components import Choice, ChoiceGroup, Parts, QuestionView
from app.web.interviews.wording import BASES, CHOOSE, PERIODS, SILENCES, UNITS
from app.web.locale import NamedCode, list_countries, list_currencies, list_languages

# Amounts are often agreed or paid in these, wherever the work is.
CURRENCIES_EVERYWHERE: Final = ("EUR", "USD")
SHARE_OF_LIKELY_LANGUAGE: Final = 2
YES: Final = lazy_gettext("Yes")
NO: Final = lazy_gettext("No")


@dataclass(frozen=True)
class Surroundings:
    """What a page depends on besides its interview: the instruments, the country of the work.

    `recorded` is what a second coding is made from; None says that it is an interview. `comments`
    are what a supervisor wrote to answers when the case was sent back.
    """

    instruments: Instruments
    parameters: Parameters
    recorded: tuple[RecordedText, ...] | None = None
    comments: Mapping[QuestionId, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A question as it shall be shown: filled in with `raw`, with an error, saved or not."""

    question: Question
    about: About
    raw: RawAnswer = field(default_factory=RawAnswer)
    error: str = ""
    shown: bool = True
    is_saved: bool = False
    for_child: bool = False


def build_question_view(asked: Asked, around: Surroundings) -> QuestionView:
    """Give everything that the page shows of a question."""
    question = asked.question
    view = QuestionView(
        id=str(question.id),
        kind=question.type.value,
        ask=(question.ask_child if asked.for_child else None) or question.ask,
        guidance=question.guidance or "",
        comment=around.comments.get(question.id, ""),
        error=asked.error,
        shown=asked.shown,
        unit=question.unit or "",
        silences=_list_silences(asked),
        silence_words=_word_silences(asked),
        bases=_list_bases(asked),
        saved=gettext("Saved") if asked.is_saved and not asked.error else "",
    )
    return replace(view, **BUILDERS[question.type](asked, around))


def _list_silences(asked: Asked) -> tuple[Choice, ...]:
    offered = list(OFFERED_SILENCES)
    if asked.question.not_applicable is not None:
        offered.append(Silence.NOT_APPLICABLE)
    return _choose(((each, SILENCES[each]) for each in offered), asked.raw.part("silence"))


def _word_silences(asked: Asked) -> str:
    """Say who gives no answer, where it is not the person: nobody else is asked what they saw."""
    return gettext("No answer, because the interviewer:") if asked.about is About.SITE else ""


def _list_bases(asked: Asked) -> tuple[Choice, ...]:
    """Ask how it is known; not of the interview itself, which the interviewer holds."""
    if asked.about is About.INTERVIEW:
        return ()
    usual = Basis.SEEN if asked.about is About.SITE else Basis.TOLD
    return _choose(BASES.items(), asked.raw.part("basis") or usual.value)


def _yes_no(asked: Asked, _: Surroundings) -> dict[str, Any]:
    chosen = asked.raw.values
    offered = (("yes", YES), ("no", NO))
    return {"choices": tuple(Choice(code, str(words), code in chosen) for code, words in offered)}


def _options(asked: Asked, _: Surroundings) -> dict[str, Any]:
    chosen = asked.raw.values
    options = asked.question.options
    return {
        "choices": tuple(Choice(each.code, each.label, each.code in chosen) for each in options)
    }


def _plain(asked: Asked, _: Surroundings) -> dict[str, Any]:
    return {"parts": Parts(value="\n".join(asked.raw.values))}


def _money(asked: Asked, around: Surroundings) -> dict[str, Any]:
    own = around.parameters.currency
    chosen = asked.raw.part("currency") or own
    first = dict.fromkeys((own, *CURRENCIES_EVERYWHERE))
    named = {each.code: each.name for each in list_currencies(around.instruments)}
    codes = [*first, *(code for code in named if code not in first)]
    return {
        "parts": Parts(amount=asked.raw.part("amount")),
        "currencies": tuple(Choice(code, named[code], code == chosen) for code in codes),
        "periods": _offer(PERIODS.items(), asked.raw.part("period")),
    }


def _duration(asked: Asked, _: Surroundings) -> dict[str, Any]:
    return {
        "parts": Parts(number=asked.raw.part("number")),
        "units": _offer(UNITS.items(), asked.raw.part("unit")),
    }


def _date(asked: Asked, _: Surroundings) -> dict[str, Any]:
    typed = {part: asked.raw.part(part) for part in ("day", "month", "year")}
    return {"parts": Parts(**typed, about=asked.raw.part("about") != "")}


def _country(asked: Asked, around: Surroundings) -> dict[str, Any]:
    likely = {around.parameters.country}
    return {"groups": _group(list_countries(around.instruments), likely, asked.raw.values)}


def _language(asked: Asked, around: Surroundings) -> dict[str, Any]:
    likely = _list_likely_languages(around.parameters.country)
    return {"groups": _group(list_languages(), likely, asked.raw.values)}


BUILDERS: Mapping[QuestionType, Callable[[Asked, Surroundings], dict[str, Any]]] = {
    QuestionType.YES_NO: _yes_no,
    QuestionType.ONE_CHOICE: _options,
    QuestionType.SEVERAL_CHOICES: _options,
    QuestionType.WHOLE_NUMBER: _plain,
    QuestionType.MONEY: _money,
    QuestionType.DURATION: _duration,
    QuestionType.DATE: _date,
    QuestionType.TEXT: _plain,
    QuestionType.COUNTRY: _country,
    QuestionType.LANGUAGE: _language,
}


@lru_cache(maxsize=256)
def _list_likely_languages(country: str) -> frozenset[str]:
    spoken = get_global("territory_languages").get(country, {})
    likely = {
        code.partition("_")[0]
        for code, facts in spoken.items()
        if facts["population_percent"] >= SHARE_OF_LIKELY_LANGUAGE
    }
    return frozenset(likely | {"en"})


def _group(
    named: Iterable[NamedCode], likely: Iterable[str], chosen: tuple[str, ...]
) -> tuple[ChoiceGroup, ...]:
    first = set(likely)
    choices = [Choice(each.code, each.name, each.code in chosen) for each in named]
    groups = (
        ChoiceGroup(gettext("Likely"), tuple(each for each in choices if each.code in first)),
        ChoiceGroup(
            gettext("All others"), tuple(each for each in choices if each.code not in first)
        ),
    )
    return tuple(group for group in groups if group.choices)


def _offer(words: Iterable[tuple[Any, LazyString]], chosen: str) -> tuple[Choice, ...]:
    """Give codes to choose from, and first that nothing is chosen yet: no silent default."""
    return (Choice("", str(CHOOSE), not chosen), *_choose(words, chosen))


def _choose(words: Iterable[tuple[Any, LazyString]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(each.value, str(said), each.value == chosen) for each, said in words)
