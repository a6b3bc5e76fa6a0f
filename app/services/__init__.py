"""Floor 7: one function for each thing that a person can do."""
