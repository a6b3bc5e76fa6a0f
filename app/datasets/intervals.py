"""Confidence intervals of proportions, exact for the few cases that were ever decided."""


def find_interval(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Give the Clopper-Pearson interval: it covers the truth at least as often as it says.

    Without trials nothing is known, and the interval is everything from 0 to 1.
    """
    from scipy.stats import binomtest  # noqa: PLC0415 - It takes a second to load; few need it.

    if not trials:
        return 0.0, 1.0
    found = binomtest(successes, trials).proportion_ci(confidence_level=confidence, method="exact")
    return float(found.low), float(found.high)
