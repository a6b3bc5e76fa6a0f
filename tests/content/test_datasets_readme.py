"""The README of datasets and mappings names every key that their files may use."""

import re
from enum import Enum
from pathlib import Path

import pytest

from app.datasets import model
from app.datasets.performance import model as performance
from app.datasets.prefill import model as prefill
from app.datasets.yearly import model as yearly
from app.documents.model import StrictModel

TEXT = (Path(__file__).parents[2] / "indicators" / "datasets" / "README.md").read_text("utf-8")
NAMED = set(re.findall(r"`([a-z_0-9]+)(?:: yes)?`", TEXT))
SHARED = {"id", "version", "title", "changes"}
MODELS = [
    model.DatasetField,
    model.DatasetCode,
    model.Mapping,
    model.Column,
    model.Gap,
    model.Translation,
    model.Band,
    model.CodeList,
    model.TemplateColumn,
    yearly.Population,
    yearly.Requirement,
    yearly.Collection,
    yearly.Hiding,
    yearly.Table,
    yearly.Part,
    yearly.YearlyTables,
    performance.Indicator,
    performance.Performance,
    prefill.Prefill,
    prefill.FromAnswer,
    prefill.FromIndicator,
    prefill.AnswerCode,
]
WORDS = [model.Kind, model.Sensitivity, model.Disclosure, model.Make, model.Take, model.CountryForm]


@pytest.mark.parametrize("keys", MODELS, ids=lambda found: found.__name__)
def test_every_key_is_named(keys: type[StrictModel]) -> None:
    assert set(keys.model_fields) - SHARED <= NAMED


@pytest.mark.parametrize("words", WORDS, ids=lambda found: found.__name__)
def test_every_word_is_named(words: type[Enum]) -> None:
    assert {each.value for each in words} <= NAMED
