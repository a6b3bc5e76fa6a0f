"""Pages of sites, employers, recruiters, transporters and visits."""
