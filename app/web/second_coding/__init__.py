"""Asking for a second coding of an interview, and beginning one."""
