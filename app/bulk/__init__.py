"""Floor 6: a rule set over millions of records, on a table engine."""
