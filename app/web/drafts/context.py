"""What the page of drafts shows: what waits, what it would change, and in which cases."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from app.assessment.compare import ResultChange
from app.documents.problem import Problem
from app.documents.versioned import Change
from app.services.drafts import ChangedCase, Draft, DraftPreview
from app.services.impact import Impact
from app.services.library import LEADING, Library
from app.web.components import Link
from app.web.reassessing.wording import CODES, KINDS, word_code

_KINDS_IN_ORDER = ("findings", "outcome", "dimensions")


@dataclass(frozen=True)
class DraftView:
    """A draft with the number that it is to have, and what its changelog says."""

    kind: str
    title: str
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Line:
    """Something that would come out differently in some results, and which rule set says so."""

    what: str
    said_by: str
    counted: str


@dataclass(frozen=True)
class CaseLine:
    """A case of which the result would change."""

    link: Link
    changes: tuple[str, ...]


@dataclass(frozen=True)
class DraftsPage:
    """All that waits. `cases` is None for those who may know counts alone."""

    drafts: tuple[DraftView, ...]
    sentences: tuple[str, ...]
    lines: tuple[Line, ...]
    cases: tuple[CaseLine, ...] | None
    problems: tuple[str, ...]


def build_page(found: DraftPreview) -> DraftsPage:
    """Give the page of drafts that could be read."""
    words = _Words(found.library)
    impact = found.impact
    return DraftsPage(
        drafts=tuple(_describe_draft(each) for each in found.drafts),
        sentences=() if impact is None else tuple(_sum_up(impact)),
        lines=() if impact is None else tuple(_list_lines(impact.changes, words)),
        cases=None
        if found.cases is None
        else tuple(_describe_case(each, words) for each in found.cases),
        problems=(),
    )


def build_page_of_problems(problems: Iterable[Problem]) -> DraftsPage:
    """Give the page where drafts can't be read."""
    return DraftsPage((), (), (), None, tuple(str(each) for each in problems))


class _Words:
    """The words of codes, as the drafts and the newest versions have them."""

    def __init__(self, library: Library) -> None:
        self._labels: dict[tuple[str, str, str], str] = {}
        self._titles: dict[str, str] = {}
        shelf = library.rules.rule_sets
        for name in shelf.list_ids():
            item = shelf.newest(name).item
            catalogue = library.instruments.catalogues.get(item.reads).item
            self._titles[name] = item.title
            for code, finding in item.findings.items():
                self._labels[name, "findings", code] = finding.title
            for row in item.outcomes:
                self._labels[name, "outcomes", row.code] = row.label
            for dimension in catalogue.dimensions:
                self._labels[name, "dimensions", dimension.id] = dimension.label
            for group in catalogue.groups:
                # A rule set for one group alone says so in its title.
                if len(item.groups) > 1:
                    self._labels[name, "groups", group.id] = group.label

    def name(self, change: ResultChange) -> str:
        """Say what would come out differently."""
        if change.kind == "outcome":
            return str(gettext("Outcome"))
        return self._labels.get((change.rule_set, change.kind, change.name), change.name)

    def name_rules(self, change: ResultChange) -> str:
        """Say which rule set speaks, and for which group of people."""
        title = self._titles.get(change.rule_set, change.rule_set)
        group = self._labels.get((change.rule_set, "groups", change.group or ""), "")
        return f"{title} · {group}" if group else title

    def say(self, change: ResultChange, codes: tuple[str, ...]) -> str:
        """Say what comes out; outcomes that are all still possible are open."""
        if len(codes) > 1:
            return word_code("open")
        code = codes[0] if codes else ""
        label = self._labels.get((change.rule_set, "outcomes", code))
        return label or (word_code(code) if code in CODES else code)


def _describe_draft(draft: Draft) -> DraftView:
    published = draft.published
    return DraftView(
        kind=str(KINDS[draft.kind]),
        title=published.item.title,
        name=published.name,
        changes=published.item.changes,
    )


def _sum_up(impact: Impact) -> Iterator[str]:
    yield ngettext(
        "Of %(num)s stored result, %(changed)s would change.",
        "Of %(num)s stored results, %(changed)s would change.",
        impact.looked_at,
        changed=impact.changed,
    )
    if impact.beyond:
        yield ngettext(
            "%(num)s more can't be compared: its questions or values would change too.",
            "%(num)s more can't be compared: their questions or values would change too.",
            impact.beyond,
        )
    if impact.added:
        yield ngettext(
            "Some rule set was never applied to %(num)s of them; that would only add to it.",
            "Some rule sets were never applied to %(num)s of them; that would only add to them.",
            impact.added,
        )


def _list_lines(changes: Mapping[ResultChange, int], words: _Words) -> Iterator[Line]:
    """Give each thing with its counts: the rules that lead first, then findings before the rest."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for change in sorted(changes, key=_place):
        if change.before:
            thing = words.name(change), words.name_rules(change)
            after = words.say(change, change.after)
            counts.setdefault(thing, Counter())[after] += changes[change]
    for (what, said_by), afters in counts.items():
        yield Line(what, said_by, _word_counts(afters))


def _place(change: ResultChange) -> tuple[bool, str, str, int, str]:
    kind = _KINDS_IN_ORDER.index(change.kind)
    return change.rule_set not in LEADING, change.rule_set, change.group or "", kind, change.name


def _word_counts(afters: Counter[str]) -> str:
    parts = (
        gettext("%(count)s to %(what)s", count=count, what=what)
        for what, count in afters.most_common()
    )
    return str(
        ngettext(
            "%(num)s would change: %(parts)s",
            "%(num)s would change: %(parts)s",
            afters.total(),
            parts=", ".join(parts),
        )
    )


def _describe_case(case: ChangedCase, words: _Words) -> CaseLine:
    changes = (
        gettext(
            "%(what)s: %(before)s, then %(after)s (%(rules)s)",
            what=words.name(change),
            before=words.say(change, change.before),
            after=words.say(change, change.after),
            rules=words.name_rules(change),
        )
        for change in sorted(case.changes, key=_place)
        if change.kind != "dimensions"
    )
    address = url_for("results.show", interview_id=case.interview)
    return CaseLine(Link(str(case.number), address), tuple(map(str, changes)))
