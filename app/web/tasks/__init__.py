"""Tasks of cases, on pages."""
