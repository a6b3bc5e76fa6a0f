"""How far codings agree."""
