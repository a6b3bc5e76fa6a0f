"""What the page shows on how far codings agree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask_babel import format_decimal, gettext, ngettext

from app.datasets.agreement import FEWEST, Kappa, Obstacle
from app.services.agreement import AgreementReport, Group, Row
from app.web.agreement.wording import OBSTACLES

# From here on the interval itself can be trusted to some degree; a usual rule of thumb.
ENOUGH_FOR_INTERVALS = 30
# So many fit on a screen.
SHOWN_FIRST = 8


@dataclass(frozen=True)
class Line:
    """How far the codings of one thing agree, in words; `value` is its kappa, or None."""

    label: str
    counts: str
    kappa: str
    value: float | None


@dataclass(frozen=True)
class Unmeasured:
    """Things that have no kappa for one and the same reason."""

    reason: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Lines:
    """What stands together, with a kappa and without."""

    title: str
    how_many: str
    measured: tuple[Line, ...]
    unmeasured: tuple[Unmeasured, ...]


@dataclass(frozen=True)
class AgreementPage:
    """How far codings agree, over all interviews that two people have coded."""

    codings: int
    how_many: str
    caution: str
    fewest: int
    presumption: Line
    least: tuple[Line, ...]
    questions: tuple[Lines, ...]
    indicators: tuple[Lines, ...]


def build_agreement_page(report: AgreementReport) -> AgreementPage:
    """Give everything that the page shows."""
    questions = tuple(_gather(group) for group in report.questions)
    indicators = tuple(_gather(group) for group in report.indicators)
    return AgreementPage(
        codings=report.codings,
        how_many=_count(report),
        caution=_caution(report.codings),
        fewest=FEWEST,
        presumption=_write(replace(report.presumption, label=_name_presumption())),
        least=_find_least(questions, indicators),
        questions=questions,
        indicators=indicators,
    )


def _name_presumption() -> str:
    return str(gettext("Presumption of trafficking: yes, no or open"))


def _find_least(questions: Iterable[Lines], indicators: Iterable[Lines]) -> tuple[Line, ...]:
    """Give what is agreed on least, the worst first; what is always agreed on is not there."""
    said = [line for each in questions for line in each.measured]
    found = [
        replace(line, label=str(gettext("Indicator: %(indicator)s", indicator=line.label)))
        for each in indicators
        for line in each.measured
    ]
    valued = [(line.value, line) for line in (*said, *found)]
    below = [(value, line) for value, line in valued if value is not None and value < 1]
    return tuple(line for _, line in sorted(below, key=lambda each: each[0])[:SHOWN_FIRST])


def _count(report: AgreementReport) -> str:
    words = ngettext(
        "%(num)s interview was coded by a second person who did not see how it was coded first.",
        "%(num)s interviews were coded by a second person who did not see how they were coded "
        "first.",
        report.codings,
    )
    present = ngettext(
        "In %(num)s of them that person was there, in all others they coded from the record.",
        "In %(num)s of them that person was there, in all others they coded from the record.",
        report.present,
    )
    return f"{words} {present}" if report.codings else str(words)


def _caution(codings: int) -> str:
    """Say how little it shows."""
    if not codings:
        return str(
            gettext(
                "Nothing can be said yet. A supervisor can ask for a second coding on the page of "
                "a case whose interview is finished."
            )
        )
    if codings < ENOUGH_FOR_INTERVALS:
        return str(
            gettext(
                "These are too few to judge a question by, and far too few to judge anybody's "
                "work. One more interview can change every figure, and below %(enough)s the "
                "intervals themselves are only rough.",
                enough=ENOUGH_FOR_INTERVALS,
            )
        )
    return str(
        gettext("Look at the intervals first: where one is wide, the figure says little so far.")
    )


def _gather(group: Group) -> Lines:
    rows = list(_flatten(group.rows))
    measured = tuple(_write(row) for row in rows if isinstance(row.agreement.kappa, Kappa))
    how_many = gettext(
        "%(measured)s of %(rows)s with kappa", measured=len(measured), rows=len(rows)
    )
    return Lines(group.title, str(how_many), measured, tuple(_list_unmeasured(rows)))


def _flatten(rows: Iterable[Row]) -> Iterator[Row]:
    """Give each choice of a question as a row of its own behind the question."""
    for row in rows:
        yield row
        for choice in row.choices:
            label = gettext("%(question)s – %(choice)s", question=row.label, choice=choice.label)
            yield replace(choice, label=str(label))


def _list_unmeasured(rows: Iterable[Row]) -> Iterator[Unmeasured]:
    together: dict[Obstacle, list[Line]] = {each: [] for each in Obstacle}
    for row in rows:
        if isinstance(row.agreement.kappa, Obstacle):
            together[row.agreement.kappa].append(_write(row))
    for obstacle, lines in together.items():
        if lines:
            yield Unmeasured(_word_obstacle(obstacle), tuple(lines))


def _write(row: Row) -> Line:
    kappa = row.agreement.kappa
    value = kappa.value if isinstance(kappa, Kappa) else None
    return Line(row.label, _word_counts(row), _word_kappa(kappa), value)


def _word_counts(row: Row) -> str:
    agreement = row.agreement
    said = gettext(
        "%(agreed)s of %(compared)s the same.",
        agreed=agreement.agreed,
        compared=agreement.compared,
    )
    if not row.left_out:
        return str(said)
    left = ngettext("%(num)s left out.", "%(num)s left out.", row.left_out)
    return f"{said} {left}"


def _word_kappa(kappa: Kappa | Obstacle) -> str:
    """Give kappa with its interval, or say why there is none."""
    if isinstance(kappa, Obstacle):
        return _word_obstacle(kappa)
    value = _write_number(kappa.value)
    if kappa.interval is None:
        return str(gettext("Kappa %(value)s, without an interval.", value=value))
    low, high = (_write_number(end) for end in kappa.interval)
    words = gettext("Kappa %(value)s (%(low)s to %(high)s).", value=value, low=low, high=high)
    return str(words)


def _word_obstacle(obstacle: Obstacle) -> str:
    reason = str(OBSTACLES[obstacle]) % {"fewest": FEWEST}
    return str(gettext("Kappa cannot be computed: %(reason)s", reason=reason))


def _write_number(number: float) -> str:
    # A hyphen is too short for a minus, and easily overlooked.
    return str(format_decimal(number, format="0.00")).replace("-", "\N{MINUS SIGN}")
