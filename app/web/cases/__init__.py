"""Cases on pages."""
