"""Floor 6: rows and queries."""
