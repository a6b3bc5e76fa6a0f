"""What a person agreed to, and what is passed on to others, on pages."""
