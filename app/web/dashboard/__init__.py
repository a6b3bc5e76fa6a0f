"""The day of a supervisor in figures, on pages."""
