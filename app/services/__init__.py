"""Floor 7: one function for each thing that a person can do.

A service takes a session and plain values, uses the floors below, records and returns. It does not
commit, does not render, and knows nothing of requests.
"""
