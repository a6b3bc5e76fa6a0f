"""What the preview counts is exactly what assessing every case again then gives.

By night 1,000 people are assessed twice, by day 60.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.assessment.assess import assess
from app.assessment.compare import compare_frozen
from app.assessment.freeze import freeze
from app.assessment.model import Interview, Setting
from app.instruments.ids import IndicatorId
from app.services.impact import Impact, count_changes, preview
from app.services.library import Library, load_library
from app.services.reassessing import find_newest_sources, reassess
from app.services.workplace import Workplace
from tests.assessment.story import ADULT_SINCE_LONG, CHILD_THEN, give
from tests.newer_versions import copy_shipped, write_newer
from tests.services.conftest import Leading
from tests.web.installation import MovingClock

MANY = 1000 if os.environ.get("THRESHOLD_NIGHT") else 60


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The shipped versions, with drafts in which two indicators are strong."""
    folder = write_newer(copy_shipped(tmp_path_factory.mktemp("drafted")), "draft.yaml")
    return load_library(folder / "indicators", folder / "rules", drafts=True)


def draw_interviews(indicators: list[str], chance: random.Random) -> Iterator[Interview]:
    """Give random interviews: known age or not, indicators set at random, others left open."""
    for _ in range(MANY):
        known = chance.choice((0.5, 0.9, 1.0))
        settings = {
            IndicatorId(name): Setting(IndicatorId(name), chance.random() < 0.15, "seen")
            for name in indicators
            if chance.random() < known
        }
        sheet = give(chance.choice((CHILD_THEN, ADULT_SINCE_LONG, {})))
        yield Interview(sheet, settings, date(2026, 3, 4))


@pytest.mark.timeout(400)
def test_preview_equals_what_assessing_each_of_many_again_gives(
    leading: Leading, drafted: Library
) -> None:
    screening = leading.now()
    before = screening.sources
    after = find_newest_sources(drafted, screening.record)
    assert after is not None
    names = [str(each.id) for each in before.catalogue.item.indicators]
    chance = random.Random(3)  # noqa: S311 - Nothing is secret here.
    stored: list[str] = []
    again: list[str] = []

    def list_stored() -> Iterator[str]:
        # Each person right after the other: then equal counts need to be worked out only once.
        for each in draw_interviews(names, chance):
            stored.append(freeze(assess(before, each)))
            again.append(freeze(assess(after, each)))
            yield stored[-1]

    impact = count_changes(list_stored(), drafted)

    diffs = [compare_frozen(*pair) for pair in zip(stored, again, strict=True)]
    assert impact.changes == Counter(change for diff in diffs for change in diff.results)
    assert impact.changed == sum(not diff.comes_out_the_same for diff in diffs)
    assert (impact.looked_at, impact.beyond) == (MANY, 0)
    assert 0 < impact.changed < MANY


def test_preview_reads_the_newest_result_of_each_interview(
    leading: Leading, workplace: Workplace, drafted: Library, moving: MovingClock
) -> None:
    leading.say(paid_how="nothing", dues_not_given=frozenset({"contract_terms"}))
    leading.finish()
    before = preview(leading.session, drafted)
    moving.moment += timedelta(days=1)
    published = replace(workplace, library=drafted)

    reassess(leading.session, published, leading.actor, leading.now())

    after = preview(leading.session, drafted)
    assert (before.looked_at, before.changed) == (1, 1)
    assert (after.looked_at, after.changed, after.changes) == (1, 0, {})


def test_preview_of_what_is_published_changes_nothing(leading: Leading, library: Library) -> None:
    leading.finish()

    assert preview(leading.session, library) == Impact(1, 0, 0, {})


def test_results_whose_questions_change_too_are_counted_apart(
    leading: Leading, library: Library
) -> None:
    content = leading.finish().content.replace("short-screening@1.0.0", "short-screening@0.9.0")

    assert count_changes([content], library) == Impact(0, 1, 0, {})
