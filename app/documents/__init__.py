"""Floor 0: YAML, read strictly, with file and line."""
