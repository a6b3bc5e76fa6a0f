"""Threshold: screening for forced labour, from the first question to the printed summary."""
