"""How the programme performs: its figures, those that people enter, and targets."""
