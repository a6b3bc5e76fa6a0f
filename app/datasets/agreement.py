"""How far two codings agree: counts, and Cohen's kappa where it means something."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias, TypeVar

CodeT = TypeVar("CodeT", bound=Hashable)
Pairs: TypeAlias = Mapping[tuple[CodeT, CodeT], int]
"""How often which two codes were given, the first person's before the second's."""

# Below this, one more interview turns the figure round. The number is a proposal of ours.
FEWEST: Final = 5


class Obstacle(Enum):
    """Why there is no kappa, the first that holds."""

    NO_CODES = "no_codes"
    EACH_CHOICE = "each_choice"
    NOTHING_COMPARED = "nothing_compared"
    TOO_FEW = "too_few"
    ONE_CODE = "one_code"
    ONE_SIDED = "one_sided"


@dataclass(frozen=True)
class Kappa:
    """Cohen's kappa with its 95% interval.

    The interval is None where the method gives one without any width: it can't tell full agreement,
    or full disagreement, of few from that of many.
    """

    value: float
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Agreement:
    """Of so many that were compared, how many are the same, and kappa or why there is none."""

    compared: int
    agreed: int
    kappa: Kappa | Obstacle


def measure_agreement(pairs: Pairs[CodeT], known: Obstacle | None = None) -> Agreement:
    """Count, and give kappa unless there is something against it, such as what is `known` before.

    Kappa is not defined where both always gave one and the same code. Where only one of the two
    always gave the same code it would be 0 however often they agreed, so it isn't given either.
    """
    obstacle = known or _find_obstacle(pairs)
    return Agreement(
        compared=sum(pairs.values()),
        agreed=sum(count for (first, second), count in pairs.items() if first == second),
        kappa=_compute(pairs) if obstacle is None else obstacle,
    )


def _find_obstacle(pairs: Pairs[CodeT]) -> Obstacle | None:
    given = [pair for pair, count in pairs.items() if count]
    firsts, seconds = {first for first, _ in given}, {second for _, second in given}
    checks = (
        (Obstacle.NOTHING_COMPARED, not given),
        (Obstacle.TOO_FEW, sum(pairs.values()) < FEWEST),
        (Obstacle.ONE_CODE, len(firsts | seconds) == 1),
        (Obstacle.ONE_SIDED, len(firsts) == 1 or len(seconds) == 1),
    )
    return next((obstacle for obstacle, holds in checks if holds), None)


def _compute(pairs: Pairs[CodeT]) -> Kappa:
    from pycm import ConfusionMatrix  # noqa: PLC0415 - It takes a second to load; few need it.

    codes = list(dict.fromkeys(code for pair in pairs for code in pair))
    matrix = ConfusionMatrix(
        matrix={
            number: {other: pairs.get((code, against), 0) for other, against in enumerate(codes)}
            for number, code in enumerate(codes)
        }
    )
    low, high = matrix.overall_stat["Kappa 95% CI"]
    # Nobody agrees better than fully, or disagrees more than that: the interval ends there.
    interval = None if low == high else (max(float(low), -1.0), min(float(high), 1.0))
    return Kappa(float(matrix.Kappa), interval)
