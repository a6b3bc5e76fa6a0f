"""Indicators that the interviewer sets."""
