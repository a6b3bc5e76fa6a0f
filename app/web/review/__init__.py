"""Looking back on an interview: after a section, before it is finished, and when it ends early."""
