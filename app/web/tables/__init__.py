"""The tables that a country reports for a year, with the records behind each count."""
