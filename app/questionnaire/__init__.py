"""Floor 3: one person's way through an instrument."""
