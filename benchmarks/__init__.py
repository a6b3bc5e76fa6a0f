"""How fast files of records are scored, as ratios that are measured in one run."""

import os

# Some of the engines that are measured beside ours tell their makers of each use otherwise.
os.environ["DO_NOT_TRACK"] = "1"
