"""Floor 5: what people do about an assessment."""
