"""Issuing documents, and checking those that were issued."""
