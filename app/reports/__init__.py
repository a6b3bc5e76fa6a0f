"""Floor 6: pages for readers, on screen and as PDF."""
