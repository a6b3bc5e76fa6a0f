"""People and the work of an organisation, as its administrators arrange them."""
