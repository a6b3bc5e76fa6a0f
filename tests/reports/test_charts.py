"""Charts and the map show what the table beside them shows, name themselves, and hide the rest."""

import hashlib
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest

from app.reports import world_map
from app.reports.bars import Bar, Chart, Stack, StackedChart
from app.reports.charts import count_classes, draw_bars, draw_stacks
from app.reports.world_map import WrongBoundariesError, draw_map, load_boundaries

BARS = Chart("Victims by sex", "Female: 12; male: <5", (Bar("Female", "12"), Bar("Male", "<5")))


def test_bars_carry_their_title_their_words_and_every_sign() -> None:
    drawn = draw_bars(BARS)

    text = drawn.decode()
    assert fromstring(drawn).tag.endswith("svg")  # noqa: S314 - Our own drawing.
    assert "<title>Victims by sex</title>" in text
    assert "Female: 12; male: &lt;5" in text
    assert drawn == draw_bars(BARS)


def test_parts_of_bars_are_told_apart_without_colour_and_hidden_ones_have_no_length() -> None:
    bars = (Stack("March", "17", ("12", "5")), Stack("April", "c", ("<5", "c")))
    chart = StackedChart("Cases by month", "March: 17", ("Presumed", "Open"), bars)

    drawn = draw_stacks(chart)

    assert b"<title>Cases by month</title>" in drawn
    assert b"March: 17" in drawn
    assert drawn.count(b"<pattern") == 1
    assert drawn == draw_stacks(chart)
    assert drawn != draw_stacks(replace(chart, bars=bars[:1]))


def test_the_boundaries_are_the_listed_file_and_know_most_countries() -> None:
    found = load_boundaries()

    assert hashlib.sha256(world_map.BOUNDARIES.read_bytes()).hexdigest() == world_map.SHA256
    assert {"NA", "NP", "RS", "ZA"} <= set(found)
    assert len(found) > 160
    assert all(len(ring) > 3 for rings in found.values() for ring in rings)


def test_boundaries_that_were_changed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_map, "SHA256", "0" * 64)
    load_boundaries.cache_clear()

    with pytest.raises(WrongBoundariesError):
        load_boundaries()


def test_the_map_is_drawn_with_hidden_counts_and_without_any() -> None:
    load_boundaries.cache_clear()

    hatched = draw_map({"RS": "40", "NP": "<5", "NA": "9"}, "Victims", "Serbia: 40")
    bare = draw_map({"RS": "40"}, "Victims", "Serbia: 40")

    assert b"<title>Victims</title>" in hatched
    assert hatched.count(b"<pattern") > bare.count(b"<pattern") == 0


@pytest.mark.parametrize(("most", "ends"), [(4, (5,)), (9, (6, 7, 8, 9)), (105, (30, 55, 80, 105))])
def test_classes_begin_where_counts_are_shown(most: int, ends: tuple[int, ...]) -> None:
    assert count_classes(most) == ends
