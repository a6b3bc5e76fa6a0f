"""Floor 2: what may be asked, and the indicators that it looks for."""
