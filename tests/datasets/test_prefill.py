"""A record begins with what the answers say, no more: a silence stays, and a part is a proposal."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.conditions.values import PartialDate, Silence, Value
from app.datasets.entry import list_progress, read_entry
from app.datasets.held import Holding, Origin, is_held
from app.datasets.model import DatasetField
from app.datasets.prefill.checks import check_filling, check_prefill
from app.datasets.prefill.fill import Filled, find_language, prefill_record
from app.datasets.prefill.model import AnswerCode, FromAnswer, FromIndicator, Prefill
from app.datasets.records import UnreadableError
from app.instruments.catalogue import load_instruments
from app.instruments.model import Question
from app.instruments.questions import place_questions
from app.instruments.vocabulary import Provenance
from tests.datasets.reference import INDICATORS, dataset, load


def prefill(*rules: FromAnswer | FromIndicator) -> Prefill:
    return Prefill(
        id="victims",
        version="1.0.0",
        title="Test",
        fills="victims@1.0.0",
        source="Test",
        provenance=Provenance.PROPOSAL,
        answers=tuple(each for each in rules if isinstance(each, FromAnswer)),
        indicators=tuple(each for each in rules if isinstance(each, FromIndicator)),
    )


def shipped() -> Prefill:
    return load().prefills.newest("victims").item


def field(name: str) -> DatasetField:
    return next(each for each in dataset("victims").list_fields() if each.id == name)


def test_every_question_option_and_indicator_of_the_prefill_is_one_that_is_asked() -> None:
    instruments = load_instruments(INDICATORS)
    asked: dict[str, set[str]] = {}
    for question in _list_questions(instruments.questionnaires):
        options = {str(each.code) for each in question.options} or {"yes", "no"}
        asked.setdefault(str(question.id), set()).update(options)
    known = {str(i.id) for each in instruments.catalogues for i in each.item.indicators}

    for rule in shipped().answers:
        assert {pair.answer for pair in rule.codes} <= asked[rule.question], rule.field
    for found in shipped().indicators:
        assert set(found.present) <= known, found.code


def _list_questions(questionnaires: object) -> Iterator[Question]:
    for each in questionnaires:  # type: ignore[attr-defined]
        for placed in place_questions(each.item):
            yield placed.question


def test_answers_become_codes_and_what_was_not_said_stays_open() -> None:
    answers: dict[str, Value | Silence] = {
        "gender": "woman",
        "citizenship": "NA",
        "hours_day": 14,
        "work_began": PartialDate(2025, 3),
        "first_language": "sr",
        "schooling": "secondary",
    }

    found = prefill_record(shipped(), dataset("victims"), answers, ())

    assert {name: each.value for name, each in found.items()} == {
        "gender": "feminine",
        "citizenships": ("NA",),
        "hours_a_day": 14,
        "exploitation_began": PartialDate(2025, 3),
        "languages": ("srp",),
    }
    assert found["gender"].questions == ("gender",)


@pytest.mark.parametrize(
    "silence", [Silence.UNKNOWN, Silence.PREFER_NOT_TO_SAY, Silence.NOT_APPLICABLE]
)
def test_a_silence_of_the_person_stays_the_same_silence(silence: Silence) -> None:
    found = prefill_record(shipped(), dataset("victims"), {"any_debt": silence}, ())

    assert found == {"debt": Filled(silence, proposed=False, questions=("any_debt",))}


def test_a_question_that_was_not_asked_fills_nothing() -> None:
    answers = {"any_debt": Silence.NOT_ASKED, "bonds": Silence.NOT_ASKED}

    assert prefill_record(shipped(), dataset("victims"), answers, ()) == {}


def test_what_indicators_say_is_only_proposed_and_absence_says_nothing() -> None:
    present = {"coercion_at_destination.debt", "exploitation.hours"}

    found = prefill_record(shipped(), dataset("victims"), {}, present)

    means = found["means_of_control"]
    assert means.value == ("debt_bondage", "excessive_hours")
    assert means.proposed
    assert means.indicators == ("coercion_at_destination.debt", "exploitation.hours")
    assert prefill_record(shipped(), dataset("victims"), {}, ()) == {}


def test_answers_and_indicators_of_one_field_are_put_together() -> None:
    found = prefill_record(
        shipped(), dataset("victims"), {"sector": "household"}, {"exploitation.hours"}
    )

    assert found["forms"] == Filled(
        ("domestic_servitude", "labour"),
        proposed=True,
        questions=("sector",),
        indicators=("exploitation.hours",),
    )


def test_otherwise_holds_only_where_the_question_was_answered() -> None:
    said = prefill_record(shipped(), dataset("victims"), {"bonds": frozenset({"love"})}, ())
    unsaid = prefill_record(shipped(), dataset("victims"), {"bonds": Silence.UNKNOWN}, ())

    assert said["substances_forced"].value == "no"
    assert unsaid["substances_forced"].value is Silence.UNKNOWN


@pytest.mark.parametrize(("code", "expected"), [("sr", "srp"), ("ckb", "ckb"), ("xx", None)])
def test_languages_have_codes_of_three_letters(code: str, expected: str | None) -> None:
    assert find_language(code) == expected


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (FromAnswer(field="sez", question="q"), "no field “sez”"),
        (FromAnswer(field="birth_date", question="q"), "is never held"),
        (
            FromAnswer(field="sex", question="q", codes=(AnswerCode(answer="x", code="femal"),)),
            "“femal” is no code of sex",
        ),
        (FromAnswer(field="debt", question="q", otherwise="maybe"), "“maybe” is no code"),
        (FromIndicator(field="debt", code="yes", present=("a",)), "holds one value"),
    ],
)
def test_what_a_prefill_gets_wrong_is_told(rule: FromAnswer | FromIndicator, words: str) -> None:
    faults = list(check_filling(prefill(rule), dataset("victims")))

    assert [words in fault.what for fault in faults] == [True]


def test_one_question_fills_a_field_once() -> None:
    rule = FromAnswer(field="sex", question="q")

    assert len(list(check_prefill(prefill(rule, rule)))) == 1


def test_what_is_proposed_does_not_count_in_a_record() -> None:
    holding = Holding(dataset("victims"))

    record = holding.read([("sex", "female", "entered"), ("violence", "physical", "proposed")])

    assert record.find_text("sex") == "female"
    assert record.get("violence") is Silence.NOT_ASKED


@pytest.mark.parametrize("name", ["name", "birth_date", "residence_place", "nowhere"])
def test_no_name_and_no_free_text_can_be_held(name: str) -> None:
    with pytest.raises(UnreadableError):
        Holding(dataset("victims")).write({name: "Somebody"})


@pytest.mark.parametrize(
    ("name", "values", "silence", "expected"),
    [
        ("sex", ["female"], "", "female"),
        ("sex", [], "unknown", Silence.UNKNOWN),
        ("sex", [], "", None),
        ("violence", ["physical", "sexual"], "", ("physical", "sexual")),
        ("children", [" 2 "], "", 2),
        ("identified_on", ["2026-03-04"], "", date(2026, 3, 4)),
        ("recruited_on", ["2025-03~"], "", PartialDate(2025, 3, about=True)),
        ("criminal_case", ["K-2026/17"], "", "K-2026/17"),
        ("citizenships", ["NA", "", "RS"], "", ("NA", "RS")),
    ],
)
def test_what_is_entered_is_read(
    name: str, values: list[str], silence: str, expected: object
) -> None:
    assert read_entry(field(name), values, silence) == expected


@pytest.mark.parametrize(
    ("name", "values", "silence"),
    [
        ("sex", ["female"], "unknown"),
        ("sex", ["f"], ""),
        ("violence", ["none", "sexual"], ""),
        ("children", ["two"], ""),
        ("identified_on", ["4.3.2026"], ""),
        ("criminal_case", ["Ana Petrova"], ""),
        ("criminal_case", ["Petrova"], ""),
        ("citizenships", ["QQ"], ""),
    ],
)
def test_what_cannot_be_a_value_is_refused(name: str, values: list[str], silence: str) -> None:
    allowed = ("RS", "NA") if name == "citizenships" else ()

    with pytest.raises(UnreadableError):
        read_entry(field(name), values, silence, allowed)


def test_progress_counts_what_is_settled_of_what_can_be_entered() -> None:
    victims = dataset("victims")
    origins = {"sex": Origin.ENTERED.value, "children": Origin.PROPOSED.value}

    found = {each.block.id: each for each in list_progress(victims, origins)}

    held = [each for each in found["c"].block.fields if is_held(each)]
    assert (found["c"].done, found["c"].fields) == (1, len(held))
    assert not found["c"].is_complete
