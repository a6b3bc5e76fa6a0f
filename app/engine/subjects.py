"""What the conditions of a rule set may read, and the codes that go with it."""

ANY_DIMENSION = "any_dimension"
ANY_STRONG_INDICATOR = "any_strong_indicator"
DIMENSION_CODES = ("positive", "negative")
# Of a single dimension it can also be asked whether it has a strong indicator.
STRONG = "strong"
INDICATOR_CODES = ("present", "absent")
