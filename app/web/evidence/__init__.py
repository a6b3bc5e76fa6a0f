"""Pages of evidence files."""
