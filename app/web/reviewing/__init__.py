"""What supervisors do with cases: send back, override, decide, close, re-open."""
