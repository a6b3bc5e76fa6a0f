"""Words for how far codings agree, and for why there is no kappa."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.datasets.agreement import Obstacle

# Each completes “Kappa cannot be computed: …”.
OBSTACLES: Final[Mapping[Obstacle, LazyString]] = {
    Obstacle.NO_CODES: lazy_gettext("this is a number or a date, and kappa compares codes."),
    Obstacle.EACH_CHOICE: lazy_gettext("several can be chosen here, and each choice has its own."),
    Obstacle.NOTHING_COMPARED: lazy_gettext("no interview has an answer here in both codings."),
    Obstacle.TOO_FEW: lazy_gettext("fewer than %(fewest)s interviews have an answer in both."),
    Obstacle.ONE_CODE: lazy_gettext("both gave one and the same answer every time."),
    Obstacle.ONE_SIDED: lazy_gettext(
        "one of the two codings gives the same answer every time, so it would be 0 however often "
        "they agree."
    ),
}
