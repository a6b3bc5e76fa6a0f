"""Sign-in: the way in, what belongs to it, and help for who can't get in."""
