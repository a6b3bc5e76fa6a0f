"""How fast files of records are scored, as ratios that are measured in one run."""
