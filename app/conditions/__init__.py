"""Floor 1: the small language of conditions, with three truths."""
