"""Questionnaires to be filled in by hand."""
