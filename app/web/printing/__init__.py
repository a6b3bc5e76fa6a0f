"""Printing many documents at once."""
