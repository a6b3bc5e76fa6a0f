"""Interviews on pages: beginning one, one topic a page, and saving answers as they are given."""
