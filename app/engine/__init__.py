"""Floor 3: rule sets over indicators, exact over everything that is not known."""
