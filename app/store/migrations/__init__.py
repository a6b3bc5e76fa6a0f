"""Migrations, one line for the records and one for the keys."""
