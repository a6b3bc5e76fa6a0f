"""A figure that is declared and not computed, or the other way round, is told."""

import pytest

from app.datasets.performance.checks import check_performance
from app.datasets.performance.model import Performance
from app.documents.model import parse_as
from app.documents.reader import parse_document
from tests.datasets.reference import INDICATORS

TEXT = (INDICATORS / "performance" / "programme" / "1.0.0.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("id: K40", "id: K41", "K41 is computed nowhere"),
        ("id: K40", "id: K41", "K40 is computed and not declared"),
        ("id: K40", "id: K39", "second time"),
        ("[sex, age_group", "[gender, age_group", "gender is none"),
    ],
)
def test_a_mistake_in_the_figures_is_told(was: str, becomes: str, words: str) -> None:
    assert was in TEXT
    text = TEXT.replace(was, becomes, 1)
    found = parse_as(parse_document(text.encode(), "programme"), Performance)

    assert words in " ".join(fault.what for fault in check_performance(found))
