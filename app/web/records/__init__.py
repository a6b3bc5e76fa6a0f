"""Records of datasets: which are to be completed, and one page for each block."""
