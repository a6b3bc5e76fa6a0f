"""Floor 4: instrument, answers and rules give a result that never changes."""
